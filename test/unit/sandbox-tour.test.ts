import { describe, expect, it } from 'vitest'

import { chatTime, clockFace, comingTime, listTime, span } from '../../src/console/sandbox/page/times.ts'
import { tourCase, tourSteps } from '../../src/console/sandbox/page/tour.ts'

type Sight = Parameters<typeof tourSteps>[0]
type Case = NonNullable<Parameters<typeof tourSteps>[1]>
type Message = ReturnType<Sight['messages']>[number]

const member = (code: string, role = ''): { code: string; name: string; role: string } => ({
  code,
  name: `名${code}`,
  role,
})
const rooms: Sight['rooms'] = [
  {
    code: 'cuihu-a',
    name: '邻里群',
    kind: 'residents',
    members: [member('bot'), member('liayi'), member('xiaozhou')],
  },
  {
    code: 'jx-staff',
    name: '工作群',
    kind: 'staff',
    members: [member('bot'), member('chenlan'), member('zhangwei')],
  },
  { code: 'centre', name: '值班群', kind: 'staff', members: [member('tianye'), member('luona', '值班人员')] },
]
const aCase = (changed: Partial<Case> = {}): Case => ({
  number: 'QH20261123-0001',
  title: '楼道灯不亮',
  category: '楼道照明',
  state: 'dispatched',
  handler: 'chenlan',
  verifier: 'zhangwei',
  dueAt: null,
  room: 'cuihu-a',
  rating: null,
  ...changed,
})
const botSaid = (room: string, mentions: string[], at = '2026-11-23T01:10:00Z', words = ''): Message => ({
  id: `${room}-${at}`,
  at,
  room,
  from: 'bot',
  fromName: '小助手',
  text: `@… QH20261123-0001 ${words}`,
  mentions,
  quote: null,
  kind: 'text',
  recalled: false,
  attachment: null,
})
const sightOf = (messages: Message[] = []): Sight => ({
  rooms,
  cases: [],
  messages: (room) => messages.filter((message) => message.room === room),
  nameOf: (code) => `名${code}`,
})
const doneIn = (state: string, rating: string | null = null): number =>
  tourSteps(sightOf(), aCase({ state, rating })).filter((step) => step.done).length

