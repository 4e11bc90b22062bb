import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { RequestFault } from '../problems.ts'
import type { UploadedFile } from './route.ts'

const mostBytes = 1_000_000
const deepest = 32

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** The whole body; refused as soon as it is larger than allowed. */
export async function bytesOf(request: IncomingMessage, most = mostBytes): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > most) throw new RequestFault('too_large')
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    const bytes = part as Buffer
    size += bytes.length
    if (size > most) throw new RequestFault('too_large')
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}

/** How deep a JSON text nests, without building what it says. */
function depthOf(text: string): number {
  let [depth, most, quoted] = [0, 0, false]
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (quoted) {
      if (sign === '\\') at += 1
      else if (sign === '"') quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === '[' || sign === '{') most = Math.max(most, (depth += 1))
    else if (sign === ']' || sign === '}') depth -= 1
  }
  return most
}

const jsonType = /^application\/json\s*(?:;\s*charset=(?:"?utf-8"?)\s*)?$/iu
const escapedNul = /(?<!\\)(?:\\\\)*\\u0000/u

/**
 * Reads a JSON body by hand, because the usual parsers mend bad UTF-8 in silence: strict UTF-8, no NUL, nested at most
 * 32 deep, at most 1 MB, not packed. `text` is what was written, for comparing two requests. An empty body is null.
 */
export async function readBody(request: IncomingMessage): Promise<{ text: string; value: unknown }> {
  const bytes = await bytesOf(request)
  if (bytes.length === 0) return { text: '', value: null }
  const type = request.headers['content-type'] ?? ''
  const packed = request.headers['content-encoding'] ?? 'identity'
  if (!jsonType.test(type) || packed !== 'identity') throw new RequestFault('unsupported_media_type')
  let text: string
  try {
    text = strict.decode(bytes)
  } catch (error) {
    throw new RequestFault('malformed_text', { cause: error })
  }
  if (text.includes('\0') || escapedNul.test(text)) throw new RequestFault('malformed_text')
  if (depthOf(text) > deepest) throw new RequestFault('too_deep')
  try {
    return { text, value: JSON.parse(text) }
  } catch (error) {
    throw new RequestFault('malformed_json', { cause: error })
  }
}

/** A body that is a file; `text` is its digest, for comparing two requests. What it truly is, its reader finds out. */
export async function readFileBody(
  request: IncomingMessage,
  { mediaTypes, mostBytes: most }: { mediaTypes: readonly string[]; mostBytes: number },
): Promise<{ text: string; upload: UploadedFile }> {
  const mediaType = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const packed = request.headers['content-encoding'] ?? 'identity'
  if (!mediaTypes.includes(mediaType) || packed !== 'identity')
    throw new RequestFault('unsupported_media_type')
  const bytes = await bytesOf(request, most)
  return { text: createHash('sha256').update(bytes).digest('base64url'), upload: { bytes, mediaType } }
}
