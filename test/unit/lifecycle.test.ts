import { describe, expect, it } from 'vitest'
import { states } from '../../src/cases/case.ts'
import type { CaseRecord, State } from '../../src/cases/case.ts'
import { moves } from '../../src/cases/event.ts'
import type { Actor, EventFacts, Move } from '../../src/cases/event.ts'
import type { Carry, MoveEvidence, Row, Who } from '../../src/cases/lifecycle-row.ts'
import { lifecycle } from '../../src/cases/lifecycle-table.ts'
import { tableFaults, verifyTable } from '../../src/cases/lifecycle-verify.ts'
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

const holdsFor = (row: Row): boolean =>
  (row.when ?? []).every((name) => ['to_triage', 'last_reporter', 'not_praise'].includes(name))

describe('the lifecycle table', () => {
  it('says what grid-rules 2.1 says, row by row', () => {
    const open = 'triage filed dispatched in_progress county long_term resolved verified'
    const rows = lifecycle.map(
      ({ move, from, to, who }) => `${from.join(' ')} ${move} ${to}: ${who.join(' ')}`,
    )
    expect(rows).toEqual([
      ' receive triage: bot duty_officer',
      ' receive filed: bot_by_2.5 duty_officer',
      ' receive filed: director',
      'triage file filed: duty_officer bot_by_2.5',
      'triage dismiss dismissed: duty_officer',
      'triage filed refuse refused: duty_officer',
      'triage filed dispatched in_progress merge merged: bot duty_officer',
      'merged unmerge before: bot duty_officer',
      'triage filed dispatched in_progress withdraw withdrawn: reporter',
      'triage filed dispatched in_progress withdraw same: reporter',
      'filed dispatch dispatched: bot duty_officer director',
      'dispatched accept in_progress: handler',
      'in_progress contact in_progress: handler',
      'dispatched in_progress designate dispatched: duty_officer director',
      'dispatched in_progress return filed: handler',
      'dispatched in_progress escalate dispatched: handler duty_officer clock',
      'filed dispatched in_progress hand_to_county county: duty_officer',
      'county county_progress county: duty_officer',
      'county county_answer resolved: duty_officer',
      'in_progress ask_extension in_progress: handler',
      'in_progress extend in_progress: duty_officer director',
      'in_progress refuse_extension in_progress: duty_officer director',
      'in_progress shelve long_term: director',
      'long_term resume in_progress: handler director clock',
      'dispatched in_progress resolve resolved: handler',
      'resolved verify verified: verifier',
      'resolved reject in_progress: verifier',
      'verified close closed: director duty_officer',
      'resolved close closed: bot',
      'filed close closed: bot duty_officer',
      'verified send_back in_progress: duty_officer director',
      'closed rate closed: reporter',
      'closed reopen dispatched: bot director',
      `${open} join same: bot duty_officer`,
      `${open} supplement same: reporter bot duty_officer`,
      'dispatched in_progress long_term resolved verified late_reason same: handler',
      'resolved take_verification same: clock',
      'closed rate_end same: clock',
      'dispatched in_progress long_term resolved verified closed late_class same: duty_officer',
      'dispatched in_progress long_term resolved verified closed late_confirm same: director',
      'closed follow_up same: assigned duty_officer director',
      'closed phone_call same: assigned duty_officer director',
      'triage filed verified agree same: duty_officer director township_lead supervisor',
      'triage filed dispatched in_progress refused closed ask same: bot reporter',
      'triage filed dispatched in_progress decline same: duty_officer director',
      'refused closed decline same: director',
      'refused uphold same: director',
      `${open} leave same: bot duty_officer`,
      'dispatched in_progress at_scene same: told',
      'dispatched in_progress confer same: duty_officer director',
      'dispatched in_progress assist_done same: assistant',
      `${open} closed dismissed refused merged withdrawn undo before: mover`,
    ])
  })

  it('holds together', () => {
    expect(tableFaults(lifecycle)).toEqual([])
  })

  it.each<[string, (rows: readonly Row[]) => readonly Row[], RegExp]>([
    [
      'an unknown state',
      (rows) => rows.map((row) => (row.move === 'accept' ? { ...row, to: 'done' as State } : row)),
      /unknown state done/u,
    ],
    [
      'an unknown state to start from',
      (rows) => rows.map((row) => (row.move === 'accept' ? { ...row, from: ['gone' as State] } : row)),
      /unknown state gone/u,
    ],
    [
      'a state nobody reaches',
      (rows) => rows.filter((row) => row.to !== 'county'),
      /county: cannot be reached/u,
    ],
    [
      'a state without a way out',
      (rows) => rows.filter((row) => row.move !== 'county_answer'),
      /county: has no way out/u,
    ],
    [
      'a move nobody may make',
      (rows) => rows.map((row) => (row.move === 'shelve' ? { ...row, who: [] } : row)),
      /shelve .*nobody may make it/u,
    ],
    [
      'a move that starts nowhere',
      (rows) => rows.map((row) => (row.move === 'shelve' ? { ...row, from: [] } : row)),
      /shelve .*starts nowhere/u,
    ],
    [
      'a mover that is nobody',
      (rows) => rows.map((row) => (row.move === 'shelve' ? { ...row, who: ['mayor' as Who] } : row)),
      /unknown mover mayor/u,
    ],
    [
      'a move that does not exist',
      (rows) => rows.map((row) => (row.move === 'contact' ? { ...row, move: 'wave' as Move } : row)),
      /wave .*unknown move/u,
    ],
    ['a move without a row', (rows) => rows.filter((row) => row.move !== 'contact'), /contact: no row/u],
  ])('is refused with %s', (_what, broken, says) => {
    expect(() => {
      verifyTable(broken(lifecycle))
    }).toThrow(says)
  })
})

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
    const facts = { ...factsFor(state), to: row.to, ...upheld(row), ...without[carry].facts }
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
