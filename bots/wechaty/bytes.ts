import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import type { FileBoxInterface } from 'file-box'
import type { Attachment } from '../../src/chat/inbound.ts'
import type { DownloadStream } from './library.ts'
import type { PuppetLine } from './line.ts'

/** Pictures, voices and files beyond what we are willing to hold in memory. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

/** What a FileBox says of itself in JSON. */
interface BoxOnWire {
  type?: number
  boxType?: number
  name: string
  size?: number
  uuid?: string
}

/** A file that lies on the server and is fetched by a stream of its own. */
const onServer = 7
const unknownMedia = 'application/unknown'

async function gather(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of chunks) {
    signal.throwIfAborted()
    size += part.length
    if (size > most) throw new TooLarge(`more than ${String(most)} bytes`)
    parts.push(part)
  }
  signal.throwIfAborted()
  return Buffer.concat(parts)
}

async function* chunksOf(stream: DownloadStream): AsyncGenerator<Uint8Array> {
  for await (const answer of stream) yield answer.getChunk_asU8()
}

/**
 * Fetches a file that lies on the server by the raw call. The library's own way pipes the answer through without
 * listening for its errors, so a server that dies halfway would end the process (trap 2).
 */
async function download(
  line: PuppetLine,
  uuid: string,
  most: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const request = new line.wire.DownloadRequest()
  request.setId(uuid)
  const stream = line.client.download(request)
  const cancel = (): void => {
    stream.cancel()
  }
  // Cancelling makes the stream fail once more, possibly after nobody reads it any more.
  stream.on('error', () => undefined)
  signal.addEventListener('abort', cancel)
  try {
    return await gather(chunksOf(stream), most, signal)
  } finally {
    signal.removeEventListener('abort', cancel)
    stream.cancel()
  }
}

async function read(box: FileBoxInterface, most: number, signal: AbortSignal): Promise<Uint8Array> {
  const stream: Readable = await box.toStream()
  stream.on('error', () => undefined)
  try {
    return await gather(stream as AsyncIterable<Uint8Array>, most, signal)
  } finally {
    stream.destroy()
  }
}

/**
 * The bytes of a picture, voice or file. Rejects with TooLarge beyond `most` bytes, as early as that is known.
 * `json` is a FileBox as the service hands it over.
 */
export async function attachmentOnWire(
  line: PuppetLine,
  json: string,
  most: number,
  signal: AbortSignal,
): Promise<Attachment> {
  const wire = JSON.parse(json) as BoxOnWire
  const { FileBox } = await import('file-box')
  const box: FileBoxInterface = FileBox.fromJSON(json)
  const type = wire.type ?? wire.boxType
  if (type !== onServer || wire.uuid === undefined) return attachmentOf(box, most, signal)
  refuseLarge(wire.size ?? -1, most)
  return described(box, await download(line, wire.uuid, most, signal))
}

export async function attachmentOf(
  box: FileBoxInterface,
  most: number,
  signal: AbortSignal,
): Promise<Attachment> {
  refuseLarge(box.size, most)
  return described(box, await read(box, most, signal))
}

function refuseLarge(size: number, most: number): void {
  if (size > most) throw new TooLarge(`${String(size)} bytes`)
}

/** The name loses any folders: it comes from a stranger. */
const described = (box: FileBoxInterface, bytes: Uint8Array): Attachment => ({
  name: basename(box.name.replaceAll('\\', '/')),
  mediaType: box.mediaType === unknownMedia ? 'application/octet-stream' : box.mediaType,
  bytes,
})
