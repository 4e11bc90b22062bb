import { describe, expect, it } from 'vitest'
import type { CaseEvent, Move } from '../../src/cases/event.ts'
import { lastAct, lastActed, restored } from '../../src/cases/undoing.ts'
import { heldBack, heldUntil } from '../../src/feedback/holding.ts'
import type { Notice } from '../../src/chat/outbox.ts'
import {
  aReporter,
  ask,
  base,
  bot,
  codeOf,
  ground,
  handler,
  local,
  now,
  officer,
  reporter,
} from '../support/lifecycle-ask.ts'

let seq = 0
const happened = (move: Move, actor: CaseEvent['actor'], orderedIn?: string): CaseEvent => {
  seq += 1
  return {
    ...{
      id: `e${String(seq)}`,
      caseId: 'case-1',
      seq,
      move,
      from: 'triage',
      to: 'filed',
      actor,
      door: 'chat',
    },
    ...{ at: local('2026-11-23 14:55'), facts: orderedIn === undefined ? {} : { orderedIn } },
    ...{ wordsDigest: null, previousHash: null, hash: '' },
  }
}

describe('the act that is taken back', () => {
  it('is all that one order did, with what the bot did in its wake', () => {
    const history = [
      happened('receive', bot),
      happened('file', officer, 'm1'),
      happened('dispatch', officer, 'm1'),
      happened('join', bot),
      happened('supplement', reporter),
    ]
    expect(lastAct(history).map(({ move }) => move)).toEqual(['file', 'dispatch'])
    expect(lastActed(history)?.actor).toEqual(officer)
    const wake = [happened('receive', bot), happened('file', officer, 'm2'), happened('dispatch', bot)]
    expect(lastAct(wake).map(({ move }) => move)).toEqual(['file', 'dispatch'])
    expect(ask('undo', officer, base(), { history: wake })).toMatchObject({ ok: true, to: 'triage' })
  })

  it('is not that of a person on whose move somebody has acted', () => {
    const history = [happened('dispatch', officer, 'm1'), happened('accept', handler, 'm2')]
    expect(codeOf(ask('undo', officer, base(), { history }))).toBe('forbidden')
    expect(codeOf(ask('undo', handler, base({ state: 'in_progress' }), { history }))).toBe('ok')
    expect(lastAct([happened('receive', bot)])).toEqual([])
  })
})

describe('an act of somebody', () => {
  const moves = (history: readonly CaseEvent[]) => lastAct(history).map(({ move }) => move)

  it('is one order alone, not the one before it', () => {
    const first = [happened('file', officer, 'm1'), happened('dispatch', officer, 'm1')]
    expect(moves([...first, happened('designate', officer, 'm2')])).toEqual(['designate'])
    expect(moves([happened('file', officer), happened('dispatch', officer)])).toEqual(['dispatch'])
  })

  it('has in it what the bot did between its parts, and nothing that came in beside it', () => {
    const history = [
      happened('ask', reporter, 'm1'),
      happened('file', officer, 'm1'),
      happened('dispatch', bot),
      happened('leave', officer, 'm1'),
      happened('designate', officer, 'm1'),
      happened('contact', bot),
    ]
    expect(moves(history)).toEqual(['file', 'dispatch', 'designate', 'contact'])
  })

  it.each(['join', 'supplement', 'ask', 'leave'] as const)('is never a %s', (move) => {
    const filed = happened('file', officer)
    expect(lastActed([filed, happened(move, officer)])).toBe(filed)
    expect(moves([filed, happened(move, officer)])).toEqual(['file'])
    expect(lastActed([happened(move, officer)])).toBeUndefined()
  })

  it('is known also where nothing is written of the order that it came from', () => {
    const plain = (move: Move) => ({ move, from: 'triage', actor: officer, at: now }) as const
    expect(lastAct([plain('file'), plain('dispatch')]).map(({ move }) => move)).toEqual(['dispatch'])
    const ordered = [plain('file'), { ...plain('dispatch'), facts: { orderedIn: 'm1' } }]
    expect(lastAct(ordered).map(({ move }) => move)).toEqual(['dispatch'])
  })

  it('is nobody’s where nothing is known or only the bot has moved', () => {
    expect(lastActed(undefined)).toBeUndefined()
    expect(lastActed([happened('receive', bot)])).toBeUndefined()
    expect(moves([])).toEqual([])
  })
})

describe('a case taken back', () => {
  it('keeps of what was asked what came since, by whom and when', () => {
    const ask = (by: string, minute: string) =>
      ({ what: 'withdrawal', by, at: `2026-11-23T06:${minute}:00.000Z` }) as const
    const before = base({ asks: [ask('a', '10')] })
    const after = base({ asks: [ask('a', '10'), ask('a', '20'), ask('b', '10')] })
    expect(restored(before, after).asks).toEqual([ask('a', '10'), ask('a', '20'), ask('b', '10')])
    expect(restored(before, base()).asks).toEqual([ask('a', '10')])
  })

  it('keeps the place, the time and the words that were told since', () => {
    const told = { occurred: '昨晚', words: '灯坏了\n在五号楼', title: '五号楼灯坏了' }
    expect(restored(base({ state: 'triage' }), base(told))).toMatchObject({ ...told, state: 'triage' })
  })

  it('is as it was, but for who has come and what they have said since', () => {
    const before = base({ state: 'triage', handler: null, dueAt: null })
    const came = aReporter({ key: 'resident-2' })
    const place = { ...before.place, building: '9' }
    const asks = [{ what: 'withdrawal', by: 'resident-2', at: '2026-11-23T06:58:00.000Z' }] as const
    const after = base({ reporters: [aReporter({ rating: 'basic' }), came], place, asks })
    expect(restored(before, after)).toEqual({ ...before, place, reporters: [aReporter(), came], asks })
  })
})

describe('what residents hear of a staff command', () => {
  const holding = { ...ground, rulebook: { ...ground.rulebook, holdNoticesSeconds: 120 } }
  const events = (history: readonly CaseEvent[]) => ({ ofCase: () => Promise.resolve(history) })
  const until = (event: CaseEvent, history: readonly CaseEvent[] = [event], wanted = {}) =>
    heldUntil(event, base(wanted), events(history), holding)
  const notice = (to: Notice['to']): Notice => ({
    ...{ dedupeKey: 'k', to, text: '', mentions: [], purpose: '', held: 'never', priority: 2, caseId: null },
    ...{ runAt: now, rung: null },
  })

  it('waits as long as the rules say, also what the bot does in its wake', async () => {
    const filed = happened('file', officer)
    const wake = happened('dispatch', bot)
    expect(await until(filed)).toEqual(local('2026-11-23 14:57'))
    expect(await until(wake, [filed, wake])).toEqual(local('2026-11-23 14:57'))
    expect(await heldUntil(filed, base(), events([]), ground)).toBeNull()
  })

  it('never waits in an emergency, nor for what the bot heard from a resident', async () => {
    expect(await until(happened('file', officer), [], { urgency: 'emergency' })).toBeNull()
    const received = happened('receive', bot)
    expect(await until(received)).toBeNull()
    expect(await until(happened('rate', reporter))).toBeNull()
  })

  it('is held back for residents alone', () => {
    const later = local('2026-11-23 15:02')
    expect(heldBack(notice({ private: 'resident-1' }), later, ground).runAt).toEqual(later)
    expect(heldBack(notice({ private: handler.by }), later, ground).runAt).toEqual(now)
    expect(heldBack(notice({ private: 'resident-1' }), null, ground).runAt).toEqual(now)
  })
})
