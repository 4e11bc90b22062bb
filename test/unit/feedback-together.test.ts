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
