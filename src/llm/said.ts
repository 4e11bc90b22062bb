import { inFigures, normalise, numeralClass } from '../intake/normalise.ts'

const even = (text: string): string => normalise(text).text.replaceAll(/\s+/gu, '')
const numberRun = new RegExp(`[a-h]?[${numeralClass}]+|[a-h](?![a-z])`, 'gu')

/** Whether words stand literally in what was said, width, case and blanks apart. */
export function isSaid(words: string, said: readonly string[]): boolean {
  const looked = even(words)
  return looked !== '' && said.some((text) => even(text).includes(looked))
}

/** Whether the number of a house, a unit or a flat stands in what was said, in figures or in characters (六号楼 → 6). */
export function isNumberSaid(value: string, said: readonly string[]): boolean {
  const looked = even(value).toUpperCase()
  return said.some((text) =>
    [...normalise(text).text.matchAll(numberRun)].some(([run]) => inFigures(run) === looked),
  )
}
