import type { CaseRecord, Reporter } from '../cases/case.ts'
import { elsewhereAltogether } from '../cases/similar.ts'
import { isQuarrel } from '../feedback/receipts.ts'
import type { PlaceSaid } from '../grid/directory.ts'
import { emergencyConduct, hazardOf } from '../wording/hazards.ts'
import { askBuilding, askBuildingCalm, joined, numberOnly } from '../wording/residents.ts'
import { tellOtherGrid } from './another-grid.ts'
import { placeSaid } from './places.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'
import type { Spoken } from './spoken.ts'

/** The speaker as a reporter of a case. */
export const reporterOf = ({ setting }: Pick<Spoken, 'setting'>, now: Date): Reporter => ({
  key: setting.speaker.key,
  contactId: setting.speaker.contactId,
  name: setting.speaker.name,
  room: setting.room?.code ?? null,
  joinedAt: now,
  withdrawn: false,
  rating: null,
})

/** The place a joiner names: of the words themselves, whatever the reader made of them. */
export const placeOfJoiner = (deps: DeskDeps, { said, reading }: Spoken): PlaceSaid =>
  reading.matters[0]?.place ?? placeSaid(said, deps.ground())

/** 8.5: a place that makes the joiner's trouble another one. An emergency is always joined: nobody is turned away. */
export const isAnotherMatter = (record: CaseRecord, place: PlaceSaid): boolean =>
  record.urgency !== 'emergency' && elsewhereAltogether(place, record)

/**
 * What follows when somebody has joined: who lives elsewhere, or joins an emergency, is asked for the building unless
 * they said it; a building of another grid is told there (8.5). In the room silence otherwise, but for whoever addressed
 * the bot (6.2), and for a room that has not heard yet what to do in this emergency (6.13).
 * `record` is the case as it stood before.
 */
export async function afterJoining(
  deps: DeskDeps,
  stores: DeskStores,
  spoken: Spoken,
  record: CaseRecord,
  now: Date,
): Promise<void> {
  const { setting, message } = spoken
  const place = placeOfJoiner(deps, spoken)
  const saidWhere = place.building !== null
  if (saidWhere) await tellOtherGrid(deps, stores, record, place, spoken, now)
  const emergency = record.urgency === 'emergency'
  const asks = !saidWhere && (emergency || livesElsewhere(deps, setting, record))
  const secluded = record.confidential || isQuarrel(record) || record.category === '0902'
  if (asks)
    await stores.placeQuestions.ask({
      ...{ caseId: record.id, reporter: setting.speaker.key, what: 'building', askedAt: now },
      room: secluded ? null : (setting.room?.code ?? null),
    })
  const conduct = emergency && firstOfTheRoom(record, setting) ? conductFor(record) : ''
  const text = [conduct, asks ? (emergency ? askBuilding() : askBuildingCalm()) : '']
    .filter((line) => line !== '')
    .join('\n')
  const answer = text !== '' ? text : setting.private || message.addressed ? joined(record) : ''
  if (answer === '') return
  const more = { caseId: record.id, privately: secluded, purpose: 'joined' }
  await stores.outbox.put(replyTo(message, setting, answer, now, more))
}

const conductFor = (record: CaseRecord): string =>
  `${emergencyConduct(hazardOf(record.category, record.words))}\n${numberOnly(record)}`

/** Nobody of this talk has reported the case before: here the conduct has not been said yet. */
const firstOfTheRoom = (record: CaseRecord, setting: Setting): boolean =>
  !record.reporters.some((one) =>
    setting.room === null ? one.key === setting.speaker.key : one.room === setting.room.code,
  )

function livesElsewhere(deps: DeskDeps, setting: Setting, record: CaseRecord): boolean {
  const { directory } = deps.ground()
  const home = setting.speaker.code === null ? null : directory.resident(setting.speaker.code)?.home
  if (home === undefined || home === null || record.grid === null) return false
  const found = directory.locate({ ...home, spot: null }, { room: null, home: home.estate })
  return found.found === 'grid' && found.grid !== record.grid
}
