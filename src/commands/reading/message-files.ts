import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { natures } from '../../grid/town.ts'
import { acts, kinds, urgencies } from '../../intake/reading.ts'
import { reasonOf, StartFault } from '../../kernel/errors.ts'

const slot = z.string().nullable()
const placeShape = z.object({ estate: slot, building: slot, unit: slot, room: slot, spot: slot }).partial()

/** One matter as labelled; every field may be missing and is then not measured. */
const caseShape = z
  .object({
    kind: z.enum(kinds),
    category: z.string(),
    nature: z.enum(natures),
    place: placeShape,
    occurred: slot,
    urgency: z.enum(urgencies),
    confidential: z.boolean(),
  })
  .partial()

const goldShape = z
  .object({ act: z.enum(acts), cases: z.array(caseShape).max(2), pii: z.array(z.string()) })
  .partial()

const messageShape = z.object({
  id: z.string().min(1),
  text: z.string(),
  room: z.enum(['community', 'grid', 'private']).default('community'),
  speaker: z.enum(['resident', 'staff', 'property', 'merchant']).default('resident'),
  name: z.string().nullable().default(null),
  context: z
    .array(
      z.object({
        speaker: z.enum(['resident', 'staff', 'property', 'merchant', 'bot']),
        name: z.string().default(''),
        text: z.string(),
      }),
    )
    .default([]),
})
const labelShape = z.object({ id: z.string().min(1), gold: goldShape })

export type MessageLine = z.infer<typeof messageShape>
export type GoldCase = z.infer<typeof caseShape>
export type Gold = z.infer<typeof goldShape>

/** The lines that could be read, and one English sentence with file and line for each that could not. */
export interface LinesRead<T> {
  lines: readonly T[]
  faults: readonly string[]
}

function faultOf(text: string, shape: z.ZodType): string {
  try {
    const issue = shape.safeParse(JSON.parse(text)).error?.issues[0]
    const path = issue?.path.join('.') ?? ''
    return `${path === '' ? 'the line' : path}: ${issue?.message ?? 'does not fit'}`
  } catch {
    return 'the line is not JSON'
  }
}

/** Reads lines of JSON: empty lines are passed over, a line or an id that does not fit is named. */
function readLines<T extends { id: string }>(
  content: string,
  file: string,
  shape: z.ZodType<T>,
): LinesRead<T> {
  const lines: T[] = []
  const faults: string[] = []
  const seen = new Map<string, number>()
  for (const [index, text] of content.split('\n').entries()) {
    if (text.trim() === '') continue
    const line = parsed(text, shape)
    const where = `${file}:${index + 1}`
    if (line === null) {
      faults.push(`${where}: ${faultOf(text, shape)}`)
    } else if (seen.has(line.id)) {
      faults.push(`${where}: the id ${line.id} stands in line ${seen.get(line.id) ?? 0} already`)
    } else {
      seen.set(line.id, index + 1)
      lines.push(line)
    }
  }
  return { lines, faults }
}

function parsed<T>(text: string, shape: z.ZodType<T>): T | null {
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** The content of a text file. Throws a StartFault that names the file. */
async function contentOf(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\ufeff/u, '')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : reasonOf(error)
    throw new StartFault(`${path} cannot be opened: ${code === 'ENOENT' ? 'there is no such file' : code}`)
  }
}

/** Messages as annotation.md writes them; room, speaker and context may be missing (community, resident, none). */
export const readMessages = async (path: string): Promise<LinesRead<MessageLine>> =>
  readLines(await contentOf(path), path, messageShape)

/** Labels by message id. Throws a StartFault that names every line that does not fit: half a measure is none. */
export async function readLabels(path: string): Promise<ReadonlyMap<string, Gold>> {
  const { lines, faults } = readLines(await contentOf(path), path, labelShape)
  if (faults.length > 0) throw new StartFault(faults.slice(0, 20).join('\n'))
  return new Map(lines.map(({ id, gold }) => [id, gold]))
}
