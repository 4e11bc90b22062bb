import type { IncomingMessage } from 'node:http'
import { RequestFault } from '../problems.ts'
import { bytesOf } from '../v1/body.ts'

const formType = /^application\/x-www-form-urlencoded\s*(?:;\s*charset=(?:"?utf-8"?)\s*)?$/iu
const mostFields = 200

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** What was written, letters that stand there unescaped among them: many clients send them so. */
function textOf(bytes: Buffer): string {
  try {
    return strict.decode(bytes)
  } catch (error) {
    throw new RequestFault('malformed_text', { cause: error })
  }
}

/** One name or value of a form. Bytes that are no UTF-8 are refused, not mended in silence. */
function decoded(part: string): string {
  try {
    const text = decodeURIComponent(part.replaceAll('+', ' '))
    if (text.includes('\0')) throw new RequestFault('malformed_text')
    return text
  } catch (error) {
    throw new RequestFault('malformed_text', { cause: error })
  }
}

/** Name → values in their order. A map, since a name may be anything. */
export type Fields = ReadonlyMap<string, readonly string[]>

/** The fields of an address; Node gives its bytes one by one as letters. */
export const fieldsOfAddress = (query: string): Fields => fieldsOf(textOf(Buffer.from(query, 'latin1')))

/** Reads `a=1&b=2&b=3`; of an address or of a form. */
function fieldsOf(written: string): Fields {
  const fields = new Map<string, string[]>()
  const pairs = written.split('&').filter((pair) => pair !== '')
  if (pairs.length > mostFields) throw new RequestFault('too_large')
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    const name = decoded(at === -1 ? pair : pair.slice(0, at))
    const value = at === -1 ? '' : decoded(pair.slice(at + 1))
    const known = fields.get(name)
    if (known === undefined) fields.set(name, [value])
    else known.push(value)
  }
  return fields
}

/** The form of a POST: urlencoded, UTF-8, at most 1 MB and 200 fields. */
export async function readForm(request: IncomingMessage): Promise<{ text: string; fields: Fields }> {
  const bytes = await bytesOf(request)
  const packed = request.headers['content-encoding'] ?? 'identity'
  if (!formType.test(request.headers['content-type'] ?? '') || packed !== 'identity')
    throw new RequestFault('unsupported_media_type')
  const text = textOf(bytes)
  return { text, fields: fieldsOf(text) }
}

/** The one value of a name; an empty one counts as not given, as the specification wants. */
export const field = (fields: Fields, name: string): string | null => {
  const said = (fields.get(name)?.at(-1) ?? '').trim()
  return said === '' ? null : said
}

/** All values of a name, commas and repeated names alike; null where none was given. */
export function fieldList(fields: Fields, name: string): readonly string[] | null {
  const said = (fields.get(name) ?? [])
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '')
  return said.length === 0 ? null : [...new Set(said)]
}
