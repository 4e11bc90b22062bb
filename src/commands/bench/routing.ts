import type { PlaceSaid } from '../../grid/directory.ts'
import type { Ground } from '../../grid/ground.ts'
import { makeDirectory } from '../../grid/make-directory.ts'
import { instant } from '../../kernel/clock.ts'
import type { Appeal } from '../../routing/decision.ts'
import { route } from '../../routing/rules.ts'
import { figure } from './figures.ts'
import type { Section } from './figures.ts'
import { largeTown } from './large-town.ts'

const said = (wanted: Partial<PlaceSaid>): PlaceSaid => ({
  ...{ estate: null, building: null, unit: null, room: null, spot: null },
  ...wanted,
})

const gridOf = (index: number): string => `G${String(index % 50)}-${String(index % 10)}`

/** What residents say about where, from the easiest to the hardest to find. */
const sayings: Readonly<Record<string, (index: number) => Pick<Appeal, 'place' | 'room'>>> = {
  estateAndBuilding: (index) => ({
    place: said({ estate: `${gridOf(index)}的${String(index % 2)}大院`, building: String((index % 24) + 1) }),
    room: null,
  }),
  roadInAPhrase: (index) => ({
    place: said({ spot: `${gridOf(index)}的0路7段路口的路灯下面` }),
    room: `room-C${String(index % 50)}`,
  }),
  buildingInAGridsRoom: (index) => ({
    place: said({ building: `${String((index % 24) + 1)}号楼`, unit: '2单元', spot: '楼道' }),
    room: `room-${gridOf(index)}`,
  }),
  buildingInACommunitysRoom: (index) => ({
    place: said({ building: `${String((index % 24) + 1)}号楼`, spot: '楼道' }),
    room: `room-C${String(index % 50)}`,
  }),
  buildingThatIsNot: (index) => ({
    place: said({ building: `${String(1_000 + (index % 50))}号楼` }),
    room: `room-C${String(index % 50)}`,
  }),
  strangeWords: (index) => ({
    place: said({ estate: '谁也不知道的花园', spot: `在那边第${String(index)}个路口往里走一点的小卖部门口` }),
    room: `room-C${String(index % 50)}`,
  }),
}

/** Everyday leaves of the example town. */
const leaves = ['0201', '0102', '0402', '0106', '1001']

/** One routing decision in a town of 500 grids and 20,000 places; the measure is under 200 µs. */
export function benchRouting(ground: Ground): Section {
  const town = largeTown(ground.directory.data)
  const began = performance.now()
  const directory = makeDirectory(town)
  const made = Math.round(performance.now() - began)
  const context = { ...ground, directory, now: instant('2026-11-23T09:10:00+08:00') }
  const appeal = (index: number, where: Pick<Appeal, 'place' | 'room'>): Appeal => {
    const category = leaves[index % leaves.length] ?? '0201'
    const nature = directory.leaf(category)?.nature ?? 'community_matter'
    return {
      ...{ kind: 'help', category, nature, urgency: index % 5 === 0 ? 'emergency' : 'normal' },
      ...{ confidential: false, homeEstate: null, grid: null, about: [], ...where },
    }
  }
  return {
    grids: town.areas.filter(({ level }) => level === 'grid').length,
    places: town.places.length,
    directoryMs: made,
    ...Object.fromEntries(
      Object.entries(sayings).map(([name, saying]) => [
        name,
        figure((index) => route(appeal(index, saying(index)), context)),
      ]),
    ),
  }
}
