import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { reasonOf, StartFault } from '../../kernel/errors.ts'

/** What the caller of read or eval asked for; every path is absolute. */
export interface Asked {
  reader: 'offline' | 'llm'
  town: string | null
  second: string | null
  details: boolean
  files: readonly string[]
}

/** Parses the words behind `npm run read --` and `npm run eval --`. Throws a StartFault with one sentence and the usage. */
export function askedOf(words: readonly string[], from: string, usage: string, files: number): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        town: { type: 'string' },
        reader: { type: 'string', default: 'offline' },
        second: { type: 'string' },
        details: { type: 'boolean', default: false },
      },
    })
    if (positionals.length !== files) {
      throw new StartFault(
        `${files === 1 ? 'One file is' : `${files} files are`} expected, ${positionals.length} given.`,
      )
    }
    const { reader } = values
    if (reader !== 'offline' && reader !== 'llm')
      throw new StartFault(`--reader ${reader} is not known: offline or llm.`)
    const path = (given: string | undefined): string | null =>
      given === undefined ? null : resolve(from, given)
    return {
      reader,
      town: path(values.town),
      second: path(values.second),
      details: values.details,
      files: positionals.map((file) => resolve(from, file)),
    }
  } catch (error) {
    throw new StartFault(`${reasonOf(error)}\nUsage: ${usage}`)
  }
}
