import { describe, expect, it } from 'vitest'
import { states } from '../../src/cases/case.ts'
import type { CaseRecord, State } from '../../src/cases/case.ts'
import { moves } from '../../src/cases/event.ts'
import type { Actor, EventFacts } from '../../src/cases/event.ts'
import type { Carry, MoveEvidence, Row, Who } from '../../src/cases/lifecycle-row.ts'
import { lifecycle } from '../../src/cases/lifecycle-table.ts'
import { postsByLevel } from '../../src/grid/town.ts'
import {
  ask,
  base,
  bot,
  clock,
  codeOf,
  factsFor,
  ground,
  handler,
  history,
  officer,
  readyFor,
  reporter,
  saysOf,
  verifier,
} from '../support/lifecycle-ask.ts'

const leaders = ['township_lead', 'supervisor'] as const

/** One actor per post, and one per relation to the case. */
const actors: readonly { name: string; actor: Actor; is: readonly Who[] }[] = [
  ...Object.values(postsByLevel)
    .flat()
    .filter((post) => !['department_lead', 'director', 'duty_officer'].includes(post))
    .map((post) => {
      const by = ground.directory.data.posts.find((one) => one.post === post)?.holders[1] ?? ''
      const is: readonly Who[] = post === 'grid_member' ? ['told'] : leaders.filter((one) => one === post)
      return { name: post, actor: { by, post }, is }
    }),
  { name: 'department_lead', actor: { by: 'lead-yingji', post: 'department_lead' }, is: ['assistant'] },
  { name: 'director', actor: { by: 'director-QH-2', post: 'director' }, is: ['director'] },
  { name: 'duty_officer', actor: officer, is: ['duty_officer', 'mover'] },
  { name: 'handler', actor: handler, is: ['handler'] },
  { name: 'verifier', actor: verifier, is: ['verifier'] },
  { name: 'reporter', actor: reporter, is: ['reporter'] },
  { name: 'stranger', actor: { by: 'contact-9', post: 'reporter' }, is: [] },
  { name: 'bot', actor: bot, is: ['bot', 'bot_by_2.5'] },
  { name: 'clock', actor: clock, is: ['clock'] },
]

/** What a row says of an objection that the director takes up. */
const upheld = (row: Row): EventFacts =>
  row.when?.includes('objection_upheld') === true ? { refused: 'case-9' } : {}

/** Who is named where a case is put under another leaf: the present handler, somebody else, or nobody. */
const named = ({ when = [] }: Row): EventFacts =>
  when.includes('handler_stays')
    ? { handler: handler.by }
    : when.includes('nobody_named')
      ? { handler: null }
      : {}

const holdsFor = (row: Row): boolean =>
  (row.when ?? []).every((name) => ['to_triage', 'last_reporter', 'not_praise', 'to_another'].includes(name))

describe('every state, move and post', () => {
  const everyState: readonly (State | null)[] = [null, ...states]
  const triples = everyState.flatMap((state) =>
    moves.flatMap((move) => actors.map((one) => ({ state, move, ...one }))),
  )

  it.each(moves)('lets %s through from the listed states by the listed people only', (move) => {
    for (const { state, name, actor, is } of triples.filter((one) => one.move === move)) {
      const record = state === null ? null : base({ ...readyFor(move, state), state })
      const was = structuredClone(record)
      const facts = {
        ...factsFor(state),
        ...(move === 'receive' ? { to: 'triage' } : {}),
        ...(name === 'reporter' ? { by: reporter.by } : {}),
      }
      const answer = ask(move, actor, record, {
        facts,
        history: history(move === 'unmerge' ? 'merge' : move === 'ask' ? 'refuse' : 'accept', 'filed'),
      })
      const row = lifecycle.find(
        (one) =>
          one.move === move &&
          one.from.includes(state) &&
          holdsFor(one) &&
          one.who.some((who) => is.includes(who)),
      )
      const to = row?.to === 'same' ? state : row?.to === 'before' ? 'filed' : row?.to
      expect([state, move, name, answer.ok && answer.to]).toEqual([state, move, name, to ?? false])
      if (!answer.ok) expect(answer.refusal.message).toMatch(/[\u4e00-\u9fff].*。$/u)
      expect(record).toEqual(was)
    }
  })
})

describe('what a move must carry', () => {
  const without: Readonly<
    Record<
      Carry,
      { facts?: EventFacts; words?: string | null; record?: Partial<CaseRecord>; evidence?: MoveEvidence }
    >
  > = {
    source: { facts: { source: ' ' } },
    words: { words: ' ' },
    reason: { words: null },
    rule: { facts: { rules: [] } },
    reason_or_rule: { facts: { rules: [] }, words: '' },
    handler: { facts: { handler: 'nobody' } },
    due: { facts: { due: 'tomorrow' } },
    due_today: { facts: { due: '2026-11-23T16:00:00Z' } },
    correction: { facts: { corrected: null } },
    known_category: { record: { category: '4711' } },
    ground: { facts: { ground: 'tired' } },
    into: { facts: { into: 'case-1' } },
    days: { facts: { days: 4 } },
    next_date: { facts: { until: '2026-11-23T14:59:00+08:00' } },
    outcome: { facts: { outcome: 'done' } },
    photos: { record: { category: '1102' } },
    rating: { facts: { rating: 'great' } },
    late_class: { facts: { class: 'lazy' } },
    reporter: { facts: { reporter: null } },
    agrees_to: { facts: { agreesTo: 'accept' } },
    ask: { facts: { what: 'more money' } },
    reason_to_reporter: { words: ' ' },
    assistants: { facts: { assistants: [] } },
  }
  const pairs = lifecycle.flatMap((row) =>
    (row.carries ?? []).map((carry) => ({ row, carry, move: row.move })),
  )

  it.each(pairs)('$move without $carry is refused', ({ row, carry, move }) => {
    const actor =
      actors.find(({ is }) => row.who.some((who) => who !== 'clock' && is.includes(who)))?.actor ?? bot
    const state = row.from[0] ?? null
    const record = base({
      ...readyFor(move, state),
      ...without[carry].record,
      ...(state === null ? {} : { state }),
    })
    const facts = { ...factsFor(state), to: row.to, ...upheld(row), ...named(row), ...without[carry].facts }
    const words = without[carry].words === undefined ? '说明' : without[carry].words
    const answer = ask(move, actor, state === null ? null : record, {
      facts,
      words,
      ...without[carry].evidence,
    })
    expect(codeOf(answer)).toBe('invalid')
  })

  it('takes the rule as the reason of what the clock escalates and of what is designated', () => {
    expect(ask('escalate', clock, base(), { words: null }).ok).toBe(true)
    expect(codeOf(ask('escalate', handler, base(), { words: null }))).toBe('invalid')
    expect(ask('designate', officer, base(), { words: null }).ok).toBe(true)
  })

  it('asks for a photograph only where the leaf does, and takes one', () => {
    const record = base({ state: 'in_progress', category: '1102' })
    expect(saysOf(ask('resolve', handler, record))).toContain('照片')
    expect(ask('resolve', handler, record, { photos: 1 }).ok).toBe(true)
  })

  it('names the days that an extension may have', () => {
    const answer = ask('ask_extension', handler, base({ state: 'in_progress' }), { facts: { days: 5 } })
    expect(saysOf(answer)).toBe('延期只能是2天或3天。')
  })
})
