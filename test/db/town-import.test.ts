import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeExportTown, makeImportTown } from '../../src/grid/actions.ts'
import { instant } from '../../src/kernel/clock.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'
import { acceptedTown, exampleFolder, readTexts } from '../support/town-texts.ts'

const clock = { now: () => instant('2026-11-23T01:00:00Z') }

describe.each(databaseServers)('a town imported on %s', (server) => {
  let db: FreshDatabase
  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  const importOnce = () =>
    db.unitOfWork.run(({ town }) =>
      makeImportTown({ store: town, clock })({ folder: exampleFolder, by: 'test' }),
    )

  it('comes back as it was, is not saved twice, and can be exported and read again', async () => {
    const first = await importOnce()
    expect(first).toMatchObject({ saved: true, report: null })
    const kept = await db.stores.town.load()
    const read = acceptedTown()
    expect(kept).toMatchObject({ town: read.town, rules: read.rules })

    expect(await importOnce()).toMatchObject({ saved: false, revision: kept?.revision })

    const files = await makeExportTown({ store: db.stores.town })()
    const again = readTexts({
      town: files?.['town.yaml'] ?? '',
      categories: files?.['categories.yaml'] ?? '',
      rules: files?.['rules.yaml'] ?? '',
    })
    expect('faults' in again ? again.faults : [again.town, again.rules]).toEqual([read.town, read.rules])
  })
})
