import type { PlaceSaid } from '../grid/directory.ts'
import type { Nature } from '../grid/town.ts'
import type { Categoriser, LeafScore } from './category.ts'
import { readConfidential } from './confidence.ts'
import type { Look, Looker } from './look.ts'
import { readKind } from './kind.ts'
import { whereCut } from './parts.ts'
import { chooseAddress, furtherBuildings } from './place.ts'
import { occurredOf } from './time.ts'
import { titleOf } from './title.ts'
import { readUrgency } from './urgency.ts'
import type { Kind, Matter, ReaderTown } from './reading.ts'

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

function certaintyOf(ranked: readonly LeafScore[]): number {
  const best = ranked[0]?.score ?? 0
  const next = ranked[1]?.score ?? 0
  return best <= 0 ? 0 : Math.min(0.99, best / (best + next + 0.8))
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

const isNowhere = ({ estate, building, spot }: PlaceSaid): boolean =>
  estate === null && building === null && spot === null

/** The place that the speaker said a line or two above, where this message says none. */
function fromAbove(matter: Matter, own: readonly string[], look: Looker): Matter {
  if (!isNowhere(matter.place)) return matter
  for (const text of own) {
    const place = placeOf(look(text))
    if (!isNowhere(place)) return { ...matter, place }
  }
  return matter
}

export interface MatterReader {
  /** One or two matters of an appeal; `own` is what the speaker said above, newest first, for a place not said again. */
  read(whole: Look, own: readonly string[]): readonly Matter[]
}

export function makeMatterReader({
  town,
  categoriser,
  look,
}: {
  town: ReaderTown
  categoriser: Categoriser
  look: Looker
}): MatterReader {
  const leaves = new Map(town.leaves.map((leaf) => [leaf.code, leaf]))
  const fallback: Leaf = {
    code: categoriser.other,
    name: '其他诉求',
    group: categoriser.other.slice(0, 2),
    nature: 'community_matter',
    urgent: false,
    confidential: false,
  }

  const one = (seen: Look, whole: Look): Matter => {
    const best = seen.ranked[0] && seen.ranked[0].score >= 0.7 ? seen.ranked[0] : null
    const leaf = leaves.get(best?.leaf ?? categoriser.other) ?? leaves.get(categoriser.other) ?? fallback
    const kind = readKind(seen.text, leaf.code, seen.cues)
    const place = placeOf(seen)
    const confidential = readConfidential(whole.text, kind, leaf)
    const occurred = occurredOf(seen.times)
    const evidence: Record<string, string> = {}
    if (best) evidence['category'] = best.words.slice(0, 4).join(' ')
    if (occurred !== null) evidence['occurred'] = occurred
    return {
      kind,
      category: leaf.code,
      nature: natureOf(leaf, kind, seen.text),
      place,
      occurred,
      urgency: readUrgency(seen.hazard, kind, leaf.urgent),
      confidential,
      title: titleOf(place, leaf.name, confidential),
      certainty: best ? certaintyOf(seen.ranked) : 0.1,
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
    read: (whole, own) => {
      const at = whole.text.length <= 600 ? whereCut(whole.text, categoriser) : null
      const alone = (): readonly Matter[] => [fromAbove(one(whole, whole), own, look)]
      if (at === null) return alone()
      const first = one(look(whole.plain.written(0, at)), whole)
      const second = one(look(whole.plain.written(at + 1, whole.text.length)), whole)
      return first.category === second.category ? alone() : [first, shared(first, second)]
    },
  }
}
