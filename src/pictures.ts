/** A picture without anything but its pixels. */
export interface CleanPicture {
  bytes: Uint8Array
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif'
}

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
export async function cleanPicture(bytes: Uint8Array): Promise<CleanPicture | null> {
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

/** Pictures that telephones take and the decoder may not know (HEIC, AVIF, TIFF): not to be handed out as they are. */
export const looksLikePicture = (bytes: Uint8Array): boolean => {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  return (
    /^.{4}ftyp(?:heic|heix|mif1|msf1|avif)/su.test(head) ||
    head.startsWith('II*\0') ||
    head.startsWith('MM\0*') ||
    head.startsWith('\xff\xd8\xff')
  )
}
