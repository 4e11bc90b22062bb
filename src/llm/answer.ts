import { z } from 'zod'
import { natures } from '../grid/town.ts'
import { acts, kinds, urgencies } from '../intake/reading.ts'
import type { ReaderTown } from '../intake/reading.ts'

const slot = z.string().max(40).nullable()

/** What a model may answer for one town: annotation.md, and how sure it is. Nothing in it is a deed. */
export function makeAnswerShape(leaves: ReaderTown['leaves']) {
  const matter = z.object({
    kind: z.enum(kinds),
    category: z.enum(leaves.map(({ code }) => code)),
    nature: z.enum(natures),
    place: z.object({ estate: slot, building: slot, unit: slot, room: slot, spot: slot }),
    occurred: slot,
    urgency: z.enum(urgencies),
    confidential: z.boolean(),
    words: z.string().max(80),
  })
  return z.object({
    act: z.enum(acts),
    sure: z.enum(['high', 'middle', 'low']),
    cases: z.array(matter).max(2),
  })
}

export type AnswerShape = ReturnType<typeof makeAnswerShape>
export type Answer = z.infer<AnswerShape>
export type AnsweredMatter = Answer['cases'][number]

/** The shape as JSON schema, every field required and no other allowed, as the strict mode of endpoints wants it. */
export function schemaOf(shape: AnswerShape): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { target: 'draft-7' })
  return withoutLimits(schema) as Record<string, unknown>
}

/** Strict modes differ in which limits they take; ours are looked at when the answer is here. */
function withoutLimits(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLimits)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => name !== 'maxLength' && name !== 'maxItems')
  return Object.fromEntries(kept.map(([name, entry]: [string, unknown]) => [name, withoutLimits(entry)]))
}

const nothing = new Set(['', 'null', '无', '没有', '未知', 'none', 'n/a'])

/** Small slips that change no meaning: a number for a text, "null" for null, a category with its name behind it. */
function loosened(value: unknown, codes: readonly string[]): unknown {
  if (!isRecord(value) || !Array.isArray(value['cases'])) return value
  return { ...value, cases: value['cases'].map((one: unknown) => looserMatter(one, codes)) }
}

function looserMatter(one: unknown, codes: readonly string[]): unknown {
  if (!isRecord(one)) return one
  const said =
    typeof one['category'] === 'number' ? String(one['category']).padStart(4, '0') : one['category']
  const category =
    typeof said === 'string' ? (codes.find((code) => said.trim().startsWith(code)) ?? said) : said
  const place = isRecord(one['place'])
    ? Object.fromEntries(Object.entries(one['place']).map(([name, entry]) => [name, looserSlot(entry)]))
    : one['place']
  return { words: '', ...one, category, place, occurred: looserSlot(one['occurred']) }
}

function looserSlot(entry: unknown): unknown {
  if (typeof entry === 'number') return String(entry)
  return typeof entry === 'string' && nothing.has(entry.trim().toLowerCase()) ? null : entry
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Braces that are looked at, so that no text makes the looking slow. */
const mostTries = 40

/** Every whole JSON object that stands in a text, outermost only; fences and talk around them are passed over. */
export function objectsIn(text: string): readonly unknown[] {
  const found: unknown[] = []
  let tries = 0
  for (let at = text.indexOf('{'); at >= 0 && tries < mostTries; at = text.indexOf('{', at)) {
    tries += 1
    const end = endOf(text, at)
    const parsed = end === null ? undefined : parsedOf(text.slice(at, end))
    if (end !== null && parsed !== undefined) {
      found.push(parsed)
      at = end
    } else at += 1
  }
  return found
}

/** Behind the brace that closes the one at `from`, strings minded; null where none does. */
function endOf(text: string, from: number): number | null {
  let depth = 0
  let inString = false
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at]
    if (inString) {
      if (sign === '\\') at += 1
      else if (sign === '"') inString = false
    } else if (sign === '"') inString = true
    else if (sign === '{') depth += 1
    else if (sign === '}') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return null
}

function parsedOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export type Taken = { answer: Answer } | { fault: string }

/**
 * The one answer that a text holds. What a model thinks aloud is passed over; where two valid answers differ, none
 * counts: one of them may have been repeated from a resident's words. A new appeal without a matter is none.
 */
export function takeAnswer(text: string, shape: AnswerShape): Taken {
  const codes = shape.shape.cases.element.shape.category.options
  const spoken = text.replaceAll(/<think>[\s\S]*?(?:<\/think>|$)/gu, '').slice(0, 20_000)
  const objects = objectsIn(spoken)
  const read = objects.map((one) => shape.safeParse(loosened(one, codes)))
  const good = new Map<string, Answer>()
  for (const { data } of read) if (data !== undefined) good.set(JSON.stringify(data), data)
  const [answer] = good.values()
  if (good.size > 1) return { fault: '有两个不同的 JSON，只能有一个。' }
  if (answer === undefined) {
    const [first] = read
    return { fault: first?.error ? z.prettifyError(first.error).slice(0, 600) : '没有完整的 JSON 对象。' }
  }
  if ((answer.act === 'new') !== answer.cases.length > 0)
    return { fault: 'act 是 new 时 cases 要有一到两项，不是 new 时必须为空。' }
  return { answer }
}