describe('the guided tour', () => {
  it('begins with the first resident of the first residents’ room', () => {
    const [first, ...rest] = tourSteps(sightOf(), null)
    expect(first?.line).toMatchObject({ room: 'cuihu-a', person: 'liayi' })
    expect(rest.map((step) => step.line)).toEqual([null, null, null, null, null])
  })

  it.each([
    ['filed', 1],
    ['dispatched', 1],
    ['in_progress', 2],
    ['resolved', 3],
    ['verified', 4],
    ['closed', 5],
  ])('has ticked as many steps as a case that is %s has taken: %i', (state, count) => {
    expect(doneIn(state)).toBe(count)
  })

  it('is through when the case is rated, and not before', () => {
    expect(doneIn('closed', 'satisfied')).toBe(6)
  })

  it('takes ticks back when a case is sent back', () => {
    expect([doneIn('verified'), doneIn('in_progress')]).toEqual([4, 2])
  })

  it('puts the duty officer in between while a case waits in triage', () => {
    const steps = tourSteps(
      sightOf([botSaid('centre', ['luona'], '2026-11-23T01:10:00Z', '回“同意 1”')]),
      aCase({ state: 'triage', handler: null }),
    )
    expect(steps).toHaveLength(7)
    expect(steps[1]).toMatchObject({
      done: false,
      line: { room: 'centre', person: 'luona', words: '同意 QH20261123-0001' },
    })
  })

  it('lets the handler speak where the bot called on them', () => {
    const handler = aCase({ handler: 'tianye' })
    expect(tourSteps(sightOf(), handler)[1]?.line?.room).toBe('centre')
    expect(tourSteps(sightOf([botSaid('jx-staff', ['chenlan'])]), aCase())[1]?.line).toEqual({
      room: 'jx-staff',
      person: 'chenlan',
      words: '签收 QH20261123-0001',
    })
    expect(tourSteps(sightOf(), aCase({ handler: 'fanhua' }))[1]?.line?.room).toBe('private:fanhua')
  })

  it('asks the one to agree whom the bot last asked to', () => {
    const calls = [
      botSaid('centre', ['luona'], '2026-11-23T02:00:00Z', '回“同意 1”'),
      botSaid('centre', ['tianye'], '2026-11-23T03:00:00Z', '回“同意 1”'),
      botSaid('jx-staff', ['chenlan'], '2026-11-23T04:00:00Z', '张伟已核实'),
    ]
    expect(tourSteps(sightOf(calls), aCase({ state: 'verified' }))[4]?.line?.person).toBe('tianye')
    expect(tourSteps(sightOf(), aCase({ state: 'verified' }))[4]?.line?.person).toBe('luona')
  })

  it('lets the one rate whom the receipt named', () => {
    const steps = tourSteps(sightOf([botSaid('cuihu-a', ['xiaozhou'])]), aCase({ state: 'closed' }))
    expect(steps[5]?.line).toMatchObject({ room: 'cuihu-a', person: 'xiaozhou' })
  })

  it('follows the newest case said in a room, one that is pinned first, none that is past', () => {
    const [old, fresh] = [aCase(), aCase({ number: 'QH20261123-0002' })]
    const alone = aCase({ number: 'QH20261123-0003', room: null })
    expect(tourCase([alone, fresh, old], null, '')).toBe(fresh)
    expect(tourCase([alone, fresh, old], old.number, '')).toBe(old)
    expect(tourCase([alone, fresh, old], null, fresh.number)).toBeNull()
  })
})

describe('times as the page shows them', () => {
  const zone = 'Asia/Shanghai'
  const ms = (iso: string): number => Date.parse(iso)
  const now = ms('2026-11-23T09:10:00+08:00')

  it.each([
    ['2026-11-23T00:05:00+08:00', '00:05'],
    ['2026-11-22T23:59:00+08:00', '昨天 23:59'],
    ['2026-11-19T09:12:00+08:00', '周四 09:12'],
    ['2026-11-03T09:12:00+08:00', '11月3日 09:12'],
    ['2025-11-24T09:12:00+08:00', '2025年11月24日 09:12'],
  ])('shows a message of %s as %s, by the town’s own days', (at, shown) => {
    expect(chatTime(ms(at), now, zone)).toBe(shown)
  })

  it('keeps to the day in the narrow list', () => {
    expect(listTime(ms('2026-11-22T23:59:00+08:00'), now, zone)).toBe('昨天')
    expect(listTime(ms('2026-11-23T08:00:00+08:00'), now, zone)).toBe('08:00')
  })

  it.each([
    ['2026-11-23T17:30:00+08:00', '今天 17:30'],
    ['2026-11-24T17:30:00+08:00', '明天 17:30'],
    ['2026-11-26T17:30:00+08:00', '周四 17:30'],
    ['2026-11-30T17:30:00+08:00', '11月30日 17:30'],
  ])('shows a limit at %s as %s', (at, shown) => {
    expect(comingTime(ms(at), now, zone)).toBe(shown)
  })

  it('shows midnight as 00:00 of the new day', () => {
    expect(clockFace(ms('2026-11-23T00:00:00+08:00'), zone)).toEqual({
      time: '00:00',
      day: '2026年11月23日 周一',
    })
  })

  it.each([
    [0, '0分'],
    [38 * 60_000, '38分'],
    [3_600_000, '1小时'],
    [312 * 60_000, '5小时12分'],
    [24 * 3_600_000, '1天'],
    [32.4 * 3_600_000, '1天8小时'],
  ])('says %i ms as %s', (given, said) => {
    expect(span(given)).toBe(said)
  })
})
