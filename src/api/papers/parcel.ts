import { PassThrough, pipeline, Readable } from 'node:stream'
import { constants, crc32, deflateRawSync } from 'node:zlib'
import { Zip, ZipDeflate, type ZipInputFile } from 'fflate'

/** A piece of a file, packed apart from all others: by whichever thread has made it, and put together by another. */
export interface Packed {
  bytes: Uint8Array<ArrayBuffer>
  /** Of what is packed, in bytes. */
  size: number
  crc: number
}

/** Packs a piece so that another may follow; what comes back lies in memory of its own. */
export const pack = (bytes: Uint8Array): Packed => ({
  bytes: new Uint8Array(
    deflateRawSync(bytes, { level: 1, chunkSize: 65_536, finishFlush: constants.Z_SYNC_FLUSH }),
  ),
  ...{ size: bytes.length, crc: crc32(bytes) },
})

/** An empty last block: what stands behind the last piece. */
const packedEnd = new Uint8Array([3, 0])

/** The generator of the check sum, its lowest power first (as zip has it). */
const generator = 0xedb88320
const highest = 0x80000000

/** The product of two polynomials, less the generator. */
function product(a: number, b: number): number {
  let [sum, shifted] = [0, b]
  for (let bit = highest; bit !== 0; bit >>>= 1) {
    if ((a & bit) !== 0) sum ^= shifted
    shifted = (shifted & 1) === 1 ? (shifted >>> 1) ^ generator : shifted >>> 1
  }
  return sum >>> 0
}

/** The check sum of what has this one and then the piece, without looking at either again. */
export function crcWith(before: number, { size, crc }: Packed): number {
  // x to the power of 8 for each byte that follows, by squares.
  let [power, square] = [highest, 0x00800000]
  for (let left = size; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) power = product(square, power)
    square = product(square, square)
  }
  return (product(power, before) ^ crc) >>> 0
}

async function* written(
  small: Readonly<Record<string, string>>,
  large: string,
  pieces: AsyncIterable<Packed>,
): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error
    made.push(bytes)
  })
  for (const [name, content] of Object.entries(small)) {
    const file = new ZipDeflate(name)
    zip.add(file)
    file.push(Buffer.from(content), true)
  }
  const file: ZipInputFile = { filename: large, compression: 8, size: 0, crc: 0 }
  zip.add(file)
  for await (const piece of pieces) {
    file.size += piece.size
    file.crc = crcWith(file.crc, piece)
    file.ondata?.(null, piece.bytes, false)
    yield* made.splice(0)
  }
  file.ondata?.(null, packedEnd, true)
  zip.end()
  yield* made
}

/**
 * A zip file of some small parts and a large one, written while its pieces come. It fails with their error, and takes no
 * more of them once nobody reads it; then it is closed at once, also while a piece is still waited for.
 */
export const parcel = (
  small: Readonly<Record<string, string>>,
  large: string,
  pieces: AsyncIterable<Packed>,
): Readable =>
  pipeline(
    Readable.from(written(small, large, pieces), { objectMode: false }),
    new PassThrough(),
    // Whoever reads it learns of the error.
    () => undefined,
  )
