import type { NewEvent } from '../../src/cases/event.ts'
import { addMinutes, instant } from '../../src/kernel/clock.ts'

/** What one reading of a case's events counts, the long way round: one line for each thing counted. */
export interface Counted {
  /** "2026-11-23", of the town. */
  day: string
  person: string | null
  name: string
  n: number
}

type Happened = Pick<NewEvent, 'move' | 'to' | 'actor' | 'at' | 'facts'>

const wall = (at: Date): Date => addMinutes(at, 8 * 60)
const dayIn = (at: Date): string => wall(at).toISOString().slice(0, 10)

/** November and December 2026 have no holidays: Monday to Friday, 08:30 to 12:00 and 14:00 to 17:30 (4.2). */
function isWork(at: Date): boolean {
  const clock = wall(at).toISOString().slice(11, 16)
  const weekday = wall(at).getUTCDay()
  if (weekday === 0 || weekday === 6) return false
  return (clock >= '08:30' && clock < '12:00') || (clock >= '14:00' && clock < '17:30')
}

/** Minute by minute. */
function workMinutes(from: Date, to: Date): number {
  let sum = 0
  for (let at = from; at < to; at = addMinutes(at, 1)) if (isWork(at)) sum += 1
  return sum
}

function afterWorkMinutes(from: Date, minutes: number): Date {
  let [at, left] = [from, minutes]
  for (; left > 0; at = addMinutes(at, 1)) if (isWork(at)) left -= 1
  return at
}

/** 2.4: an undo takes back the last thing that a person did, and what the bot did behind it. */
function standing<E extends Happened>(events: readonly E[]): readonly E[] {
  const kept: E[] = []
  for (const event of events)
    if (event.move === 'undo') kept.splice(kept.findLastIndex(({ actor }) => actor.post !== 'bot'))
    else kept.push(event)
  return kept
}

const gives = ['dispatch', 'designate', 'escalate', 'reopen']
const takes = ['return', 'hand_to_county', 'withdraw', 'refuse']
const worst = ['satisfied', 'basic', 'dissatisfied']

/** 9.2 as it is written, of one case that is no praise. */
export function naiveCounts(all: readonly Happened[]): readonly Counted[] {
  const events = standing(all)
  const found: Counted[] = []
  const add = (at: Date, person: string | null, name: string, n = 1) =>
    found.push({ day: dayIn(at), person, name, n })
  const received = events[0]?.at
  if (received === undefined) return []
  const gone = (['dismiss', 'merge', 'refuse', 'withdraw'] as const).find((move) =>
    events.some((one) => one.move === move),
  )
  const goneName = { dismiss: 'dismissed', merge: 'merged', refuse: 'refused', withdraw: 'withdrawn' }
  if (gone !== 'dismiss' && gone !== 'merge') add(received, null, 'received')
  if (gone !== undefined) add(received, null, goneName[gone])

  const reopenings = events.flatMap(({ move }, index) => (move === 'reopen' ? [index] : []))
  const starts = [events.findIndex(({ to }) => to === 'filed'), ...reopenings]
  if (starts[0] === -1) return found
  for (const [nth, start] of starts.entries())
    cycle(events.slice(start, (starts[nth + 1] ?? events.length) + 1), starts[nth + 1] !== undefined, add)
  return found
}

type Add = (at: Date, person: string | null, name: string, n?: number) => void

