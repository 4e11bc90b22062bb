import { createHash } from 'node:crypto'
import type { CleanPicture, Pictures } from './api/v1/picture-port.ts'

/** More pixels than any telephone takes: what claims more wants to eat the memory. */
const mostPixels = 100_000_000
/** Long enough to read a door plate on; a longer side is made this long. */
const longestSide = 2_560

const kept = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', gif: 'image/gif' } as const
type Kept = keyof typeof kept

const isKept = (format: string): format is Kept => Object.hasOwn(kept, format)

/** Drawn or laid out, not taken: nothing to clean, and not to be opened by a decoder. */
const noPictures: ReadonlySet<string> = new Set(['svg', 'pdf'])

/**
 * The picture drawn anew from its pixels, by what the bytes are and not by what they are called: position, camera, time
 * and whatever else hung on it are gone, and so is anything that was no picture. Turned as it was held. Null where the
 * bytes are no picture that can be opened. The decoder is loaded with the first picture.
 */
async function cleanPicture(bytes: Uint8Array): Promise<CleanPicture | null> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
    const { format } = await picture.metadata()
    if (noPictures.has(format)) return null
    const wanted: Kept = isKept(format) ? format : 'jpeg'
    const drawn = await picture
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .toFormat(wanted)
      .toBuffer()
    return { bytes: drawn, mediaType: kept[wanted] }
  } catch {
    return null
  }
}

/** What an iPhone takes by itself: HEVC, which the decoder does not know. AVIF looks alike and is opened. */
const isHeic = (bytes: Uint8Array): boolean =>
  /^.{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)/su.test(Buffer.from(bytes.subarray(0, 16)).toString('latin1'))

/** Pictures that telephones take and the decoder may not know (HEIC, AVIF, TIFF): not to be handed out as they are. */
const looksLikePicture = (bytes: Uint8Array): boolean => {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  return (
    isHeic(bytes) ||
    /^.{4}ftypavif/su.test(head) ||
    head.startsWith('II*\0') ||
    head.startsWith('MM\0*') ||
    head.startsWith('\xff\xd8\xff')
  )
}

/** Drawing takes a core and a lot of memory for a moment. */
const drawnAtOnce = 2
const waitingAtMost = 20
const keptBytes = 48_000_000

/** Pictures that were drawn lately, by what they were drawn from; the one that lay longest goes first. */
function makeDrawn() {
  const drawn = new Map<string, CleanPicture>()
  let size = 0
  return {
    get(digest: string): CleanPicture | null {
      const known = drawn.get(digest)
      if (known === undefined) return null
      drawn.delete(digest)
      drawn.set(digest, known)
      return known
    },
    keep(digest: string, picture: CleanPicture): void {
      drawn.set(digest, picture)
      size += picture.bytes.length
      for (const [oldest, { bytes }] of drawn) {
        if (size <= keptBytes) return
        drawn.delete(oldest)
        size -= bytes.length
      }
    },
  }
}

export function makePictures(draw: typeof cleanPicture = cleanPicture): Pictures {
  const drawn = makeDrawn()
  const under = new Map<string, Promise<CleanPicture | null>>()
  const waiting: (() => void)[] = []
  let drawing = 0

  async function inTurn(bytes: Uint8Array): Promise<CleanPicture | null> {
    if (drawing >= drawnAtOnce) await new Promise<void>((go) => waiting.push(go))
    else drawing += 1
    try {
      return await draw(bytes)
    } finally {
      // The place is handed on, so that nobody slips in between.
      const next = waiting.shift()
      if (next === undefined) drawing -= 1
      else next()
    }
  }
  async function drawnOnce(digest: string, bytes: Uint8Array): Promise<CleanPicture | null> {
    try {
      const picture = await inTurn(bytes)
      if (picture !== null) drawn.keep(digest, picture)
      return picture
    } finally {
      under.delete(digest)
    }
  }
  return {
    ...{ looksLikePicture, isHeic },
    clean(bytes, tooMany) {
      const digest = createHash('sha256').update(bytes).digest('base64url')
      const known = drawn.get(digest)
      if (known !== null) return Promise.resolve(known)
      const begun = under.get(digest)
      if (begun !== undefined) return begun
      if (waiting.length >= waitingAtMost) return Promise.reject(tooMany())
      const work = drawnOnce(digest, bytes)
      under.set(digest, work)
      return work
    },
  }
}
