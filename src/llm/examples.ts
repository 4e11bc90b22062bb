import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Heard } from '../intake/reading.ts'
import { makeHiding } from './hiding.ts'
import { quotedLine } from './question.ts'

const file = join(import.meta.dirname, '../../prompts/read-message/examples.yaml')
const who = z.enum(['resident', 'staff', 'property', 'merchant'])
const example = z.strictObject({
  name: z.string(),
  /** Stands in the prompt; the others only test. */
  shown: z.boolean(),
  heard: z.strictObject({
    room: z.enum(['community', 'grid', 'private']),
    speaker: who,
    name: z.string().nullable().default(null),
    said: z.string(),
    above: z
      .array(z.strictObject({ speaker: who.or(z.literal('bot')), name: z.string(), text: z.string() }))
      .default([]),
  }),
  answer: z.record(z.string(), z.unknown()),
})

/** A message written for a prompt, and the answer that is expected. */
export interface Example {
  name: string
  shown: boolean
  heard: Heard
  answer: Readonly<Record<string, unknown>>
}

export async function loadExamples(): Promise<readonly Example[]> {
  const listed = z.array(example).parse(parse(await readFile(file, 'utf8')))
  return listed.map(({ name, shown, heard: { said, above, ...heard }, answer }) => ({
    ...{ name, shown, answer },
    heard: { ...heard, text: said, context: above },
  }))
}

/** The examples that stand in the prompt, as the model sees messages and answers. */
export const shownExamples = (examples: readonly Example[]): string =>
  examples
    .filter(({ shown }) => shown)
    .map(({ heard, answer }) => `${quotedLine(heard, makeHiding([], []))}\n→ ${JSON.stringify(answer)}`)
    .join('\n')
