import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import { moveNames } from '../cases/lifecycle-names.ts'
import { takeOutMerged } from '../cases/merging.ts'
import { moveCase, type Moved, type Mover } from '../cases/moving.ts'
import { undoAct } from '../cases/orders.ts'
import { lastAct, lastActed } from '../cases/undoing.ts'
import { undoneForHandlerNotices, undoneNotices } from '../feedback/undo-notices.ts'
import type { Ground } from '../grid/ground.ts'
import { addMinutes } from '../kernel/clock.ts'
import { Refusal } from '../kernel/errors.ts'
import { cannotUndo, goneOn, nothingToUndo } from '../wording/moves.ts'
import type { Command } from './command.ts'
import type { DeskStores } from './ports.ts'
import type { Setting } from './speaker.ts'

/** Moves whose taking back needs a command of its own. */
const ownWay: Readonly<Partial<Record<CaseEvent['move'], string>>> = {
  unmerge: '并入',
  uphold: '不予受理',
}

/**
 * 撤销 without a number means what the speaker has just ordered, all its cases; a running number one of the cases that
 * the speaker has moved lately. Any other command, and a quote, come back as they are.
 */
export async function asUndo(
  command: Command,
  { setting, quotes }: { setting: Setting; quotes: boolean },
  stores: Pick<DeskStores, 'events' | 'cases'>,
  ground: Ground,
  now: Date,
): Promise<Command> {
  const { code } = setting.speaker
  if (command.name !== 'undo' || code === null || (quotes && command.numbers.length === 0)) return command
  const lately = await stores.events.movedBy(code, addMinutes(now, -ground.rulebook.undoMinutes))
  const [last] = lately
  if (command.numbers.length === 0) {
    if (last === undefined) throw new Refusal('wrong_state', nothingToUndo())
    const order = last.facts['orderedIn']
    const act = lately.filter(
      (one) => one.id === last.id || (order !== undefined && one.facts['orderedIn'] === order),
    )
    return { ...command, numbers: await numbersOf(act, stores) }
  }
  const known = await numbersOf(lately, stores)
  const numbers = command.numbers.map((said) => {
    const meant = known.filter((number) => number.endsWith(`-${said.padStart(4, '0')}`))
    return meant.length === 1 ? (meant[0] ?? said) : said
  })
  return { ...command, numbers }
}

async function numbersOf(
  events: readonly CaseEvent[],
  stores: Pick<DeskStores, 'cases'>,
): Promise<readonly string[]> {
  const ids = [...new Set(events.map(({ caseId }) => caseId))]
  const found = await Promise.all(ids.map((id) => stores.cases.byId(id)))
  return found.filter((one) => one !== null).map(({ number }) => number)
}

/** Said better than by the table where the speaker did move the case, and somebody has gone on from there. */
function requireUntouched(history: readonly CaseEvent[], by: string, ground: Ground): void {
  const last = lastActed(history)
  if (last === undefined || last.actor.by === by || !history.some(({ actor }) => actor.by === by)) return
  const name = ground.directory.person(last.actor.by) === null ? '' : ground.directory.nameOf(last.actor.by)
  throw new Refusal('wrong_state', goneOn(name))
}

/**
 * 2.4: takes back what the speaker ordered last, with what the bot did in its wake, as a new event. What is not said yet
 * is dropped; whoever heard of it hears that it no longer holds. What a merge brought over goes back.
 */
export async function undoLast(
  stores: Pick<DeskStores, 'cases' | 'events' | 'outbox'>,
  record: CaseRecord,
  mover: Mover,
  ground: Ground,
  now: Date,
): Promise<Moved> {
  const history = await stores.events.ofCase(record.id)
  requireUntouched(history, mover.actor.by, ground)
  const act = lastAct(history)
  const [first] = act
  if (first === undefined) throw new Refusal('wrong_state', nothingToUndo())
  const other = ownWay[first.move]
  if (other !== undefined) throw new Refusal('wrong_state', cannotUndo(moveNames[first.move], other))
  const before = await stores.events.before(first.id)
  if (before === null) throw new Refusal('wrong_state', nothingToUndo())
  const order = undoAct(first, before)
  const moved = await moveCase(stores, record.id, order, mover, ground, now, { history })
  if (first.move === 'merge') await takeOutMerged(stores, moved.record, first, mover, ground, now)
  await sayTakenBack(stores, act, moved, ground, now)
  return moved
}

async function sayTakenBack(
  stores: Pick<DeskStores, 'outbox'>,
  act: readonly CaseEvent[],
  moved: Moved,
  ground: Ground,
  now: Date,
): Promise<void> {
  const { record, event } = moved
  const dispatches = act.some(({ move }) => move === 'dispatch' || move === 'reopen')
  const prefixes = [
    ...act.map(({ id }) => `${id}:`),
    ...(dispatches ? [`${record.id}:${String(record.cycle)}:receipt:`] : []),
  ]
  const told = await stores.outbox.takeBack(record.id, prefixes, event.id, now)
  const what = moveNames[act[0]?.move ?? 'undo']
  const notices = [
    ...undoneNotices(event, record, { told, what }, ground, now),
    ...undoneForHandlerNotices(event, record, what, ground, now),
  ]
  for (const notice of notices) await stores.outbox.put(notice)
}
