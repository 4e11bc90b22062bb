import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { momentOf } from '../../src/db/instants.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'

describe.each(databaseServers)('moments on %s', (server) => {
  let db: FreshDatabase
  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  const zones = [
    'UTC',
    'Asia/Shanghai',
    'America/St_Johns',
    'Asia/Kathmandu',
    'America/New_York',
    'Asia/Kolkata',
  ]
  const said = [
    ...['2026-11-23 09:10:00+08', '2026-11-23 09:10:59.999+08', '2026-02-28 23:59:59.000001Z', '1970-01-01Z'],
    ...['2026-11-23 09:10:00.1+08', '2026-11-23 09:10:00.0123Z', '1900-05-06 12:00Z', '9999-12-31 23:59:59Z'],
    ...['0099-03-01 00:00Z', '12026-01-01Z', '0044-03-15 00:00Z BC', '2024-02-29 00:00Z', '1890-01-01Z'],
  ]

  it.each(zones)('are read as they are, in whatever zone the session stands: %s', async (zone) => {
    await db.dataSource.transaction(async (manager) => {
      await manager.query(`SET LOCAL TIME ZONE '${zone}'`)
      for (const text of said) {
        const [row] = await manager.query<{ at: Date; ms: string; written: string }[]>(
          'SELECT $1::timestamptz AS at, floor(extract(epoch FROM $1::timestamptz) * 1000)::text AS ms, $1::timestamptz::text AS written',
          [text],
        )
        expect(row?.at.getTime(), row?.written).toBe(Number(row?.ms))
      }
    })
  })

  it('are told from what is no moment', async () => {
    const [row] = await db.dataSource.query<{ ever: number; none: null }[]>(
      `SELECT 'infinity'::timestamptz AS ever, NULL::timestamptz AS none`,
    )
    expect(row).toEqual({ ever: Infinity, none: null })
  })

  it.each([
    '',
    '2026-11-23',
    '2026-11-23 09:10:00',
    '2026-11-23T09:10:00+08',
    '2026-11-23 09:10:00+08:30',
    '2026-11-23 09:10:0x+08',
  ])('are left to others where they are written otherwise: %j', (text) => {
    expect(momentOf(text)).toBeNull()
  })
})
