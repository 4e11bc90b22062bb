import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlaceSaid } from '../../src/grid/directory.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { locatePlaceByPlace } from '../support/locate-place-by-place.ts'
import { randomEstates, randomRooms, randomTown } from '../support/random-town.ts'

const estates = [...randomEstates, '老厂', '别处小区', '小区', 'C0']
const numbered = ['3', '4号楼', '7', '11栋', '3号楼', '60', '东区2', '东区3号楼', 'A2', '1号院', '1期3号楼']
const buildings = [...numbered, 'B座', '丙栋', '二组', '第四组', '东区', '邮电楼', '二期', '看着办']

const said: fc.Arbitrary<PlaceSaid> = fc.record({
  estate: fc.option(fc.constantFrom(...estates)),
  building: fc.option(fc.constantFrom(...buildings), { freq: 6 }),
  unit: fc.option(fc.constantFrom('1', '3单元', '九')),
  room: fc.constant(null),
  spot: fc.option(fc.constantFrom('人民路', '青石桥边', '翠苑门口', '楼道', '老厂西门')),
})
const from = fc.record({
  room: fc.option(fc.constantFrom(...randomRooms, 'unknown'), { freq: 4 }),
  home: fc.option(fc.constantFrom(...estates)),
})

describe('A place is found by index', () => {
  it('as it is by looking at every place, in any town, for any words', () => {
    const asked = fc.array(fc.tuple(said, from), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(randomTown, asked, (town, questions) => {
        const directory = makeDirectory(town)
        const placeByPlace = locatePlaceByPlace(town, directory)
        for (const [place, around] of questions)
          expect(directory.locate(place, around)).toEqual(placeByPlace(place, around))
      }),
      { numRuns: 1_000 },
    )
  })
})
