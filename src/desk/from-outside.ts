import type { CaseRecord } from '../cases/case.ts'
import type { OutsideAppeal } from '../cases/outside.ts'
import { moveCase } from '../cases/moving.ts'
import { askCentre } from '../cases/orders.ts'
import { type CaseStores, type NewAppeal, receiveCase } from '../cases/receive.ts'
import { decideSame } from '../cases/same-matter.ts'
import type { PlaceSaid } from '../grid/directory.ts'
import type { Ground } from '../grid/ground.ts'
import type { Matter, Reader } from '../intake/reading.ts'
import { redactText } from '../intake/redact.ts'
import { titleOf } from '../intake/title.ts'
import { addHours } from '../kernel/clock.ts'
import { violenceLeaf } from '../routing/rows.ts'
import { maskNamed } from '../wording/mask.ts'
import { aboutWhom } from './about-whom.ts'
import { filesByRule } from './appeals.ts'
import { addressSaid, placeSaid, saysWhere } from './places.ts'
import { readAtMost } from './spoken.ts'

const byRule = { actor: { by: 'bot', post: 'bot' }, door: 'open311' } as const
const lookedAt = 40

/**
 * Receives what another system sends (2.1), the way of every appeal: its leaf is the sender's word, danger and secrecy
 * are read out of the words, the place is looked for in the town (3.3). Filed where 2.5 lets the bot file alone, else it
 * waits in triage; what may be an open case already is never joined in silence, since the sender follows a number of its
 * own: the duty officer is asked (8.6). One transaction of the caller; pure reading, no network.
 */
export function makeReception({ ground, reader }: { ground(): Ground; reader(): Reader }) {
  return {
    async receive(stores: CaseStores, sent: OutsideAppeal, now: Date): Promise<CaseRecord> {
      const appeal = appealOf(sent, reader(), ground())
      const like = await likeCase(stores, appeal, ground(), now)
      const emergency = appeal.matter.urgency === 'emergency'
      const files = emergency || (like === null && filesByRule(appeal, ground(), now))
      const { record } = await receiveCase(stores, appeal, files ? 'filed' : 'triage', byRule, ground(), now)
      if (like === null) return record
      const order = askCentre({ what: 'merge', by: 'bot', into: like.number })
      return (await moveCase(stores, record.id, order, byRule, ground(), now)).record
    },
  }
}

/** The words' own place fills what the address leaves open; what the sender named apart goes before both. */
function placeOf(sent: OutsideAppeal, read: PlaceSaid | undefined, ground: Ground): PlaceSaid {
  const named = addressSaid(sent.address, ground)
  const apart = placeSaid(`${sent.building ?? ''}${sent.unit ?? ''}`, ground)
  const [building, unit] = [apart.building ?? sent.building, apart.unit ?? sent.unit]
  const place = {
    estate: named.estate ?? read?.estate ?? null,
    building: building ?? named.building ?? read?.building ?? null,
    unit: unit ?? named.unit ?? read?.unit ?? null,
    room: named.room ?? read?.room ?? null,
    spot: named.spot ?? read?.spot ?? null,
  }
  return saysWhere(place) ? place : { ...place, spot: sent.point }
}

/** Whatever leaf the sender has chosen: what the words tell of stays among those who need it (3.5, 6.13). */
const isSecret = ({ confidential, category }: Matter, { directory }: Ground): boolean =>
  confidential || category === violenceLeaf || directory.leaf(category)?.confidential === true

const worst = { normal: 0, urgent: 1, emergency: 2 } as const

function matterOf(sent: OutsideAppeal, reader: Reader, ground: Ground): NewAppeal['matter'] {
  const { leaf, description } = sent
  const text = description.slice(0, readAtMost)
  const heard = { text, room: 'private', speaker: 'resident', name: null, context: [] } as const
  const read: Matter | undefined = text === '' ? undefined : reader.readNow(heard).matters[0]
  const place = placeOf(sent, read?.place, ground)
  const own = leaf.urgent ? 'urgent' : 'normal'
  const urgency = read !== undefined && worst[read.urgency] > worst[own] ? read.urgency : own
  const confidential = leaf.confidential || (read !== undefined && isSecret(read, ground))
  // Thanks are nobody's service request; whoever sends one under a leaf wants it looked at.
  const kind = sent.kind ?? (read === undefined || read.kind === 'praise' ? 'report' : read.kind)
  return {
    ...{ kind, category: leaf.code, nature: leaf.nature, urgency, confidential, place },
    occurred: sent.occurred ?? read?.occurred ?? null,
    title: titleOf(place, leaf.name, confidential),
  }
}

function appealOf(sent: OutsideAppeal, reader: Reader, ground: Ground): NewAppeal {
  const { leaf, description, address, point, contact } = sent
  const said = description === '' ? leaf.name : description
  const where = [address, point ?? ''].filter((one) => one !== '').join(' ')
  const whole = where === '' ? said : `${said}\n地点：${where}`
  return {
    matter: matterOf(sent, reader, ground),
    words: maskNamed(redactText(whole), sent.sender.names, sent.sender.values),
    privateWords: contact === '' ? whole : `${whole}\n${contact}`,
    ...{ reporter: null, room: null, homeEstate: null, source: 'outside', addressed: false },
    about: aboutWhom(said, ground),
  }
}

/** An open case of the same community that this may be (8.6); null where none is likely. */
async function likeCase(
  { cases }: CaseStores,
  { matter, words }: NewAppeal,
  { directory, rulebook }: Ground,
  now: Date,
): Promise<CaseRecord | null> {
  const found = directory.locate(matter.place, { room: null, home: null })
  const community =
    found.found === 'grid'
      ? directory.communityOf(found.grid)
      : found.found === 'community'
        ? found.community
        : null
  if (community === null || matter.confidential) return null
  const areas = directory.data.areas.filter(({ code }) => directory.within(code, community))
  const codes = areas.map(({ code }) => code)
  const rooms = directory.data.rooms.filter((room) => room.areas.some((area) => codes.includes(area)))
  const open = await cases.like({
    ...{ category: matter.category, words, building: matter.place.building, reporter: '', areas: codes },
    ...{ rooms: rooms.map(({ code }) => code), most: lookedAt },
    receivedSince: addHours(now, -rulebook.hearing.similarHours),
  })
  return open.find((one) => decideSame({ matter, words, own: false }, one).is !== 'new') ?? null
}
