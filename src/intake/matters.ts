import type { PlaceSaid } from '../grid/directory.ts'
import type { Nature } from '../grid/town.ts'
import { takesMoney } from './bounds.ts'
import type { Categoriser } from './category.ts'
import { readConfidential } from './confidence.ts'
import type { Look, Looker } from './look.ts'
import { judgeMatter, type MatterJudgement, type ReaderModel } from './model/model.ts'
import { whereCut } from './parts.ts'
import { chooseAddress, furtherBuildings } from './place.ts'
import { occurredOf } from './time.ts'
import { titleOf } from './title.ts'
import { readUrgency } from './urgency.ts'
import type { Heard, Kind, Matter, ReaderTown, Urgency } from './reading.ts'

type Leaf = ReaderTown['leaves'][number]

const quarrelling =
  /吵(?:起来|架)|对骂|互骂|互相|打(?:起来|架)|闹僵|双方|两家|谁也不让|谁都不让|纠纷|评评理|争执/u

/** The nature of a matter: the leaf's, unless a quarrel of two sides or a place beyond the township shows (annotation.md). */
function natureOf(leaf: Leaf, kind: Kind, text: string): Nature {
  if (kind !== 'dispute' || !quarrelling.test(text)) return leaf.nature
  return /(?:物业|开发商|学校|店家|商家|公司|工地|医院|饭店|机构)/u.test(text)
    ? 'organisation_dispute'
    : 'resident_dispute'
}

/** From this share on the model's word for a danger is taken where the turns of phrase name none. */
const surelyEmergency = 0.2
const surelyUrgent = 0.6
/** Below this share the model is sure that what sounds like an emergency is none. */
const hardlyEmergency = 0.05

/** Who accuses does not praise, whatever else was learnt: a praise is thanked, passed on and closed (2.6). */
const accusing = /举报|投诉|检举|揭发|反映/u

const kindOf = ({ kinds }: MatterJudgement, text: string): Kind =>
  kinds.find(({ kind }) => kind !== 'praise' || !(accusing.test(text) || takesMoney(text)))?.kind ?? 'help'

/** Below this share no leaf is named but the other one. */
const leastSure = 0.12

/** 干部作风: a charge against somebody in office. */
const conductOfOfficials = '1503'

/** A leaf that a centre has added is named by two parts of its name at least. */
const addedFrom = 2.4

/** What the words or the model say of danger, whichever fears more. */
function hazardOfBoth(hazard: Urgency, { urgency }: MatterJudgement): Urgency {
  if (urgency.emergency >= surelyEmergency) return 'emergency'
  if (hazard === 'emergency' && urgency.emergency >= hardlyEmergency) return 'emergency'
  return hazard !== 'normal' || urgency.emergency + urgency.urgent >= surelyUrgent ? 'urgent' : 'normal'
}

/** The place slots of a text (annotation.md, place). */
function placeOf({ addresses, text, estate, spot }: Look): PlaceSaid {
  const chosen = chooseAddress(addresses, text)
  const also = chosen === null ? [] : furtherBuildings(addresses, chosen, text)
  return {
    estate,
    building: chosen?.building ?? null,
    unit: chosen?.unit ?? null,
    room: chosen?.room ?? null,
    spot,
    ...(also.length === 0 ? {} : { also }),
  }
}

/** A spot that is one in some house: it says nothing without the building. */
const inAHouse = /楼道|电梯|楼梯|单元|走廊|过道|[楼层户]|[东西南北左右][边侧头面手]/u

/** A unit, a flat or a floor of a building that is not said. */
const isInSomeHouse = ({ estate, building, unit, room, spot }: PlaceSaid): boolean =>
  estate === null &&
  building === null &&
  (unit !== null || room !== null || (spot !== null && inAHouse.test(spot)))

const isNowhere = ({ estate, building, spot }: PlaceSaid): boolean =>
  estate === null && building === null && spot === null

/**
 * The place that the speaker said a line or two above, where this message says none: of a line that only says where, or
 * that is about the same. Where they told of something else before, that place is not this one's: help would go astray.
 * Of a place that is one in some house (三楼东边), the building is what they said above.
 */
function fromAbove(matter: Matter, own: readonly string[], look: Looker, other: string): Matter {
  const { place } = matter
  const inSomeHouse = isInSomeHouse(place)
  if (!isNowhere(place) && !inSomeHouse) return matter
  for (const text of own) {
    const seen = look(text)
    const about = seen.ranked[0]?.leaf ?? matter.category
    const said = placeOf(seen)
    if (isNowhere(said) || (inSomeHouse && said.building === null)) continue
    const isSame = about.slice(0, 2) === matter.category.slice(0, 2)
    if (!inSomeHouse) return isSame ? { ...matter, place: said } : matter
    const { estate, building } = said
    // A matter that no leaf was found for is read with what was told above.
    return isSame || matter.category === other
      ? { ...matter, place: { ...place, estate, building, unit: place.unit ?? said.unit } }
      : matter
  }
  return matter
}

