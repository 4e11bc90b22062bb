import type { PlaceSaid } from '../grid/directory.ts'
import type { Ground } from '../grid/ground.ts'
import type { Nature } from '../grid/town.ts'
import type { Kind } from '../intake/reading.ts'
import { conductLeaf } from '../routing/rows.ts'
import type { CaseRecord } from './case.ts'
import type { EventFacts } from './event.ts'
import { fileCase, type MoveOrder } from './orders.ts'

/** What the duty officer says of a case where the reader was wrong; what is left out stays as it was read. */
export interface FiledAs {
  kind?: Kind | undefined
  category?: string | undefined
  nature?: Nature | undefined
  /** In the place of what was read, whole. */
  place?: PlaceSaid | undefined
}

type Corrected = Partial<
  Pick<CaseRecord, 'kind' | 'category' | 'nature' | 'place' | 'confidential' | 'urgency' | 'title'>
>
type Read = Pick<CaseRecord, 'kind' | 'category' | 'nature' | 'urgency'>

/**
 * How the case stands once it is corrected. Another leaf brings its own nature, secrecy, haste and title along; what was
 * confidential stays so, and an emergency stays one: neither is lowered by the way (3.5, 3.8).
 */
export function corrected(record: Read, as: FiledAs, { directory }: Ground): Corrected {
  const moved = as.category !== undefined && as.category !== record.category
  const leaf = moved ? directory.leaf(as.category ?? '') : null
  const old = directory.leaf(record.category)
  const kind = as.kind ?? record.kind
  // 3.5: complaints and reports about an official.
  const accuses = leaf?.code === conductLeaf && (kind === 'complaint' || kind === 'report')
  const hasteOfOldLeaf = record.urgency === 'urgent' && old?.urgent === true
  return {
    ...(as.kind === undefined ? {} : { kind: as.kind }),
    ...(as.category === undefined ? {} : { category: as.category }),
    ...((as.nature ?? leaf?.nature) ? { nature: as.nature ?? leaf?.nature ?? record.nature } : {}),
    ...(as.place === undefined ? {} : { place: as.place }),
    ...(leaf === null ? {} : { title: leaf.name }),
    ...(leaf?.confidential === true || accuses ? { confidential: true } : {}),
    ...(leaf?.urgent === true && record.urgency === 'normal' ? { urgency: 'urgent' as const } : {}),
    ...(leaf?.urgent === false && hasteOfOldLeaf ? { urgency: 'normal' as const } : {}),
  }
}

const fields = ['kind', 'category', 'nature', 'urgency', 'confidential'] as const

/** Codes alone: where it is stays with the case, which can forget it. */
export function factsOfCorrection(record: CaseRecord, after: Corrected): EventFacts {
  const changed = fields.filter((name) => after[name] !== undefined && after[name] !== record[name])
  const names = [...changed, ...(after.place === undefined ? [] : ['place'])]
  return names.length === 0
    ? {}
    : {
        corrected: names,
        ...Object.fromEntries(changed.map((name) => [name, after[name] ?? null])),
        ...Object.fromEntries(changed.map((name) => [`${name}Before`, record[name]])),
      }
}

/**
 * 立案 with what the duty officer knows better (2.1: nature, category, place). The director's authority is that for the
 * leaf it is filed under (2.3); where the director must agree, the correction stands meanwhile.
 */
export function fileCaseAs(record: CaseRecord, as: FiledAs, ground: Ground): MoveOrder {
  const order = fileCase()
  const after = corrected(record, as, ground)
  return {
    ...order,
    facts: factsOfCorrection(record, after),
    change: (present, now) => ({ ...order.change(present, now), ...after }),
    stands: after,
  }
}
