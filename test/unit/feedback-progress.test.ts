import { describe, expect, it } from 'vitest'
import type { Assistant } from '../../src/cases/assistant.ts'
import type { CaseRecord } from '../../src/cases/case.ts'
import * as conference from '../../src/feedback/conference-notices.ts'
import { dutyLine } from '../../src/feedback/duty-line.ts'
import * as receipts from '../../src/feedback/receipts.ts'
import { roomGreeting } from '../../src/feedback/room-lines.ts'
import type { Room } from '../../src/grid/town.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { aCaseOfNeighbours, anEvent, night, now, seat, someReporter } from '../support/feedback-ask.ts'
import { textsOf, toldOf } from '../support/told.ts'

const ground = await exampleGround()

describe('What waits for the duty officer (2.5, 7.2)', () => {
  const waiting = (wanted: Partial<CaseRecord>, asks = false) => {
    const record = aCase({ state: 'triage', handler: null, dueAt: null, ...wanted })
    return receipts.waitingNotice(record, ground, night, asks)
  }

  it('is answered with its number, in the room and at once', () => {
    const told = waiting({})
    expect(toldOf([told])).toEqual(['receipt #cuihu-a @liayi'])
    expect(told?.text).toContain('QH20261123-0001')
    expect(told).toMatchObject({ runAt: night, held: 'never', priority: 1 })
  })

  it('is answered in private where it is confidential, without a word of the matter', () => {
    const told = waiting({ confidential: true, category: '0904' })
    expect(toldOf([told])).toEqual(['receipt liayi'])
    expect(told?.text).not.toBe(waiting({})?.text)
    expect(told?.text).not.toMatch(/赌|3号楼/u)
  })

  it('says in an emergency first what to do, also where the matter is confidential', () => {
    for (const wanted of [{}, { confidential: true }]) {
      const told = waiting({ ...wanted, urgency: 'emergency', category: '0803', words: '闻到煤气味' })
      expect(told?.text).toMatch(/^先别开关[^]*\n.*QH20261123-0001/u)
      expect(told?.priority).toBe(0)
    }
    expect(waiting({ category: '0803', words: '闻到煤气味' })?.text).not.toContain('先别开关')
  })

  it('asks in an emergency where it is only as long as nobody has asked', () => {
    const nowhere = { ...aCase().place, building: null, spot: null }
    const gas = { urgency: 'emergency', category: '0803', words: '闻到煤气味', place: nowhere } as const
    expect(waiting(gas, true)?.text).toContain('几号楼')
    expect(waiting(gas)?.text).not.toContain('几号楼')
  })

  it('is the same answer when the emergency waits on after it was filed, unless the danger is another', () => {
    const gas = { urgency: 'emergency', category: '0803', words: '味道很大' } as const
    const key = waiting(gas)?.dedupeKey
    expect(waiting({ ...gas, state: 'filed' })?.dedupeKey).toBe(key)
    expect(waiting({ ...gas, state: 'filed', category: '0805' })?.dedupeKey).not.toBe(key)
  })

  it('is answered to nobody where nobody reported', () => {
    expect(waiting({ reporters: [] })).toBeNull()
  })
})

describe('The receipt (6.1)', () => {
  const said = (wanted: Partial<CaseRecord>) => {
    const record = aCase(wanted)
    return receipts.receiptNotice(anEvent(record), record, ground, now)
  }

  it('is true for one handler, and said once in a cycle', () => {
    expect(toldOf([said({})])).toEqual(['receipt #cuihu-a @liayi if handler chenlan'])
    expect(said({ cycle: 2 })?.dedupeKey).not.toBe(said({})?.dedupeKey)
    expect(toldOf([said({ urgency: 'emergency', category: '0803' })])).toEqual(['receipt #cuihu-a @liayi'])
  })

  it('is none where nobody has the case or no time runs', () => {
    expect(said({ handler: null })).toBeNull()
    expect(said({ dueAt: null })).toBeNull()
  })

  it('of the county’s matter names place and matter, and nobody who has it', () => {
    const record = aCase({ handler: null, state: 'filed', nature: 'county_matter' })
    const told = receipts.countyReceiptNotice(anEvent(record), record, ground, now)
    expect(toldOf([told])).toEqual(['receipt #cuihu-a @liayi'])
    expect(told?.text).toMatch(/3号楼2单元楼道/u)
    expect(told?.text).toContain('QH20261123-0001')
    expect(told?.text).not.toContain('陈岚')
  })
})

