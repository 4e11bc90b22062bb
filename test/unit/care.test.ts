import { describe, expect, it } from 'vitest'
import { needsCare, pleadsForSelf } from '../../src/cases/care.ts'
import { closureNotices, ratingReminders } from '../../src/feedback/closure.ts'
import { progressNotices, waitingNotice } from '../../src/feedback/receipts.ts'
import { dispatchNotices, triageNotices } from '../../src/feedback/tasks.ts'
import { hazardOf } from '../../src/wording/hazards.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { anEvent, night, now, seat } from '../support/feedback-ask.ts'
import { said } from '../support/routing-ask.ts'

const ground = await exampleGround()
const words = '我真的活不下去了，3号楼502'
const despair = aCase({
  ...{ urgency: 'emergency', category: '0805', nature: 'department_matter', confidential: true, words },
  ...{ title: '活不下去了', handler: seat('yaolei', 'department_lead', 'QH', 'yingji') },
  informed: [seat('zhangwei', 'grid_lead', 'QH-JX-01'), seat('luona', 'duty_officer')],
})

describe('Who speaks of their own despair', () => {
  it.each([
    ['我不想活了', 'emergency', true],
    ['老公天天打我，我不想活了', 'normal', true],
    ['活着没意思，撑不下去了', 'urgent', true],
    ['我被我老公打了', 'normal', true],
    ['我天天在家被婆婆打', 'normal', true],
    ['他一直虐待我和孩子', 'normal', true],
    ['楼上吵得我都想死了', 'normal', false],
    ['楼上有个女的说不想活了', 'emergency', false],
    ['他说我不想活了让我别管', 'emergency', false],
    ['有人要跳楼', 'emergency', false],
    ['我被打电话推销烦死了', 'normal', false],
    ['我天天被楼上打麻将吵醒', 'normal', false],
    ['我被隔壁打孔吵得睡不着', 'normal', false],
    ['我被他打得鼻青脸肿', 'normal', true],
    ['3号楼2单元楼道灯坏了', 'normal', false],
  ] as const)('“%s” (%s): %s', (text, urgency, pleads) => {
    expect(pleadsForSelf(text, urgency)).toBe(pleads)
  })

  it('is spoken to, whoever else the words name', () => {
    expect(hazardOf('0805', '老公不要我了，我不想活了')).toBe('despair')
    expect(hazardOf('0805', '我邻居说她不想活了')).toBe('jump')
  })

  it('is looked after while the case is confidential', () => {
    expect(needsCare(despair)).toBe(true)
    expect(needsCare(aCase({ confidential: true }))).toBe(false)
    expect(needsCare(aCase({ confidential: true, category: '0902' }))).toBe(true)
  })
})

describe('A case of somebody who must be looked after', () => {
  const inRooms = (notices: readonly { to: object; text: string }[]) =>
    notices.filter(({ to }) => 'room' in to).map(({ text }) => text)
  const pointer = /^有一件需要立即关心的求助，编号 QH20261123-0001，请值班员私聊查看。$/u

  it('is a pointer in the centre’s room, and told in private to those who go', () => {
    const told = dispatchNotices(anEvent(despair), despair, ground, night)
    expect(inRooms(told)).toEqual([expect.stringMatching(pointer)])
    expect(told.filter(({ to }) => 'private' in to).map(({ to }) => to)).toEqual([
      { private: 'yaolei' },
      { private: 'zhangwei' },
      { private: 'luona' },
    ])
  })

  it('says in private whom to look for', () => {
    const told = dispatchNotices(anEvent(despair), despair, ground, night)
    for (const { to, text } of told)
      if ('private' in to)
        expect(text).toContain(
          '说话的人：李阿姨（在“翠湖花园1-6栋邻里群”），登记住址翠湖花园3号楼2单元502室。',
        )
      else expect(text).not.toContain('李阿姨')
    const ordinary = aCase({ urgency: 'emergency' })
    for (const { text } of dispatchNotices(anEvent(ordinary), ordinary, ground, night))
      expect(text).not.toContain('李阿姨')
  })

  it('waits for the duty officer in the same way', () => {
    const waiting = aCase({ ...despair, state: 'triage', handler: null, informed: [] })
    expect(inRooms(triageNotices(waiting, '交姚磊', ground, night))).toEqual([expect.stringMatching(pointer)])
  })

  it('asks in private where they are, after what to do now', () => {
    const nowhere = aCase({ ...despair, place: said({}), state: 'triage' })
    const told = waitingNotice(nowhere, ground, night, true)
    expect(told?.to).toEqual({ private: 'liayi' })
    expect(told?.text).toMatch(/^您先别急.*您现在在哪儿？告诉我一声，好有人来陪您。$/su)
  })

  it.each(['moved_up', 'handed_on', 'extended', 'county'] as const)('says nothing of desks: %s', (what) => {
    expect(progressNotices(anEvent(despair), despair, what, ground, now)).toEqual([])
  })

  it('ends with a kind word, and nobody asks for a verdict', () => {
    const closed = aCase({ ...despair, state: 'closed', outcome: 'partly', result: '已陪同就医' })
    const [notice] = closureNotices(anEvent(closed), closed, ground, now)
    expect(notice?.to).toEqual({ private: 'liayi' })
    expect(notice?.text).not.toMatch(/满意|用时|部分|就医/u)
    expect(ratingReminders({ id: 't' }, closed, ground, now)).toEqual([])
  })
})
