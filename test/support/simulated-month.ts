import type { CaseRecord } from '../../src/cases/case.ts'
import type { NewEvent } from '../../src/cases/event.ts'
import { addMinutes } from '../../src/kernel/clock.ts'
import { local } from './closed-cases.ts'

type Event = Omit<NewEvent, 'caseId'>
type Seat = Readonly<{
  person: string
  post: 'grid_lead' | 'community_lead' | 'department_lead' | 'township_lead'
}>

/** A case of the month with everything that came of it. */
export interface Lived {
  record: Partial<CaseRecord>
  events: readonly Event[]
}

/** The same numbers each time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One case, step by step; `chance` decides each turn of its way. */
function live(next: () => number, areas: { grid: string; community: string }): Lived {
  const chance = (share: number): boolean => next() < share
  const up = (from: number, to: number): number => Math.round(from + next() * (to - from))
  const seats: readonly Seat[] = [
    { person: `grid_lead-${areas.grid}`, post: 'grid_lead' },
    { person: `community_lead-${areas.community}`, post: 'community_lead' },
    { person: 'lead-chengguan', post: 'department_lead' },
    { person: 'township_lead-QH', post: 'township_lead' },
  ]
  const events: Event[] = []
  let at = local('2026-10-26 08:00')
  let holder: Seat | undefined
  const say = (
    move: Event['move'],
    to: CaseRecord['state'],
    facts: Event['facts'],
    by: string,
    post: Event['actor']['post'],
  ) => events.push({ move, from: null, to, actor: { by, post }, door: 'chat', at, facts, words: null })
  const later = (from: number, to: number) => (at = addMinutes(at, up(from, to)))
  const centre = (move: Event['move'], to: CaseRecord['state'], facts: Event['facts'] = {}) =>
    say(move, to, facts, 'duty_officer-QH', 'duty_officer')
  const own = (move: Event['move'], to: CaseRecord['state'], facts: Event['facts'] = {}) =>
    say(move, to, facts, holder?.person ?? 'bot', holder?.post ?? 'bot')
  const give = (move: 'dispatch' | 'designate' | 'escalate' | 'reopen', seat: Seat | undefined) => {
    if (seat === undefined) return
    const due = addMinutes(at, up(300, 5_000)).toISOString()
    holder = seat
    const dept = seat.post === 'department_lead' ? { dept: 'chengguan' } : {}
    say(
      move,
      'dispatched',
      { handler: seat.person, post: seat.post, due, dueAfter: due, ...dept },
      'bot',
      'bot',
    )
  }
  const ended = (state: CaseRecord['state']): Lived => ({
    record: { ...areas, area: areas.grid, state, receivedAt: events[0]?.at ?? at },
    events,
  })

  later(0, 40_000)
  if (chance(0.2)) {
    say('receive', 'triage', {}, 'bot', 'bot')
    later(1, 90)
    if (chance(0.2)) {
      centre('dismiss', 'dismissed')
      return ended('dismissed')
    }
    centre('file', 'filed')
  } else say('receive', 'filed', {}, 'bot', 'bot')
  if (chance(0.05)) {
    later(1, 500)
    centre('refuse', 'refused')
    return ended('refused')
  }
  give('dispatch', seats[chance(0.25) ? 2 : chance(0.5) ? 1 : 0])
  if (chance(0.1)) {
    later(1, 300)
    own('return', 'filed')
    later(1, 200)
    give('designate', seats[1])
  }
  if (chance(0.05)) {
    later(1, 600)
    say('withdraw', 'withdrawn', {}, 'resident-1', 'reporter')
    return ended('withdrawn')
  }
  if (chance(0.08)) return ended('dispatched')
  const round = (first: number): boolean => {
    later(1, 400)
    if (chance(0.85)) own('accept', 'in_progress')
    if (chance(0.2)) {
      later(60, 6_000)
      give('escalate', seats[3])
      if (chance(0.7)) {
        later(1, 300)
        own('accept', 'in_progress')
      }
    }
    if (chance(0.2)) {
      later(1, 200)
      centre('extend', 'in_progress', { dueAfter: addMinutes(at, up(500, 4_000)).toISOString() })
    }
    if (chance(0.3)) {
      later(500, 4_000)
      own('late_reason', 'in_progress')
      centre('late_class', 'in_progress', { class: chance(0.5) ? 'objective' : 'responsible' })
      if (chance(0.5)) say('late_confirm', 'in_progress', {}, 'director-QH', 'director')
    }
    if (chance(0.1)) {
      later(1, 3_000)
      say('shelve', 'long_term', { until: '2026-12-01' }, 'director-QH', 'director')
      later(1_000, 3_000)
      say(
        'resume',
        'in_progress',
        { due: addMinutes(at, up(300, 3_000)).toISOString() },
        'director-QH',
        'director',
      )
    }
    if (chance(0.05)) {
      centre('hand_to_county', 'county')
      later(1_000, 3_000)
      centre('county_answer', 'resolved', { outcome: 'explained' })
    } else {
      if (chance(0.1 * first)) return false
      later(30, 3_000)
      const outcome = chance(0.6) ? 'solved' : chance(0.4) ? 'partly' : 'explained'
      own('resolve', 'resolved', { outcome })
      if (chance(0.1)) {
        later(1, 9)
        own('undo', 'in_progress')
        later(10, 400)
        own('resolve', 'resolved', { outcome: 'partly' })
      }
      if (chance(0.2)) {
        later(30, 900)
        centre(chance(0.5) ? 'reject' : 'send_back', 'in_progress')
        if (chance(0.2)) return false
        later(30, 1_500)
        own('resolve', 'resolved', { outcome: 'solved' })
      }
    }
    later(10, 900)
    centre('verify', 'verified')
    if (chance(0.1)) return false
    later(10, 900)
    centre('close', 'closed')
    for (let people = up(0, 3); people > 0; people -= 1) {
      later(1, 400)
      const rating = chance(0.6) ? 'satisfied' : chance(0.5) ? 'basic' : 'dissatisfied'
      say('rate', 'closed', { rating }, 'resident-1', 'reporter')
    }
    return true
  }
  if (!round(1)) return ended('in_progress')
  if (chance(0.2)) {
    later(1, 400)
    give('reopen', seats[3])
    if (!round(1)) return ended('in_progress')
  }
  return ended('closed')
}

/** So many cases of some weeks around November 2026, the same each time; some are staff's own rounds. */
export function simulatedMonth(cases: number): readonly Lived[] {
  const next = numbers(20_261_123)
  const grids = ['G11', 'G12', 'G21', 'G22']
  return Array.from({ length: cases }, () => {
    const grid = grids[Math.floor(next() * grids.length)] ?? 'G11'
    const lived = live(next, { grid, community: `C${grid.slice(1, 2)}` })
    const source = next() < 0.1 ? ('staff' as const) : ('chat' as const)
    return { ...lived, record: { ...lived.record, source } }
  })
}