describe('Progress that nobody asked for (6.2)', () => {
  const progress = (what: receipts.Progress, wanted: Partial<CaseRecord> = {}, at = now) => {
    const record = aCaseOfNeighbours(wanted)
    return receipts.progressNotices(anEvent(record), record, what, ground, at)
  }

  it.each(['moved_up', 'handed_on', 'extended', 'reopened'] as const)(
    '%s goes to each reporter in private, with the person and the time',
    (what) => {
      const told = progress(what)
      expect(toldOf(told)).toEqual([
        `${what} liayi if handler chenlan`,
        `${what} xiaozhou if handler chenlan`,
      ])
      for (const text of textsOf(told)) {
        expect(text).toContain('QH20261123-0001')
        expect(text).toContain('明天17:30')
      }
    },
  )

  it('says each kind in words of its own', () => {
    const kinds = ['moved_up', 'handed_on', 'extended', 'reopened', 'county'] as const
    expect(new Set(kinds.map((what) => progress(what)[0]?.text)).size).toBe(kinds.length)
    expect(progress('moved_up')[0]?.text).toContain('陈岚')
  })

  it('to the county is true as long as the case lies there', () => {
    expect(toldOf(progress('county', { state: 'county', handler: null }))).toEqual([
      'county liayi if county',
      'county xiaozhou if county',
    ])
  })

  it('waits for the morning and says today for today, but a reopening answers at once', () => {
    const [held] = progress('extended', {}, night)
    expect(held?.text).toContain('今天17:30')
    expect(held?.runAt.toISOString()).toBe('2026-11-24T00:30:00.000Z')
    const [prompt] = progress('reopened', {}, night)
    expect(prompt?.text).toContain('明天17:30')
    expect(prompt).toMatchObject({ runAt: night, held: 'never' })
  })

  it('names nobody where nobody has the case', () => {
    const told = progress('handed_on', { handler: null, dueAt: null })
    expect(toldOf(told)).toEqual(['handed_on liayi', 'handed_on xiaozhou'])
    expect(told[0]?.text).not.toMatch(/陈岚|undefined|null|Stryker/u)
  })
})

describe('A conference (3.9)', () => {
  const called: Assistant = {
    ...seat('duanhong', 'department_lead', 'QH', 'paichusuo'),
    ...{ task: '调解', dueAt: '2026-11-25T09:30:00.000Z' },
  }
  const before: Assistant = { ...seat('weining', 'department_lead', 'QH', 'chengguan'), task: '查占道' }
  const record = aCase({ assistants: [before, called] })
  const event = (assistants: readonly string[] | null, by = 'duanhong') =>
    anEvent(record, {
      ...{ move: 'confer', actor: { by, post: 'department_lead' } },
      facts: assistants === null ? {} : { assistants },
    })

  it('tells those who are called now their task and its time, and the lead who helps', () => {
    const told = conference.conferredNotices(event(['duanhong']), record, ground, now)
    expect(toldOf(told)).toEqual([
      'assist:duanhong duanhong',
      'lead #jx-staff @chenlan if dispatched in_progress, handler chenlan',
    ])
    expect(told[0]?.text).toMatch(/3号楼[^]*陈岚牵头，您这边：调解。\n时限：周三17:30/u)
    expect(told[1]?.text).toContain('段红')
    expect(told[1]?.text).not.toContain('魏宁')
  })

  it('says no time where none was set, and tells nobody whom it is about', () => {
    const [task] = conference.conferredNotices(event(['weining']), record, ground, now)
    expect(task?.text).toMatch(/查占道。(?!.*(?:周|明天|undefined))/su)
    const about = conference.conferredNotices(
      event(['duanhong']),
      { ...record, about: ['duanhong'] },
      ground,
      now,
    )
    expect(toldOf(about).map((line) => line.split(' ')[0])).toEqual(['lead'])
  })

  it('calls nobody where the event names nobody, nor a lead where there is none', () => {
    const alone = { ...record, handler: null }
    expect(toldOf(conference.conferredNotices(event(null), alone, ground, now))).toEqual([])
  })

  it('brings the lead what an assistant has done', () => {
    const told = conference.assistDoneNotices(event(null), record, '已调解', ground, now)
    expect(toldOf(told)).toEqual(['assist_done #jx-staff @chenlan'])
    expect(told[0]?.text).toMatch(/段红：已调解。/u)
  })

  it('reminds an assistant whose time is over, and the lead of it', () => {
    const told = conference.assistLateNotices({ id: 't' }, record, called, ground, now)
    expect(toldOf(told)).toEqual(['assist_late duanhong', 'assist_late_lead #jx-staff @chenlan'])
    expect(told[0]?.text).toContain('（调解）')
    expect(told[1]?.text).toContain('段红')
    const { task: _, ...free } = called
    expect(conference.assistLateNotices({ id: 't' }, record, free, ground, now)[0]?.text).toContain('（）')
  })
})

