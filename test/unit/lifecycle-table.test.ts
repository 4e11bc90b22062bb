import { describe, expect, it } from 'vitest'
import { ended, type State, states } from '../../src/cases/case.ts'
import { type Move, moves } from '../../src/cases/event.ts'
import { moveNames, stateNames, whoNames } from '../../src/cases/lifecycle-names.ts'
import { movers, type Row, type Who } from '../../src/cases/lifecycle-row.ts'
import { lifecycle } from '../../src/cases/lifecycle-table.ts'
import { tableFaults, verifyTable } from '../../src/cases/lifecycle-verify.ts'

describe('the lifecycle table', () => {
  /** rule | from → move → to | who | for which cases | what must come with it | what else binds it */
  it('says what grid-rules 2.1 says, row by row', () => {
    const open = 'triage filed dispatched in_progress county long_term resolved verified'
    const rows = lifecycle.map(({ rule, move, from, to, who, when, carries, limits }) =>
      [
        rule,
        `${from.join(' ')} → ${move} → ${to}`,
        ...[who, when, carries, limits].map((all) => all?.join(' ')),
      ]
        .map((column) => column?.trim())
        .join(' | ')
        .trim(),
    )
    expect(rows).toEqual([
      '2.1 | → receive → triage | bot duty_officer | to_triage | source words |',
      '2.1, 2.5 | → receive → filed | bot_by_2.5 duty_officer | filed_at_once | source words |',
      '7.1 | → receive → filed | director | filed_at_once objection_upheld | source words |',
      '2.1, 2.3, 2.5 | triage → file → filed | duty_officer bot_by_2.5 |  | known_category | standing_authority',
      '2.1, 3.8 | triage → dismiss → dismissed | duty_officer |  |  | emergency_second_person',
      '2.1, 2.3, 3.8, 7.1, 7.2 | triage filed → refuse → refused | duty_officer |  | ground | emergency_never_refused standing_authority',
      '2.1 | triage filed dispatched in_progress → merge → merged | bot duty_officer |  | into |',
      '2.1 | merged → unmerge → before | bot duty_officer |  |  | within_24_hours',
      '2.1 | triage filed dispatched in_progress → withdraw → withdrawn | reporter | last_reporter |  | spoken_with_reporter',
      '2.1 | triage filed dispatched in_progress → withdraw → same | reporter | other_reporters |  | spoken_with_reporter',
      '2.1, 3 | filed → dispatch → dispatched | bot duty_officer director | not_praise | handler rule due | after_return_by_a_person handler_fit',
      '2.1 | dispatched → accept → in_progress | handler |  |  |',
      '2.1 | in_progress → contact → in_progress | handler |  |  |',
      '2.1 | dispatched in_progress → designate → dispatched | duty_officer director |  | handler reason_or_rule due | director_word_is_final handler_fit',
      '2.1, 3 | dispatched in_progress → recategorise → dispatched | duty_officer director community_lead | to_another | correction known_category handler due | handler_fit',
      '2.1, 3 | dispatched in_progress → recategorise → same | duty_officer director community_lead | handler_stays | correction known_category due |',
      '2.1, 3 | filed dispatched in_progress → recategorise → filed | duty_officer director community_lead | nobody_named | correction known_category |',
      '2.1 | dispatched in_progress → return → filed | handler |  | reason | director_word_is_final return_once return_in_time',
      '2.1 | dispatched in_progress → escalate → dispatched | handler duty_officer clock |  | reason handler due | handler_fit',
      '2.1, 3.1 | filed dispatched in_progress → hand_to_county → county | duty_officer |  | due_today |',
      '2.1 | county → county_progress → county | duty_officer |  | words |',
      '2.1 | county → county_answer → resolved | duty_officer |  | words |',
      '2.1, 4.1 | in_progress → ask_extension → in_progress | handler |  | days reason | extension_left extension_not_open',
      '2.1, 4.1, 4.7 | in_progress → extend → in_progress | duty_officer director |  |  | extension_asked extension_left head_extends_statute',
      '10.1 | in_progress → refuse_extension → in_progress | duty_officer director |  |  | extension_asked',
      '2.1 | in_progress → shelve → long_term | director |  | reason next_date |',
      '2.1 | long_term → resume → in_progress | handler director clock |  | due | not_before_next_date',
      '2.1 | dispatched in_progress → resolve → resolved | handler |  | words outcome photos |',
      '2.1, 3.7 | resolved → verify → verified | verifier |  |  | not_the_handler',
      '2.1, 3.7 | resolved → reject → in_progress | verifier |  | reason | not_the_handler',
      '2.1, 2.3, 3.8 | verified → close → closed | director duty_officer |  |  | standing_authority emergency_second_person',
      '2.6 | resolved → close → closed | bot | enquiry |  | emergency_second_person',
      '2.6 | filed → close → closed | bot duty_officer | praise |  |',
      '2.1 | verified → send_back → in_progress | duty_officer director |  | reason |',
      '2.1, 2.6, 6.4 | closed → rate → closed | reporter | not_praise | rating | rated_once rate_in_time',
      '2.1, 6.5 | closed → reopen → dispatched | bot director | not_praise | reason handler due | dissatisfied bot_reopens_once handler_fit',
      `8.5, 8.6 | ${open} → join → same | bot duty_officer |  | reporter |`,
      `8.4, 10.3 | ${open} → supplement → same | reporter bot duty_officer |  | words |`,
      '5.2 | dispatched in_progress long_term resolved verified → late_reason → same | handler |  | reason |',
      '4.4 | resolved → take_verification → same | clock |  |  |',
      '4.4, 6.4 | closed → rate_end → same | clock |  |  |',
      '5.2 | dispatched in_progress long_term resolved verified closed → late_class → same | duty_officer |  | late_class | late_reason_given',
      '5.2 | dispatched in_progress long_term resolved verified closed → late_confirm → same | director |  |  | late_responsible',
      '6.6 | closed → follow_up → same | assigned duty_officer director |  | words | another_than_handler',
      '6.8 | closed → phone_call → same | assigned duty_officer director |  |  |',
      '2.3, 3.8 | triage filed verified → agree → same | duty_officer director township_lead supervisor |  | agrees_to |',
      '2.1, 7.1, 8.6 | triage filed dispatched in_progress refused closed → ask → same | bot reporter |  | ask | ask_is_new objection_once_in_time',
      '2.1, 8.6, 10.1 | triage filed dispatched in_progress → decline → same | duty_officer director |  | reason_to_reporter | ask_is_open',
      '2.1, 7.1, 10.1 | refused closed → decline → same | director |  | reason_to_reporter | ask_is_open',
      '7.1 | refused → uphold → same | director |  | into | ask_is_open',
      `2.1 | ${open} → leave → same | bot duty_officer |  | reporter |`,
      '2.2, 3.8 | dispatched in_progress → at_scene → same | told |  |  |',
      '3.9 | dispatched in_progress → confer → same | duty_officer director |  | assistants | assistants_fit',
      '3.9 | dispatched in_progress → assist_done → same | assistant |  | words |',
      `2.4 | ${open} closed dismissed refused merged withdrawn → undo → before | mover |  |  | within_undo_time`,
    ])
  })

  it('holds together', () => {
    expect(tableFaults(lifecycle)).toEqual([])
    expect(() => {
      verifyTable(lifecycle)
    }).not.toThrow()
  })

  it('has five states in which nothing more happens by itself', () => {
    expect([...ended].toSorted()).toEqual(['closed', 'dismissed', 'merged', 'refused', 'withdrawn'])
  })

  it('holds together in whatever order its rows stand', () => {
    expect(tableFaults(lifecycle.toReversed())).toEqual([])
  })

  const altered = (move: Move, change: Partial<Row>): readonly Row[] =>
    lifecycle.map((row) => (row.move === move ? { ...row, ...change } : row))
  const without = (taken: (row: Row) => boolean): readonly Row[] => lifecycle.filter((row) => !taken(row))

  it.each<[string, readonly Row[], readonly string[]]>([
    ['an unknown state', altered('accept', { to: 'done' as State }), ['accept (2.1): unknown state done']],
    [
      'an unknown state to start from',
      altered('accept', { from: ['dispatched', 'gone' as State] }),
      ['accept (2.1): unknown state gone'],
    ],
    [
      'a state that nobody reaches',
      without(({ to }) => to === 'county'),
      ['hand_to_county: no row', 'county_progress: no row', 'county: cannot be reached'],
    ],
    [
      'a state that is reached only from one that nobody reaches',
      without(({ move, from }) => move === 'verify' || (move === 'close' && from[0] !== 'verified')),
      ['verify: no row', 'verified: cannot be reached', 'closed: cannot be reached'],
    ],
    [
      'a state without a way out, since staying or going back is none',
      without(({ move }) => move === 'county_answer'),
      ['county_answer: no row', 'county: has no way out'],
    ],
    ['a move that nobody may make', altered('shelve', { who: [] }), ['shelve (2.1): nobody may make it']],
    ['a move that starts nowhere', altered('contact', { from: [] }), ['contact (2.1): starts nowhere']],
    [
      'a mover that is nobody',
      altered('shelve', { who: ['director', 'mayor' as Who] }),
      ['shelve (2.1): unknown mover mayor'],
    ],
    [
      'a move that does not exist',
      altered('contact', { move: 'wave' as Move }),
      ['wave (2.1): unknown move', 'contact: no row'],
    ],
  ])('is refused with %s', (_what, broken, faults) => {
    expect(tableFaults(broken)).toEqual(faults)
    const says = `the lifecycle table does not hold together: ${faults.join('; ')}`
    expect(() => {
      verifyTable(broken)
    }).toThrow(new RangeError(says))
  })
})

describe('what staff call things', () => {
  it('is one Chinese name for each state and for each move', () => {
    for (const [known, names] of [
      [states, stateNames],
      [moves, moveNames],
    ] as const) {
      expect(Object.keys(names).toSorted()).toEqual([...known].toSorted())
      for (const name of Object.values(names)) expect(name).toMatch(/^[\u4e00-\u9fff]+$/u)
      expect(new Set(Object.values(names)).size).toBe(known.length)
    }
  })

  it('names whoever a row names, but for those whom nobody turns to', () => {
    expect(Object.keys(whoNames).toSorted()).toEqual([...movers].toSorted())
    const nameless = ['bot', 'bot_by_2.5', 'clock']
    for (const [who, name] of Object.entries(whoNames))
      expect([who, name]).toEqual([
        who,
        nameless.includes(who) ? '' : expect.stringMatching(/^[\u4e00-\u9fff]+$/u),
      ])
  })
})
