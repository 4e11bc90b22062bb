import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import {
  closedOutside,
  disputes,
  type OutsideQuery,
  type OutsideRequest,
  type OutsideStore,
  unseenUnlessSent,
} from '../../cases/outside.ts'
import { violenceLeaf } from '../../routing/rows.ts'
import { type CaseRow, cases } from '../schema/cases.ts'
import { loadCases } from './cases.ts'
import { clean, jsonText } from './clean.ts'
import { firstOf, rowsOf } from './rows.ts'

/** `isFollowed` of the cases, said in SQL; a test holds the two together. */
function narrowToFollowed(query: SelectQueryBuilder<CaseRow>, { asker }: OutsideQuery): void {
  query
    .where('NOT c.confidential AND c.category <> :violence', { violence: violenceLeaf })
    .andWhere(`c.kind <> 'praise'`)
    .andWhere(`(c.source = 'outside' OR NOT c.state = ANY(:unseen))`, { unseen: [...unseenUnlessSent] })
  if (asker === 'anybody')
    query
      .andWhere(`c.about = '{}'::text[]`)
      .andWhere('NOT c.nature = ANY(:disputes)', { disputes: [...disputes] })
}

function narrow(query: SelectQueryBuilder<CaseRow>, wanted: OutsideQuery): void {
  const { numbers, categories, status, from, to } = wanted
  if (numbers !== undefined) query.andWhere('c.number = ANY(:numbers)', { numbers: [...numbers] })
  if (categories !== undefined)
    query.andWhere('c.category = ANY(:categories)', { categories: [...categories] })
  if (status !== undefined)
    query.andWhere(`${status === 'open' ? 'NOT ' : ''}c.state = ANY(:closed)`, { closed: [...closedOutside] })
  if (from !== undefined) query.andWhere('c.receivedAt >= :from', { from })
  if (to !== undefined) query.andWhere('c.receivedAt <= :to', { to })
}

/** When each of these cases was last moved. */
async function lastMoved(
  manager: EntityManager,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await rowsOf<{ id: string; at: Date }>(
    manager,
    `SELECT case_id AS id, max(moved_at) AS at FROM case_events WHERE case_id = ANY($1::text[]) GROUP BY case_id`,
    [[...caseIds]],
  )
  return new Map(rows.map(({ id, at }) => [id, at]))
}

async function requestsOf(
  manager: EntityManager,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, OutsideRequest>> {
  const rows = await rowsOf<OutsideRequest>(
    manager,
    `SELECT case_id AS "caseId", key_id AS key, lat, long, attributes, media_url AS "mediaUrl"
     FROM outside_requests WHERE case_id = ANY($1::text[])`,
    [[...caseIds]],
  )
  return new Map(rows.map((request) => [request.caseId, request]))
}

export const makeOutsideStore = (manager: EntityManager): OutsideStore => ({
  async add({ caseId, key, lat, long, attributes, mediaUrl }) {
    await firstOf(
      manager,
      `INSERT INTO outside_requests (case_id, key_id, lat, long, attributes, media_url)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [caseId, key, lat, long, jsonText(attributes), mediaUrl],
    )
  },

  ofCase: async (caseId) => (await requestsOf(manager, [caseId])).get(caseId) ?? null,

  async followed(asked) {
    const wanted = clean(asked)
    const query = manager.createQueryBuilder(cases, 'c')
    narrowToFollowed(query, wanted)
    narrow(query, wanted)
    const ordered = query.orderBy('c.receivedAt', 'DESC').addOrderBy('c.id', 'DESC')
    const records = await loadCases(manager, ordered.offset(wanted.skip).limit(wanted.most))
    const ids = records.map(({ id }) => id)
    const [moved, requests] = [await lastMoved(manager, ids), await requestsOf(manager, ids)]
    return records.map((record) => ({
      record,
      updatedAt: moved.get(record.id) ?? record.receivedAt,
      request: requests.get(record.id) ?? null,
    }))
  },
})
