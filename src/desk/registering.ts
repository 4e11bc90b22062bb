import type { BesideCases, Caller } from '../cases/beside.ts'
import { callerKey, type Reporter } from '../cases/case.ts'
import type { Actor } from '../cases/event.ts'
import type { Moved } from '../cases/moving.ts'
import { type NewAppeal, receiveCase } from '../cases/receive.ts'
import type { Registration } from '../cases/registration.ts'
import { appealOfCase } from '../cases/routing-of-case.ts'
import type { PlaceSaid } from '../grid/directory.ts'
import type { Ground } from '../grid/ground.ts'
import type { SeatStore } from '../grid/ports.ts'
import { redactText } from '../intake/redact.ts'
import type { Matter, Reader, Urgency } from '../intake/reading.ts'
import { titleOf } from '../intake/title.ts'
import { Refusal } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Routing } from '../routing/decision.ts'
import { route } from '../routing/rules.ts'
import { aboutWhom } from './about-whom.ts'
import { markedBy } from './carried-on.ts'
import { placeSaid, saysWhere } from './places.ts'
import type { DeskStores } from './ports.ts'

type Stores = Pick<DeskStores, 'cases' | 'events'> & { besideCases: BesideCases; seats: SeatStore }

/** Names a category where nothing else does. */
const otherMatters = '9999'

const nowhere: PlaceSaid = { estate: null, building: null, unit: null, room: null, spot: null }

function leafOf(code: string, { directory }: Ground) {
  const leaf = directory.leaf(code)
  if (leaf === null) throw new Refusal('invalid', `没有代码为“${code}”的类别。`)
  return leaf
}

/** Where neither the one who wrote nor the reader knows: other matters, or the last leaf of a town that has none such. */
const anyLeaf = ({ directory }: Ground): string =>
  (directory.leaf(otherMatters) ?? directory.data.leaves.at(-1))?.code ?? otherMatters

/** What was written down goes before what the reader makes of the words; the reader fills what nobody wrote. */
function matterOf(given: Registration, reader: Reader, ground: Ground): NewAppeal['matter'] {
  const { words } = given
  const name = given.reporter?.name ?? null
  const heard = {
    text: words,
    room: 'private',
    speaker: 'resident',
    name,
    context: [],
    addressed: true,
  } as const
  const read: Matter | undefined = reader.readNow(heard).matters[0]
  const leaf = leafOf(given.category ?? read?.category ?? anyLeaf(ground), ground)
  const said = read !== undefined && saysWhere(read.place) ? read.place : placeSaid(words, ground)
  const place = given.place === undefined ? said : { ...nowhere, ...given.place }
  const confidential = given.confidential === true || leaf.confidential || read?.confidential === true
  const urgencies: readonly Urgency[] = ['normal', 'urgent', 'emergency']
  const least = leaf.urgent ? 'urgent' : 'normal'
  const felt = read?.urgency ?? 'normal'
  return {
    kind: given.kind ?? read?.kind ?? 'help',
    category: leaf.code,
    nature: given.nature ?? leaf.nature,
    urgency: given.urgency ?? (urgencies.indexOf(felt) > urgencies.indexOf(least) ? felt : least),
    ...{ confidential, place, occurred: given.occurred ?? read?.occurred ?? null },
    title: titleOf(place, leaf.name, confidential),
  }
}

const callsLookedAt = 10

/** The key under which somebody of this telephone and name has come before; null where nobody has. */
async function callerBefore(phone: string, name: string, stores: Stores): Promise<string | null> {
  for (const { caseId, reporter } of (await stores.besideCases.byPhone(phone)).slice(0, callsLookedAt)) {
    const record = await stores.cases.byId(caseId)
    const known = record?.reporters.find((one) => one.key === reporter && one.name === name)
    if (known !== undefined) return known.key
  }
  return null
}

/** Somebody the town knows is met in the chat where an account is tied; everybody else is telephoned (6.8). */
async function reporterOf(
  { reporter }: Registration,
  stores: Stores,
  { directory }: Ground,
  now: Date,
): Promise<Reporter | null> {
  if (reporter === null) return null
  const { resident, phone } = reporter
  if (resident !== undefined && directory.resident(resident) === null)
    throw new Refusal('invalid', `没有代码为“${resident}”的居民。`)
  const known = phone === undefined ? null : await callerBefore(phone, reporter.name, stores)
  return {
    key: resident ?? known ?? callerKey(newId()),
    contactId: resident === undefined ? null : await stores.seats.contactOf(resident),
    ...{ name: reporter.name, room: null, joinedAt: now, withdrawn: false, rating: null },
  }
}

const callerOf = (given: Registration, key: string, by: string, now: Date): Caller | null => {
  const { phone, remark } = given.reporter ?? {}
  return phone === undefined && remark === undefined
    ? null
    : { reporter: key, phone: phone ?? null, remark: remark ?? null, takenBy: by, takenAt: now }
}

/**
 * 来访来电 (2.1 receive): the case exists from here on, in triage or filed, with the words of whoever came or called and,
 * where another system sent it, that system's number and due time, which binds where it is the earlier. The telephone is
 * kept apart from the case (9.7). Only the duty officer files; another system's own call waits in triage.
 */
export async function registerCase(
  given: Stores,
  asked: { registration: Registration; by: Actor; order: string; reader: Reader; now: Date },
  ground: Ground,
): Promise<Moved & { routing: Routing }> {
  const { registration, by, now } = asked
  const stores = { ...given, ...markedBy(given, { platformId: asked.order }) }
  const matter = matterOf(registration, asked.reader, ground)
  const reporter = await reporterOf(registration, stores, ground, now)
  const resident = reporter === null ? null : ground.directory.resident(reporter.key)
  const { words, source, outside } = registration
  const appeal: NewAppeal = {
    ...{ matter, words: redactText(words), privateWords: words, reporter, room: null, source },
    homeEstate: resident?.home?.estate ?? null,
    about: aboutWhom(words, ground),
    addressed: true,
    ...(outside === undefined ? {} : { outside }),
  }
  const ways = { actor: by, door: 'api' } as const
  const moved = await receiveCase(stores, appeal, registration.to, ways, ground, now)
  const caller = reporter === null ? null : callerOf(registration, reporter.key, by.by, now)
  if (caller !== null) await stores.besideCases.keepCaller(moved.record.id, caller)
  return { ...moved, routing: route(appealOfCase(moved.record), { ...ground, now }) }
}