describe('A line to the duty officer that is about no case', () => {
  const line = { key: 'k', purpose: 'stranger', text: '有外人' }

  it('is said in the centre’s room, privately where it is about that room, and after the quiet hours', () => {
    const told = dutyLine(line, ground, now)
    expect(toldOf([told])).toEqual(['stranger #centre @luona'])
    expect(told).toMatchObject({
      dedupeKey: 'k',
      text: '有外人',
      held: 'quiet_hours',
      caseId: null,
      runAt: now,
    })
    expect(toldOf([dutyLine({ ...line, privately: true }, ground, now)])).toEqual(['stranger luona'])
    expect(dutyLine(line, ground, night)?.runAt).toEqual(instant('2026-11-24T08:30:00+08:00'))
  })

  it('goes to the director where nobody has the duty, and to nobody where there is no director', () => {
    const nobody = { ...ground, directory: { ...ground.directory, dutyOfficers: () => [] } }
    expect(toldOf([dutyLine(line, nobody, now)])).toEqual(['stranger #centre @tianye'])
    const empty = { ...nobody, directory: { ...nobody.directory, holders: () => [] } }
    expect(dutyLine(line, empty, now)).toBeNull()
  })
})

describe('The greeting of a room', () => {
  const greeting = (code: string) => {
    const room = ground.directory.room(code)
    if (room === null) throw new RangeError(`${code} is no room of the example town`)
    return (known: Room = room, id = 'id-1') => roomGreeting(known, id, ground, now)
  }

  it('tells residents other things than staff, with the name of the bot, once for room and binding', () => {
    const [residents, staff] = [greeting('cuihu-a'), greeting('jx-staff')]
    expect(toldOf([residents(), staff()])).toEqual(['room_greeting #cuihu-a', 'room_greeting #jx-staff'])
    expect(residents().text).toContain(ground.directory.data.bot.name)
    expect(staff().text).toContain('锦绣社区网格工作群')
    expect(residents().text).not.toContain('邻里群')
    expect(residents().dedupeKey).toBe(residents().dedupeKey)
    expect(residents(undefined, 'id-2').dedupeKey).not.toBe(residents().dedupeKey)
    expect(residents().dedupeKey).not.toBe(staff().dedupeKey)
    expect(residents()).toMatchObject({ held: 'never', caseId: null, runAt: now })
  })
})

describe('A reporter', () => {
  it('who spoke in private is answered in private', () => {
    const record = aCase({ reporters: [someReporter('liayi', { room: null })] })
    expect(toldOf([receipts.receiptNotice(anEvent(record), record, ground, now)])).toEqual([
      'receipt liayi if handler chenlan',
    ])
  })
})
