import type { EntityManager } from 'typeorm'
import type { LinkGap } from '../../chat/link.ts'
import { firstOf, rowsOf } from './rows.ts'

export interface GapStore {
  record(gap: LinkGap): Promise<void>
  /** The latest gaps, newest first. */
  recent(most: number): Promise<readonly LinkGap[]>
}

export function makeGapStore(manager: EntityManager): GapStore {
  return {
    async record(gap) {
      await firstOf(manager, 'INSERT INTO link_gaps (from_at, to_at) VALUES ($1, $2)', [gap.from, gap.to])
    },
    recent: (most) =>
      rowsOf<LinkGap>(
        manager,
        'SELECT from_at AS "from", to_at AS "to" FROM link_gaps ORDER BY to_at DESC, id DESC LIMIT $1',
        [most],
      ),
  }
}
