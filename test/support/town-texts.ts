import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { faultText } from '../../src/grid/faults.ts'
import { readTown } from '../../src/grid/town-file.ts'
import type { TownRead } from '../../src/grid/town-file.ts'

/** Where the example town lies. */
export const exampleFolder = new URL('../../towns/qinghe', import.meta.url).pathname

/** The files of a town as text; without rules, there is no rules.yaml. */
export interface TownTexts {
  town: string
  categories: string
  rules?: string
}

export const exampleTexts: TownTexts = {
  town: readFileSync(join(exampleFolder, 'town.yaml'), 'utf8'),
  categories: readFileSync(join(exampleFolder, 'categories.yaml'), 'utf8'),
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

export const readTexts = ({ town, categories, rules }: TownTexts) =>
  readTown({
    'town.yaml': utf8(town),
    'categories.yaml': utf8(categories),
    'rules.yaml': rules === undefined ? null : utf8(rules),
  })

/** The text with one passage replaced; a passage that is not there is a mistake of the test. */
export function edited(text: string, was: string, is: string): string {
  if (!text.includes(was)) throw new Error(`the example has no ${was}`)
  return text.replace(was, () => is)
}

export function faultsOf(texts: Partial<TownTexts>): readonly string[] {
  const read = readTexts({ ...exampleTexts, ...texts })
  return 'faults' in read ? read.faults.map(faultText) : []
}

export function acceptedTown(texts: Partial<TownTexts> = {}): TownRead {
  const read = readTexts({ ...exampleTexts, ...texts })
  if ('faults' in read) throw new Error(read.faults.map(faultText).join('\n'))
  return read
}
