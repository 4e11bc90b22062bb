import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { Outage } from '../../src/kernel/errors.ts'
import { diskSentence } from './journal.ts'

export interface Made {
  name: string
  mediaType: string
  bytes: Uint8Array
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.sil': 'audio/silk',
  '.mp3': 'audio/mpeg',
  '.txt': 'text/plain; charset=utf-8',
  '.pdf': 'application/pdf',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

export const mediaTypeOf = (name: string): string =>
  mediaTypes[extname(name).toLowerCase()] ?? 'application/octet-stream'

const withoutExtension = (name: string): string => {
  const extension = extname(name)
  return extension === '' ? name : name.slice(0, -extension.length)
}

function pngChunk(kind: string, body: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(body.length)
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([head, named, check])
}

const pictureWidth = 240
const pictureHeight = 160

/** A plain picture whose colour follows the name, so that two names look different on the page. */
function madePicture(name: string): Buffer {
  const colour = crc32(name)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(pictureWidth, 0)
  header.writeUInt32BE(pictureHeight, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.alloc(1 + pictureWidth * 3)
  for (let x = 0; x < pictureWidth; x++) {
    row.set([(colour >>> 16) & 255, (colour >>> 8) & 255, colour & 255], 1 + x * 3)
  }
  const rows = Buffer.concat(Array.from({ length: pictureHeight }, () => row))
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** What is sent for a picture, a voice or a file of that name; bytes are made up unless given (base64). */
export function makeAttachment(
  kind: 'image' | 'voice' | 'file',
  name: string,
  base64: string | undefined,
): Made {
  if (kind === 'voice') {
    // Voice comes as SILK in a .sil file, whatever the speaker called it.
    const voice = `${withoutExtension(name)}.sil`
    const bytes = base64 === undefined ? Buffer.from('\u0002#!SILK_V3') : Buffer.from(base64, 'base64')
    return { name: voice, mediaType: mediaTypeOf(voice), bytes }
  }
  if (base64 !== undefined) {
    const given = kind === 'image' && extname(name) === '' ? `${name}.jpg` : name
    return { name: given, mediaType: mediaTypeOf(given), bytes: Buffer.from(base64, 'base64') }
  }
  if (kind === 'image') {
    return { name: `${withoutExtension(name)}.png`, mediaType: 'image/png', bytes: madePicture(name) }
  }
  return { name, mediaType: mediaTypeOf(name), bytes: Buffer.from(`${name}\n`, 'utf8') }
}

/** Bytes of pictures, voices and files, one file per message id. */
export interface AttachmentShelf {
  keep(messageId: string, bytes: Uint8Array): void
  pathOf(messageId: string): string
  read(messageId: string): Buffer
}

export function makeAttachmentShelf(folder: string): AttachmentShelf {
  const pathOf = (messageId: string): string => join(folder, messageId)
  return {
    pathOf,
    keep(messageId, bytes) {
      try {
        mkdirSync(folder, { recursive: true })
        writeFileSync(pathOf(messageId), bytes, { mode: 0o600 })
      } catch (error) {
        throw new Outage('chat', diskSentence(error, pathOf(messageId)), { cause: error })
      }
    },
    read: (messageId) => readFileSync(pathOf(messageId)),
  }
}
