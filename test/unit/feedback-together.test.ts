import { describe, expect, it } from 'vitest'
import type { GatheredNotice } from '../../src/chat/outbox.ts'
import { screenLines, togetherOf } from '../../src/feedback/together.ts'
import { instant } from '../../src/kernel/clock.ts'
import { exampleGround } from '../support/example-town.ts'

const ground = await exampleGround()

let made = 0
const waiting = (wanted: Partial<GatheredNotice>): GatheredNotice => {
  made += 1
  return {
    ...{
      id: `n-${String(made)}`,
      dedupeKey: `k-${String(made)}`,
      to: { room: 'jx-staff' },
      mentions: ['chenlan'],
    },
    ...{
      text: `【新件】第${String(made)}件\n说了些话`,
      brief: null,
      purpose: 'task',
      held: 'quiet_hours',
      priority: 2,
    },
    ...{ caseId: null, runAt: instant('2026-11-24T00:30:00Z'), rung: null, gather: 'morning' },
    ...wanted,
  }
}

const closure = (number: number, mentions: readonly string[]): GatheredNotice =>
  waiting({
    ...{ to: { room: 'cuihu-a' }, purpose: 'closure', mentions },
    text: '您反映的事办好了。\n'.repeat(8) + String(number),
    brief: `楼道灯：陈岚解决了（${String(number)}）`,
  })

describe('Notices that are said together (5.4, 5.5, 5.6)', () => {
  it('are left as they are where there is only one', () => {
    const one = waiting({})
    expect(togetherOf([one], ground)).toEqual([
      { text: one.text, mentions: ['chenlan'], said: [one], left: [] },
    ])
  })

  it('are one message for each person in a staff room, what presses first', () => {
    const task = waiting({})
    const digest = waiting({ purpose: 'digest', text: '【今天要办】\n超期：一件', priority: 3 })
    const other = waiting({ mentions: ['wangqiang'] })
    const messages = togetherOf([task, other, digest], ground)
    expect(messages.map(({ mentions }) => mentions)).toEqual([['wangqiang'], ['chenlan']])
    expect(messages[0]?.text).toBe(other.text)
    expect(messages[1]?.text).toBe(`【早间汇总】2件\n${digest.text}\n${task.text}`)
  })

  it('are one message with parts by name where somebody shares what another has alone', () => {
    const shared = waiting({ to: { room: 'centre' }, mentions: ['hanbing', 'tianye'] })
    const alone = waiting({ to: { room: 'centre' }, mentions: ['tianye'] })
    const [message, ...more] = togetherOf([shared, alone], ground)
    expect(more).toEqual([])
    expect(message?.mentions).toEqual(['hanbing', 'tianye'])
    expect(message?.text).toMatch(/韩冰、田野：\n[^]*\n田野：\n/u)
  })

  it('fit one phone screen, each item in a line and the rest counted, nothing said twice and nothing forgotten', () => {
    const many = Array.from({ length: 40 }, () => waiting({}))
    const [message, ...more] = togetherOf(many, ground)
    expect(more).toEqual([])
    expect(screenLines(message?.text ?? '', ground.rulebook.screen)).toBeLessThanOrEqual(
      ground.rulebook.screen.lines,
    )
    expect(message?.said.length).toBeGreaterThan(5)
    expect([...(message?.said ?? []), ...(message?.left ?? [])]).toEqual(many)
    expect(message?.text).toContain(`等${String(message?.left.length)}件`)
  })

  it('ask a residents’ room once how satisfied everybody is, and mention each of them once', () => {
    const items = [closure(1, ['liayi']), closure(2, ['laowu', 'liayi']), closure(3, ['laowu'])]
    const [message, ...more] = togetherOf(items, ground)
    expect(more).toEqual([])
    expect(message?.mentions).toEqual(['liayi', 'laowu'])
    expect(message?.text.match(/满意吗/gu)).toHaveLength(1)
    for (const { brief } of items) expect(message?.text).toContain(brief)
  })

  it('never call upon everybody', () => {
    const texts = togetherOf([waiting({}), waiting({}), closure(1, ['liayi'])], ground).map(
      ({ text }) => text,
    )
    expect(texts.join('\n')).not.toMatch(/@|所有人/u)
  })
})

describe('How many lines of a phone a text takes', () => {
  it.each([
    ['', 1],
    ['灯', 1],
    ['灯'.repeat(20), 1],
    ['灯'.repeat(21), 2],
    ['🌸'.repeat(20), 1],
    ['灯\n灯', 2],
    ['灯\n\n灯', 3],
    [`${'灯'.repeat(41)}\n灯`, 4],
  ])('%j', (text, lines) => {
    expect(screenLines(text, { lines: 22, charactersPerLine: 20 })).toBe(lines)
  })
})

