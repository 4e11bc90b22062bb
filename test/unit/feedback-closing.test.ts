import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { awaitReason, tellClosure } from '../../src/feedback/closing.ts'
import * as closure from '../../src/feedback/closure.ts'
import * as late from '../../src/feedback/follow-up-notices.ts'
import { aCase } from '../support/a-case.ts'
import { closed, dispute, keptOf, local, timersOf } from '../support/closed-cases.ts'
import { exampleGround } from '../support/example-town.ts'
import { anEvent, neighbours, night, now, someReporter } from '../support/feedback-ask.ts'
import { followUpsInMemory } from '../support/follow-ups-in-memory.ts'
import { textsOf, toldOf } from '../support/told.ts'

const ground = await exampleGround()

describe('The end of a case is told (6.3, 6.8)', () => {
  const end = async (record: CaseRecord, reachable: readonly string[], members?: readonly string[]) => {
    const stores = followUpsInMemory(reachable, members)
    await tellClosure(stores, anEvent(record, { move: 'close' }), record, ground, now)
    return stores
  }
  const three = [...neighbours.slice(0, 2), someReporter('c-9', { contactId: 'c-9', room: 'xfl' })]

  it('in each room in which it was said, also to those who could not be reached in private', async () => {
    const { said, kept } = await end(closed({ reporters: three }), ['cuihu-a', 'xfl'])
    expect(toldOf(said)).toEqual([
      'closure #cuihu-a @liayi @xiaozhou if closed',
      'closure #xfl @c-9 if closed',
    ])
    expect(kept()).toEqual([])
  })

  it('as an answer where it was a question', async () => {
    const asked = closed({ kind: 'enquiry', result: '带身份证来' })
    const { said } = await end(asked, ['cuihu-a'])
    expect(textsOf(said)[0]).toContain('答复您：带身份证来。')
  })

  it('in private where the room is gone: to a tied account, or to the contact that spoke', async () => {
    const { said } = await end(closed({ reporters: three }), ['liayi', 'xiaozhou'])
    expect(toldOf(said)).toEqual([
      'closure liayi if closed',
      'closure xiaozhou if closed',
      'closure c-9 if closed',
    ])
  })

  it('in private, too, to whoever has left the room, as far as anybody can tell', async () => {
    const record = closed({ reporters: three.slice(0, 2) })
    const { said } = await end(record, ['cuihu-a', 'liayi', 'xiaozhou'], ['id-xiaozhou', 'c-other'])
    expect(toldOf(said)).toEqual(['closure liayi if closed', 'closure #cuihu-a @xiaozhou if closed'])
    const byContact = await end(record, ['cuihu-a', 'xiaozhou'], ['c-liayi', 'c-xiaozhou'])
    expect(toldOf(byContact.said)).toEqual(['closure #cuihu-a @liayi @xiaozhou if closed'])
  })

  it('on the telephone to whom the chat does not reach, by the duty officer', async () => {
    const visitor = someReporter('visitor', { contactId: null, room: null })
    const stores = await end(closed({ reporters: [...three, visitor] }), ['cuihu-a', 'xfl'])
    expect(keptOf(stores)).toEqual(['telephone visitor luona'])
    expect(toldOf(stores.said)[0]).toBe('follow_up_telephone #centre @luona if closed')
    expect(timersOf(stores)).toEqual(['2026-11-26 17:30 follow_up late'])
  })

  it('on the telephone to a known resident whose account is tied to nobody any more', async () => {
    const stores = await end(dispute({ reporters: [someReporter('liayi')] }), ['cuihu-a'])
    expect(keptOf(stores)[0]).toBe('telephone liayi luona')
    expect(toldOf(stores.said).join()).not.toContain('closure')
    const person = await end(closed({ reporters: [someReporter('chenlan', { room: null })] }), [])
    expect(keptOf(person)).toEqual(['telephone chenlan luona'])
  })

  it.each([
    ['a dispute', dispute()],
    ['a confidential case', closed({ confidential: true })],
    ['violence', closed({ category: '0902' })],
  ])('never in the room for %s', async (_what, record) => {
    const { said } = await end(record, ['cuihu-a', 'liayi'])
    expect(toldOf(said)).toEqual(['closure liayi if closed'])
  })

  it('and what a dispute will have in follow-ups is planned, nothing for what is no dispute', async () => {
    expect(timersOf(await end(dispute(), ['liayi']))).toEqual([
      '2026-12-08 09:10 follow_up due',
      '2026-12-23 09:10 follow_up due',
    ])
    expect(timersOf(await end(closed(), ['cuihu-a']))).toEqual([])
  })
})

