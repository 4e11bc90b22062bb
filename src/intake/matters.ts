import type { Nature } from '../grid/town.ts'
import { rankLeaves } from './category.ts'
import type { Categoriser, LeafScore } from './category.ts'
import { readConfidential } from './confidence.ts'
import { hearCues } from './cues.ts'
import type { Gazetteer } from './gazetteer.ts'
import { readKind } from './kind.ts'
import { readPlace } from './place.ts'
import { normalise } from './normalise.ts'
import { findTimes, occurredOf } from './time.ts'
import { titleOf } from './title.ts'
import { readUrgency } from './urgency.ts'
import type { Kind, Matter, ReaderTown } from './reading.ts'

type Leaf = ReaderTown['leaves'][number]

const another =
  /(?:^|[\s,，。！!？?;；])(?:还有|另外|再有|再就是|再一个|再说一个|顺便|顺带|其次|第二|二是|2[.、]|二、|②|以及|同时)|[。！!？?;；\n]/gu
const quarrelling =
  /吵(?:起来|架)|对骂|互骂|互相|打(?:起来|架)|闹僵|双方|两家|谁也不让|谁都不让|纠纷|评评理|争执/u

/** The nature of a matter: the leaf's, unless a quarrel of two sides or a place beyond the township shows (annotation.md). */
function natureOf(leaf: Leaf, kind: Kind, text: string): Nature {
  if (kind !== 'dispute' || !quarrelling.test(text)) return leaf.nature
  return /(?:物业|开发商|学校|店家|商家|公司|工地|医院|饭店|机构)/u.test(text)
    ? 'organisation_dispute'
    : 'resident_dispute'
}

/** Cuts a message in two where another matter begins; null where it is one. */
function cutInTwo(text: string, categoriser: Categoriser): [string, string] | null {
  for (const match of text.matchAll(another)) {
    const first = text.slice(0, match.index)
    const second = text.slice(match.index + 1)
    if (first.length < 5 || second.length < 5) continue
    const a = categoriser.rank(first)[0]
    const b = categoriser.rank(second)[0]
    if (!a || !b || a.leaf === b.leaf || a.score < 2.2 || b.score < 2.2) continue
    const marked = /还有|另外|再有|再就是|再一个|再说|顺便|顺带|其次|第二|二是|2|二、|②|以及/u.test(match[0])
    // Without a word that says so, only two quite different and clear matters are two.
    const apart = a.leaf.slice(0, 2) !== b.leaf.slice(0, 2) && a.score >= 3 && b.score >= 3
    const firstOnBoth = rankLeaves(first).find((entry) => entry.leaf === b.leaf)?.score ?? 0
    if (firstOnBoth < 1.5 && (marked || apart)) return [first, second]
  }
  return null
}

function certaintyOf(ranked: readonly LeafScore[]): number {
  const best = ranked[0]?.score ?? 0
  const next = ranked[1]?.score ?? 0
  return best <= 0 ? 0 : Math.min(0.99, best / (best + next + 0.8))
}

export interface MatterReader {
  /** One or two matters of an appeal, as written in `text`. */
  read(text: string): readonly Matter[]
}

export function makeMatterReader({
  town,
  categoriser,
  gazetteer,
}: {
  town: ReaderTown
  categoriser: Categoriser
  gazetteer: Gazetteer
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

  const one = (text: string, whole: string): Matter => {
    const plain = normalise(text)
    const ranked = categoriser.rank(plain.text)
    const best = ranked[0] && ranked[0].score >= 0.7 ? ranked[0] : null
    const leaf = leaves.get(best?.leaf ?? categoriser.other) ?? leaves.get(categoriser.other) ?? fallback
    const kind = readKind(plain.text, leaf.code, hearCues(plain.text))
    const place = readPlace(plain, gazetteer)
    const confidential = readConfidential(normalise(whole).text, kind, leaf)
    const occurred = occurredOf(findTimes(plain))
    const evidence: Record<string, string> = {}
    if (best) evidence['category'] = best.words.slice(0, 4).join(' ')
    if (occurred !== null) evidence['occurred'] = occurred
    return {
      kind,
      category: leaf.code,
      nature: natureOf(leaf, kind, plain.text),
      place,
      occurred,
      urgency: readUrgency(plain.text, kind, leaf.urgent),
      confidential,
      title: titleOf(place, leaf.name, confidential),
      certainty: best ? certaintyOf(ranked) : 0.1,
      evidence,
    }
  }

  /** The second of two shares the place of the first where it names none of its own. */
  const shared = (first: Matter, second: Matter): Matter => {
    const named = second.place.building ?? second.place.spot ?? second.place.estate
    if (named !== null)
      return { ...second, place: { ...second.place, estate: second.place.estate ?? first.place.estate } }
    return {
      ...second,
      place: first.place,
      title: titleOf(first.place, leaves.get(second.category)?.name ?? '', second.confidential),
    }
  }

  return {
    read: (text) => {
      const parts = text.length <= 600 ? cutInTwo(text, categoriser) : null
      if (!parts) return [one(text, text)]
      const first = one(parts[0], text)
      const second = one(parts[1], text)
      return first.category === second.category ? [one(text, text)] : [first, shared(first, second)]
    },
  }
}