/** One round, from filing or reopening; where another follows, its reopening is the last of the events. */
function cycle(events: readonly Happened[], again: boolean, add: Add): void {
  const own = again ? events.slice(0, -1) : events
  const shelvedAt = own.find(({ move }) => move === 'shelve')?.at ?? null
  const standingResult = own.findLastIndex(({ move }) => move === 'resolve' || move === 'county_answer')
  const rejectedAfter = own.findLastIndex(({ move }) => move === 'reject' || move === 'send_back')
  const result = standingResult > rejectedAfter ? own[standingResult] : undefined
  const finisherAt = own.findLastIndex(
    ({ move }, index) => index < standingResult && [...gives, ...takes].includes(move),
  )
  const finisher = result?.move === 'resolve' ? String(own[finisherAt]?.facts['handler'] ?? '') || null : null

  for (const [index, event] of own.entries())
    if (gives.includes(event.move)) {
      const end = own.findIndex((one, later) => later > index && [...gives, ...takes].includes(one.move))
      turn(
        own.slice(index, end < 0 ? own.length : end),
        end < 0 ? null : (own[end]?.at ?? null),
        shelvedAt,
        add,
      )
    }
  for (const { move, at } of own) if (move === 'hand_to_county') add(at, null, 'toCounty')

  const closing = own.find(({ move }) => move === 'close')
  const ratings = own.filter(({ move }) => move === 'rate').map(({ facts }) => String(facts['rating']))
  if (closing !== undefined) {
    const rating = worst.findLast((one) => ratings.includes(one))
    if (rating !== undefined) add(closing.at, finisher, 'rated')
    if (rating !== undefined) add(closing.at, finisher, rating)
    if (shelvedAt !== null) add(closing.at, finisher, 'shelvedClosed')
    else {
      add(closing.at, finisher, 'closed')
      add(closing.at, finisher, 'wholeMinutes', workMinutes(own[0]?.at ?? closing.at, closing.at))
      const outcome = result?.facts['outcome']
      if (typeof outcome === 'string') add(closing.at, finisher, outcome)
    }
  }
  const reopening = events.at(-1)
  if (again && reopening !== undefined) add(reopening.at, finisher, 'reopened')
}

const dueOf = (events: readonly Happened[]): Date | null => {
  const said = events
    .map(({ facts }) => facts['dueAfter'] ?? facts['due'])
    .findLast((due) => due !== undefined)
  return typeof said === 'string' ? instant(said) : null
}

/** What one person did with it, from the dispatch to them until it went elsewhere. */
function turn(events: readonly Happened[], lostAt: Date | null, shelvedAt: Date | null, add: Add): void {
  const [given] = events
  if (given === undefined) return
  const person = String(given.facts['handler'])
  const count = (name: string, ...moves: string[]) => {
    for (const { move, at } of events) if (moves.includes(move)) add(at, person, name)
  }
  count('rework', 'reject', 'send_back')
  count('extended', 'extend')
  count('shelved', 'shelve')

  const accepted = events.find(({ move }) => move === 'accept' || move === 'resolve')?.at ?? null
  const until = afterWorkMinutes(given.at, 120)
  const inTime = accepted !== null && accepted <= until
  if (inTime || lostAt === null || lostAt >= until) {
    add(given.at, person, 'dispatched')
    if (inTime) add(given.at, person, 'responded')
  }

  const lastResult = events.findLastIndex(({ move }) => move === 'resolve')
  const rejected = events.findLastIndex(({ move }) => move === 'reject' || move === 'send_back')
  const resolved = lastResult > rejected ? (events[lastResult]?.at ?? null) : null
  const late = (at: Date, why: readonly Happened[]) => {
    add(at, person, 'timed')
    const said = why.map(({ move, facts }) => (move === 'late_confirm' ? 'confirmed' : facts['class']))
    const held = why.findLastIndex(({ move }) => move === 'late_class' || move === 'late_confirm')
    if (held >= 0) add(at, person, `late${String(said[held]).replace(/^./u, (one) => one.toUpperCase())}`)
  }
  if (shelvedAt !== null) {
    const before = events.filter(({ at }) => at < shelvedAt)
    const due = dueOf(before)
    const end = lostAt !== null && lostAt <= shelvedAt ? lostAt : shelvedAt
    if (given.at < shelvedAt && due !== null && end > due) late(end, events)
    return
  }
  const due = dueOf(events)
  const end = resolved ?? lostAt
  if (resolved !== null) add(resolved, person, 'resolved')
  if (resolved !== null) add(resolved, person, 'workMinutes', workMinutes(given.at, resolved))
  if (end === null || due === null) return
  if (end > due) late(end, events)
  else if (resolved !== null) {
    add(resolved, person, 'timed')
    add(resolved, person, 'onTime')
  }
}