describe('Whoever is dissatisfied and says no more (6.5)', () => {
  const waiting = async (at: Date) => {
    const stores = followUpsInMemory()
    await awaitReason(stores, closed({ cycle: 2 }), 'liayi', ground, at)
    return stores
  }

  it('is asked once more after a working day, and after three days it stands', async () => {
    const stores = await waiting(now)
    expect(timersOf(stores)).toEqual(['2026-11-24 17:30 unhappy remind', '2026-11-26 09:10 unhappy stands'])
    expect(stores.timers.pending()[0]).toMatchObject({
      key: 'unhappy:case-1:2:liayi:remind',
      ...{ hold: false, caseId: 'case-1', facts: { reporter: 'liayi', step: 'remind', cycle: 2 } },
    })
  })

  it('is not asked again where the reminder would come behind the end', async () => {
    expect(timersOf(await waiting(local('2026-10-01 10:00')))).toEqual(['2026-10-04 10:00 unhappy stands'])
  })

  it('is asked in private, at once the first time, gently the second', () => {
    const record = closed()
    const first = closure.askWhyNotice(anEvent(record), record, 'liayi', ground, night)
    const again = closure.askWhyAgain({ id: 't' }, record, 'liayi', ground, night)
    expect(toldOf([first, again])).toEqual(['ask_why liayi if closed', 'ask_why_again liayi if closed'])
    expect([first.held, again.held]).toEqual(['never', 'quiet_hours'])
    expect(again.text).not.toBe(first.text)
    for (const { text } of [first, again]) expect(text).toContain('QH20261123-0001')
  })

  it('and stays silent is brought before supervisor and director, not before one whom it is about', () => {
    const silent = (wanted: Partial<CaseRecord>) =>
      toldOf(late.dissatisfiedSilentNotices({ id: 't' }, closed(wanted), ground, now))
    const director = 'dissatisfied_silent #centre @tianye if closed'
    expect(silent({})).toEqual(['dissatisfied_silent dengkai if closed', director])
    expect(silent({ about: ['dengkai'] })).toEqual([director])
  })
})

describe('The reminder to rate (6.4)', () => {
  it('goes in private to whoever has not rated, has not withdrawn, and can be reached', () => {
    const reporters = [
      ...neighbours,
      someReporter('chenjie', { rating: 'satisfied' }),
      someReporter('caller', { contactId: null }),
    ]
    const told = closure.ratingReminders({ id: 't' }, closed({ reporters }), ground, now)
    expect(toldOf(told)).toEqual(['rating_reminder liayi if closed', 'rating_reminder xiaozhou if closed'])
    expect(told[0]?.text).toContain('QH20261123-0001')
  })
})

describe('Why it was late (5.2)', () => {
  const record = aCase({ lateReason: '等配件' })
  const reason = (wanted: Partial<CaseRecord> = {}) =>
    late.lateReasonNotices({ id: 't' }, { ...record, ...wanted }, ground, now)
  const judged = (wanted: Partial<CaseRecord>) =>
    late.lateClassNotices({ id: 't' }, { ...record, ...wanted }, ground, now)

  it('is brought to the duty officer with the name and the words of the handler', () => {
    expect(toldOf(reason())).toEqual(['late_reason #centre @luona'])
    expect(textsOf(reason())[0]).toMatch(/陈岚说：“等配件”/u)
    expect(textsOf(reason({ handler: null }))[0]).toContain('，说：“等配件”')
    expect(reason({ lateReason: null })).toEqual([])
    expect(reason({ about: ['luona', 'hanbing', 'tianye', 'gaofeng'] })).toEqual([])
  })

  it('is brought to the director only where it is held to be somebody’s fault', () => {
    expect(toldOf(judged({ lateClass: 'responsible' }))).toEqual(['late_class #centre @tianye'])
    expect(textsOf(judged({ lateClass: 'responsible' }))[0]).toMatch(/陈岚.*等配件/u)
    for (const lateClass of ['objective', 'confirmed', null] as const)
      expect(judged({ lateClass })).toEqual([])
    expect(judged({ lateClass: 'responsible', about: ['tianye', 'gaofeng'] })).toEqual([])
  })
})

describe('A reporter who has heard nobody (4.4)', () => {
  it('is brought to the mind of whoever has the case', () => {
    const told = late.contactNotices({ id: 't' }, aCase(), ground, now)
    expect(toldOf(told)).toEqual([
      'stage_contact #jx-staff @chenlan if dispatched in_progress, handler chenlan',
    ])
    expect(told[0]?.text).toContain('已联系 1')
    expect(late.contactNotices({ id: 't' }, aCase({ handler: null }), ground, now)).toEqual([])
  })
})
