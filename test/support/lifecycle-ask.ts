import type { AskKind } from '../../src/cases/ask.ts'
import type { CaseRecord, Reporter, State } from '../../src/cases/case.ts'
import type { Actor, EventFacts, Move } from '../../src/cases/event.ts'
import type { MoveEvidence } from '../../src/cases/lifecycle-row.ts'
import { checkMove } from '../../src/cases/lifecycle.ts'
import type { MoveAnswer } from '../../src/cases/lifecycle.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { instant } from '../../src/kernel/clock.ts'
import { calendarByRules } from '../../src/worktime/calendar.ts'
import { aCase } from './a-case.ts'
import { smallTown } from './small-town.ts'

/** Monday afternoon, in working hours. */
export const local = (wall: string): Date => instant(`${wall.replace(' ', 'T')}+08:00`)
export const now = local('2026-11-23 15:00')
export const ground: Ground = {
  directory: makeDirectory(smallTown()),
  rulebook: defaultRulebook,
  calendar: calendarByRules('Asia/Shanghai', defaultRulebook),
}
export const director: Actor = { by: 'director-QH', post: 'director' }
export const officer: Actor = { by: 'duty_officer-QH', post: 'duty_officer' }
export const handler: Actor = { by: 'grid_member-G11', post: 'grid_member' }
export const verifier: Actor = { by: 'grid_helper-G11', post: 'grid_helper' }
export const bot: Actor = { by: 'bot', post: 'bot' }
export const clock: Actor = { by: 'clock', post: 'clock' }
export const reporter: Actor = { by: 'resident-1', post: 'reporter' }

export const aReporter = (wanted: Partial<Reporter> = {}): Reporter => ({
  ...{
    key: reporter.by,
    contactId: 'c-1',
    name: '居民',
    room: 'room-g11',
    joinedAt: now,
    withdrawn: false,
    rating: null,
  },
  ...wanted,
})

export const base = (wanted: Partial<CaseRecord> = {}): CaseRecord =>
  aCase({
    handler: { person: handler.by, post: 'grid_member', area: 'G11', dept: null },
    verifier: { person: verifier.by, post: 'grid_helper', area: 'G11', dept: null },
    reporters: [aReporter()],
    ...wanted,
  })

/** Everything that any move must carry, right. */
export const fullFacts: EventFacts = {
  source: 'chat',
  handler: 'community_lead-C1',
  rules: ['3.1'],
  due: '2026-11-23T15:59:59Z',
  ground: 'outside',
  into: 'case-2',
  days: 2,
  until: '2026-12-24T08:00:00+08:00',
  outcome: 'solved',
  rating: 'satisfied',
  reporter: 'resident-2',
  assistants: ['lead-yingji'],
  agreesTo: 'close',
  class: 'responsible',
  corrected: ['category'],
}

/** What can be asked of a case in this state. */
const asking = (state: State | null): AskKind =>
  state === 'refused' ? 'objection' : state === 'closed' ? 'reopening' : 'withdrawal'

/** The same for a case in this state. */
export const factsFor = (state: State | null): EventFacts => ({
  ...fullFacts,
  what: asking(state),
  by: reporter.by,
})

/** What a case must look like so that nothing but state and mover stands against the move. */
export function readyFor(move: Move, state: State | null = null): Partial<CaseRecord> {
  if (move === 'uphold') return { asks: [{ what: 'objection', by: reporter.by, at: '2026-11-23T06:00:00Z' }] }
  if (move === 'assist_done')
    return {
      assistants: [
        { person: 'lead-yingji', post: 'department_lead', area: 'QH', dept: 'yingji', task: '查油烟' },
      ],
    }
  if (move === 'at_scene') return { urgency: 'emergency' }
  if (move === 'decline' && state !== null)
    return { asks: [{ what: asking(state), by: reporter.by, at: '2026-11-23T06:00:00Z' }] }
  if (move === 'extend' || move === 'refuse_extension') return { extensionAsked: { days: 2, reason: '等货' } }
  if (move === 'late_class') return { lateReason: '等货' }
  if (move === 'late_confirm') return { lateReason: '等货', lateClass: 'responsible' }
  if (move === 'reopen') return { rating: 'dissatisfied' }
  if (move === 'resume') return { dueAt: local('2026-11-23 14:00') }
  return {}
}

/** What happened last, so that unmerge and undo have something to go back to; the officer did it ten minutes ago. */
export const history = (move: Move, from: State, by: Actor = officer): Required<MoveEvidence>['history'] => [
  { move, from, actor: by, at: local('2026-11-23 14:55') },
]

export function ask(
  move: Move,
  actor: Actor,
  record: CaseRecord | null,
  more: Partial<MoveEvidence> & { facts?: EventFacts; words?: string | null; at?: Date; on?: Ground } = {},
): MoveAnswer {
  const { facts = fullFacts, words = '说明', at = now, on = ground, ...evidence } = more
  return checkMove(record, { move, facts, words }, { actor }, on, at, { botMayFile: true, ...evidence })
}

export const codeOf = (answer: MoveAnswer): string => (answer.ok ? 'ok' : answer.refusal.code)
export const saysOf = (answer: MoveAnswer): string => (answer.ok ? '' : answer.refusal.message)
