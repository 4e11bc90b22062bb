import type { CaseRecord } from '../../cases/case.ts'
import type { CaseEvent } from '../../cases/event.ts'
import { moveNames, stateNames } from '../../cases/lifecycle-names.ts'
import { dueShown, matterShown, nameOf } from '../../feedback/shown.ts'
import type { Ground } from '../../grid/ground.ts'
import { progressKept, staffProgress } from '../../wording/ledger-lines.ts'
import { spokenTime } from '../../worktime/spoken.ts'
import { keptFromRooms, todoText } from '../todo.ts'
import { casesMeant } from '../which-case.ts'
import type { TownAnswer } from './answer.ts'

const casesAtMost = 3
const eventsAtMost = 3

/** Who made a move, as staff read it; of a reporter only that it was one. */
function moverShown({ actor }: CaseEvent, ground: Ground): string {
  if (actor.post === 'bot' || actor.post === 'clock') return ''
  return actor.post === 'reporter' ? '居民' : ground.directory.nameOf(actor.by)
}

function shown(record: CaseRecord, events: readonly CaseEvent[], ground: Ground, now: Date): string {
  return staffProgress({
    number: record.number,
    matter: matterShown(record, ground),
    stage: stateNames[record.state],
    handler: record.handler === null ? '' : nameOf(record.handler, ground),
    due: dueShown(record, ground, now),
    events: events.slice(-eventsAtMost).map((event) => ({
      at: spokenTime(event.at, now, ground.calendar),
      what: moveNames[event.move],
      who: moverShown(event, ground),
    })),
  })
}

/**
 * 进度 with a number, or behind a notice: how a case stands, for staff who may know of it; to whoever may not it is an
 * unknown number (3.5). In a room a confidential case is not told. Without either it is the list of what waits.
 */
export const progress: TownAnswer = async (deps, stores, order) => {
  const { command, message, setting, now } = order
  const ground = deps.ground()
  if (command.numbers.length === 0 && message.quote === null)
    return todoText(setting, stores.cases, ground, now)
  const meant = await casesMeant(command, message, setting, stores.cases, ground, now)
  const texts: string[] = []
  for (const { record } of (meant ?? []).slice(0, casesAtMost)) {
    const told = setting.private || !keptFromRooms(record)
    texts.push(
      told
        ? shown(record, await stores.events.ofCase(record.id), ground, now)
        : progressKept({ number: record.number }),
    )
  }
  return texts.join('\n')
}