type Speaking = Pick<Heard, 'room' | 'speaker'>

export interface MatterReader {
  /** One or two matters of an appeal; `own` is what the speaker said above, newest first, for a place not said again. */
  read(whole: Look, heard: Speaking, own: readonly string[]): readonly Matter[]
}

export function makeMatterReader({
  town,
  categoriser,
  look,
  model,
}: {
  town: ReaderTown
  categoriser: Categoriser
  look: Looker
  model: ReaderModel
}): MatterReader {
  const leaves = new Map(town.leaves.map((leaf) => [leaf.code, leaf]))
  const taught = new Set(model.leaf.classes)
  const fallback: Leaf = {
    code: categoriser.other,
    name: '其他诉求',
    group: categoriser.other.slice(0, 2),
    nature: 'community_matter',
    urgent: false,
    confidential: false,
  }

  /**
   * The likeliest leaf that the town has; one that the centre has added goes before where the words name it. Who says that
   * somebody in office took money means that, however little of it was learnt.
   */
  const leafOf = (seen: Look, judged: MatterJudgement): { leaf: Leaf; certainty: number } => {
    const named = seen.ranked[0]
    const added = named !== undefined && !taught.has(named.leaf) && named.score >= addedFrom
    const likeliest = judged.leaves.find(({ leaf }) => leaves.has(leaf))
    const known = likeliest !== undefined && likeliest.share >= leastSure ? likeliest.leaf : categoriser.other
    const bribe = !added && leaves.has(conductOfOfficials) && takesMoney(seen.text)
    const code = bribe ? conductOfOfficials : added ? named.leaf : known
    const leaf = leaves.get(code) ?? leaves.get(categoriser.other) ?? fallback
    const ofCode = bribe ? judged.leaves.find((one) => one.leaf === code) : likeliest
    const share = added ? 0 : (ofCode?.share ?? 0.1)
    return { leaf, certainty: added || bribe ? Math.max(0.6, Math.min(0.99, share)) : Math.min(0.99, share) }
  }

  const one = (seen: Look, whole: Look, heard: Speaking): Matter => {
    const judged = judgeMatter(model, seen, heard)
    const { leaf, certainty } = leafOf(seen, judged)
    const kind = kindOf(judged, seen.text)
    const place = placeOf(seen)
    const confidential = readConfidential(whole.text, kind, leaf)
    const occurred = occurredOf(seen.times)
    const evidence: Record<string, string> = {}
    const words = seen.ranked.find((ranked) => ranked.leaf === leaf.code)?.words ?? []
    if (words.length > 0) evidence['category'] = words.slice(0, 4).join(' ')
    if (occurred !== null) evidence['occurred'] = occurred
    return {
      kind,
      category: leaf.code,
      nature: natureOf(leaf, kind, seen.text),
      place,
      occurred,
      urgency: readUrgency(hazardOfBoth(seen.hazard, judged), kind, leaf.urgent),
      confidential,
      title: titleOf(place, leaf.name, confidential),
      certainty,
      evidence,
    }
  }

  /** The second of two shares the place of the first where it names none of its own. */
  const shared = (first: Matter, second: Matter): Matter => {
    const { place } = second
    const indoors = place.spot === null || /楼道|电梯|楼梯|单元|门口|大厅|走廊|过道|[楼层]$/u.test(place.spot)
    if (place.building !== null || !indoors)
      return { ...second, place: { ...place, estate: place.estate ?? first.place.estate } }
    const filled = { ...first.place, spot: place.spot ?? (place.estate === null ? first.place.spot : null) }
    const estate = place.estate ?? first.place.estate
    return {
      ...second,
      place: { ...filled, estate },
      title: titleOf({ ...filled, estate }, leaves.get(second.category)?.name ?? '', second.confidential),
    }
  }

  return {
    read: (whole, heard, own) => {
      const at = whole.text.length <= 600 ? whereCut(whole.text, categoriser) : null
      const alone = (): readonly Matter[] => [
        fromAbove(one(whole, whole, heard), own, look, categoriser.other),
      ]
      if (at === null) return alone()
      const first = one(look(whole.plain.written(0, at)), whole, heard)
      const second = one(look(whole.plain.written(at + 1, whole.text.length)), whole, heard)
      return first.category === second.category ? alone() : [first, shared(first, second)]
    },
  }
}
