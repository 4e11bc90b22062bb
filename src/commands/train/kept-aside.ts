import { lotOf } from '../../intake/model/vector.ts'
import type { Signed } from './signed.ts'

/** One speaker in so many is kept aside. */
const oneIn = 10

/** Whether nothing this speaker of a voice says is learnt from: a tenth of the speakers, always the same ones. */
const isKeptAside = (voice: string, name: string): boolean =>
  lotOf(`kept aside: ${voice} ${name}`) % oneIn === 0

/** What is learnt from and what is kept aside by speaker, so that nobody who is measured was heard before. */
export function parted<T extends Pick<Signed, 'line'>>(
  voice: string,
  lines: readonly T[],
): { learnt: readonly T[]; kept: readonly T[] } {
  return {
    learnt: lines.filter(({ line }) => !isKeptAside(voice, line.name)),
    kept: lines.filter(({ line }) => isKeptAside(voice, line.name)),
  }
}
