import { readFile } from 'node:fs/promises'
import { StartFault } from '../../kernel/errors.ts'

export const truths = ['same', 'other', 'unsure'] as const
/** What a duty officer would say who knows the two messages, that they came from one community within three days, and no more. */
export type Truth = (typeof truths)[number]

export interface Pair {
  line: number
  truth: Truth
  /** In which way the second differs from the first. */
  way: string
  earlier: string
  later: string
}

const isTruth = (word: string): word is Truth => truths.some((truth) => truth === word)

/**
 * Reads the labelled pairs: a line `= words` is an open case, each line `label way words` under it a message that came
 * later. Empty lines and lines with # are passed over. Throws a StartFault that names the line of a fault.
 */
export function pairsIn(text: string): readonly Pair[] {
  const pairs: Pair[] = []
  let earlier: string | null = null
  for (const [index, whole] of text.split('\n').entries()) {
    const said = whole.trim()
    if (said === '' || said.startsWith('#')) continue
    if (said.startsWith('= ')) {
      earlier = said.slice(2)
      continue
    }
    const [, truth = '', way = '', later = ''] = /^(\S+) (\S+) (.+)$/u.exec(said) ?? []
    if (earlier === null || !isTruth(truth))
      throw new StartFault(`line ${String(index + 1)} is no pair: ${said}`)
    pairs.push({ line: index + 1, truth, way, earlier, later })
  }
  return pairs
}

export const readPairs = async (file: string): Promise<readonly Pair[]> =>
  pairsIn(
    await readFile(file, 'utf8').catch(() => {
      throw new StartFault(`${file} cannot be read.`)
    }),
  )
