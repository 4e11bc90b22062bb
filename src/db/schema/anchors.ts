import { EntitySchema } from 'typeorm'
import type { Anchor } from '../../cases/anchors.ts'
import { id, text, textOrNull, time, timeOrNull, whole } from './columns.ts'

/** The chain of the centre, one link a night (2.2). Only ever added to. */
export const chainAnchors = new EntitySchema<Anchor>({
  name: 'chain_anchors',
  columns: {
    seq: { ...whole, primary: true },
    from: { ...timeOrNull, name: 'from_at' },
    to: { ...time, name: 'to_at' },
    heads: whole,
    digest: text,
    previousHash: textOrNull,
    hash: text,
  },
})

export interface AnchoredHeadRow {
  anchor: number
  caseId: string
  seq: number
  hash: string
}

/** The ends of chains that an anchor holds, so that a broken one can be named. Only ever added to. */
export const anchoredHeads = new EntitySchema<AnchoredHeadRow>({
  name: 'anchored_heads',
  columns: {
    anchor: { ...whole, primary: true },
    caseId: { ...id, primary: true },
    seq: whole,
    hash: text,
  },
})
