import type { Directory, Holding } from '../../grid/directory.ts'
import type { AreaLevel } from '../../grid/town.ts'

const fromBelow: readonly AreaLevel[] = ['grid', 'community', 'township', 'county']

/** The post that says which area or department is somebody's own: the lowest, of several the one held as primary. */
export function ownSeat(
  person: string,
  directory: Directory,
  fits: (holding: Holding) => boolean = () => true,
): Holding | null {
  const level = (holding: Holding): number =>
    fromBelow.indexOf(directory.area(holding.area)?.level ?? 'county')
  return (
    directory
      .holdings(person)
      .filter(fits)
      .toSorted((a, b) => level(a) - level(b) || a.rank - b.rank)[0] ?? null
  )
}
