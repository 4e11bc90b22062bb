import type { CaseRecord } from '../cases/case.ts'
import { ended } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { supplementCase } from '../cases/orders.ts'
import { receiveCase } from '../cases/receive.ts'
import { hostileExchange, isHostile, type SaidLine } from '../intake/hostility.ts'
import { normalise } from '../intake/normalise.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { hazardOf } from '../intake/urgency.ts'
import { addHours, addMinutes } from '../kernel/clock.ts'
import { quarrelInRoom, quarrelGoesOn } from '../wording/staff.ts'
import { botAtChat } from './acting.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import type { Setting } from './speaker.ts'

/** How far back the lines of a quarrel are sought, and how long it is one and the same. */
const linesAbove = 20
const sameQuarrelHours = 12
const leaf = '0406'

/**
 * 6.10: two residents go at each other in their room. The room gets silence, the grid lead a private note, and there is one
 * case: the matter the two were at if one of them has it open here, else one of its own without reporters and without
 * anybody's words. No side is named anywhere. A cry for help is never taken for a quarrel. True when the message is settled.
 */
export async function hearQuarrel(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  text: string,
): Promise<boolean> {
  const { room, speaker } = setting
  if (room?.kind !== 'residents' || speaker.staff || message.addressed || !isHostile(text)) return false
  if (hazardOf(normalise(text).text) === 'emergency') return false
  const { hearing } = deps.ground().rulebook
  const since = addMinutes(message.heardAt, -hearing.quarrelMinutes)
  const above = await deps.stores.messages.above(message.conversationKey, message.seq, since, linesAbove)
  const lines: readonly SaidLine[] = [...above.filter((one) => !one.self), message].map((one) => ({
    speaker: one.contactId,
    text: one.text,
    at: one.heardAt,
  }))
  const exchange = hostileExchange(lines, hearing.quarrelMinutes)
  if (exchange === null) return false
  const now = deps.clock.now()
  await deps.unitOfWork.run(async (stores) => {
    const known = await caseOfQuarrel(stores, room.code, exchange.speakers, now)
    const id =
      known === null
        ? await openQuarrel(deps, stores, setting, exchange.threat, now)
        : await noteQuarrel(deps, stores, known, now)
    await stores.messages.settle([message.seq], 'quarrel', null, id)
  })
  return true
}

/** The quarrel of this room that is open already, or the dispute that one of the two has open here. */
async function caseOfQuarrel(
  stores: DeskStores,
  room: string,
  speakers: readonly string[],
  now: Date,
): Promise<CaseRecord | null> {
  const lately = await stores.cases.find({ room, receivedSince: addHours(now, -sameQuarrelHours), most: 20 })
  const open = lately.filter((one) => !ended.has(one.state) && one.nature === 'resident_dispute')
  const anonymous = open.find((one) => one.category === leaf && one.reporters.length === 0)
  const own = open.find((one) =>
    one.reporters.some(({ contactId }) => contactId !== null && speakers.includes(contactId)),
  )
  return own ?? anonymous ?? null
}

/** From here on everything about it is private; the lead is told once an hour at most that it goes on. */
async function noteQuarrel(
  deps: DeskDeps,
  stores: DeskStores,
  record: CaseRecord,
  now: Date,
): Promise<string> {
  const events = await stores.events.ofCase(record.id)
  const told = events.some(
    (one) => one.move === 'supplement' && one.actor.by === 'bot' && one.at > addHours(now, -1),
  )
  const fresh = record.receivedAt > addHours(now, -1) && record.reporters.length === 0
  if (!told && !fresh) {
    const order = supplementCase(quarrelGoesOn(), { confidential: true })
    await moveCase(stores, record.id, order, botAtChat, deps.ground(), now)
  }
  return record.id
}

async function openQuarrel(
  deps: DeskDeps,
  stores: DeskStores,
  { room }: Setting,
  threat: boolean,
  now: Date,
): Promise<string> {
  const title = '居民言语冲突'
  const { record } = await receiveCase(
    stores,
    {
      matter: {
        ...{
          kind: 'dispute',
          category: leaf,
          nature: 'resident_dispute',
          confidential: true,
          occurred: null,
        },
        ...{ title, certainty: 1, evidence: {}, urgency: threat ? 'urgent' : 'normal' },
        place: { estate: null, building: null, unit: null, room: null, spot: null },
      },
      words: quarrelInRoom({ room: room?.name ?? '' }),
      privateWords: quarrelInRoom({ room: room?.name ?? '' }),
      reporter: null,
      room: room?.code ?? null,
      ...{ homeEstate: null, about: [], source: 'chat', addressed: false },
    },
    room?.shadow === true ? 'triage' : 'filed',
    botAtChat,
    deps.ground(),
    now,
  )
  deps.log.info({ case: record.number, threat }, 'a hostile exchange')
  return record.id
}