describe('What waits for one addressee (5.4, 5.5)', () => {
  /** A phone with so many lines of a hundred letters. */
  const phone = (lines: number) => ({
    ...ground,
    rulebook: { ...ground.rulebook, screen: { lines, charactersPerLine: 100 } },
  })
  const task = (name: string, wanted: Partial<GatheredNotice> = {}) =>
    waiting({ text: `${name}\n${name}的详情`, ...wanted })
  const inPrivate = (to: string) => ({ to: { private: to }, mentions: [] })
  const inRoom = (mentions: readonly string[] = ['liayi']) => ({ to: { room: 'cuihu-a' }, mentions })

  it('is nothing where nothing waits', () => {
    expect(togetherOf([], ground)).toEqual([])
  })

  it('is in full where that fills the screen exactly, else in brief with a word how to see more', () => {
    const items = [task('甲'), task('乙')]
    expect(togetherOf(items, phone(5))[0]?.text).toBe('【早间汇总】2件\n甲\n甲的详情\n乙\n乙的详情')
    expect(togetherOf(items, phone(4))[0]?.text).toBe('【早间汇总】2件\n甲\n乙\n要看详情，回“进度 编号”。')
  })

  it('is cut where even in brief it is too long, to as many as fill the screen', () => {
    const items = ['甲', '乙', '丙', '丁'].map((name) => task(name))
    const [message] = togetherOf(items, phone(5))
    expect(message?.text).toBe(
      '【早间汇总】4件\n甲\n乙\n……等2件，回“我的待办”看全部。\n要看详情，回“进度 编号”。',
    )
    expect([message?.said.length, message?.left.length]).toEqual([2, 2])
  })

  it('is one item at least, however long it is', () => {
    const [message] = togetherOf([task('甲'), task('乙')], phone(1))
    expect(message?.said).toHaveLength(1)
    expect(message?.text).toContain('甲')
  })

  it('is one message for somebody of the staff in private, as in a room', () => {
    const items = [task('甲', inPrivate('chenlan')), task('乙', inPrivate('chenlan'))]
    expect(togetherOf(items, ground)).toEqual([
      { text: '【早间汇总】2件\n甲\n甲的详情\n乙\n乙的详情', mentions: [], said: items, left: [] },
    ])
  })

  it('is said to residents as a morning’s or an evening’s', () => {
    const textOf = (wanted: Partial<GatheredNotice>) =>
      togetherOf([task('甲', wanted), task('乙', wanted)], ground)[0]?.text.split('\n')[0]
    expect(textOf(inRoom())).toBe('昨晚到现在的几件事，一起说一下：')
    expect(textOf({ ...inRoom(), gather: 'summary' })).toBe('今天还有几件事，一起说一下：')
    expect(textOf(inPrivate('liayi'))).toBe('昨晚到现在的几件事，一起说一下：')
  })

  it('asks for a rating only in brief, where something was closed', () => {
    const asks = (purposes: readonly string[], lines: number) =>
      togetherOf(
        purposes.map((purpose) => task('甲', { ...inRoom(), purpose })),
        phone(lines),
      )[0]?.text.includes('办得满意吗')
    expect(asks(['closure', 'receipt'], 4)).toBe(true)
    expect(asks(['closure', 'receipt'], 5)).toBe(false)
    expect(asks(['receipt', 'receipt'], 4)).toBe(false)
  })

  it('says in a residents’ room that the rest comes privately, and in private how to ask for it', () => {
    const textOf = (wanted: Partial<GatheredNotice>) =>
      togetherOf(
        ['甲', '乙', '丙'].map((name) => task(name, wanted)),
        phone(3),
      )[0]?.text
    expect(textOf(inRoom())).toContain('还有2件，我私下告诉您。')
    expect(textOf(inPrivate('liayi'))).toContain('还有2件，回“进度”看全部。')
  })

  it('names no parts among residents, whoever is mentioned', () => {
    const items = [task('甲', inRoom(['liayi'])), task('乙', inRoom(['laowu']))]
    const [message, ...more] = togetherOf(items, ground)
    expect(more).toEqual([])
    expect(message?.text).toBe('昨晚到现在的几件事，一起说一下：\n甲\n甲的详情\n乙\n乙的详情')
    expect(message?.mentions).toEqual(['liayi', 'laowu'])
  })
})

describe('Who shares a message of a staff room (5.5)', () => {
  const to = (...mentions: readonly string[]) => waiting({ mentions })
  const circles = (...items: readonly (readonly string[])[]) =>
    togetherOf(
      items.map((people) => to(...people)),
      ground,
    ).map(({ mentions }) => mentions.join(' '))

  it.each([
    ['strangers to each other', [['a'], ['b']], ['a', 'b']],
    [
      'two who share one thing',
      [
        ['a', 'b'],
        ['b', 'c'],
      ],
      ['a b c'],
    ],
    ['two whom a third brings together', [['a'], ['b'], ['a', 'b']], ['a b']],
    ['somebody known through two others', [['a', 'c'], ['a', 'b'], ['c']], ['a c b']],
    ['and one who has nothing to do with them', [['a', 'c'], ['d'], ['a', 'b'], ['c']], ['d', 'a c b']],
  ])('%s', (_who, items, messages) => {
    expect(circles(...items)).toEqual(messages)
  })

  it('is parted again, each with what is theirs, where it is too much for one screen', () => {
    const shared = waiting({ mentions: ['chenlan', 'wangqiang'] })
    const mine = Array.from({ length: 30 }, () => waiting({ mentions: ['chenlan'] }))
    const long = waiting({ mentions: ['wangqiang'], text: '很长\n'.repeat(40) })
    const messages = togetherOf([shared, ...mine, long], ground)
    expect(messages.map(({ mentions }) => mentions.join(' '))).toEqual([
      'chenlan wangqiang',
      'chenlan',
      'wangqiang',
    ])
    expect(messages[0]?.said).toEqual([shared])
    expect(messages[1]?.text).toContain('……等')
    expect(messages[2]?.text).toContain(long.text)
    expect(messages.flatMap(({ said, left }) => [...said, ...left])).toHaveLength(32)
  })

  it('has the names of several above what is theirs together', () => {
    const items = [
      waiting({ mentions: ['chenlan', 'wangqiang'], text: '甲' }),
      waiting({ mentions: ['wangqiang', 'chenlan'], text: '乙' }),
      waiting({ mentions: ['chenlan'], text: '丙' }),
    ]
    expect(togetherOf(items, ground)[0]?.text).toBe('【早间汇总】3件\n陈岚、王强：\n甲\n乙\n陈岚：\n丙')
  })
})
