import { describe, expect, it } from 'vitest'
import type { CleanPicture } from '../../src/api/v1/picture-port.ts'
import { makePictures } from '../../src/pictures.ts'

const tooMany = (): Error => new Error('too many')

/** A painter that paints when it is told, and counts how many pictures it has in hand. */
function painter(size = 10) {
  const begun: ((picture: CleanPicture | null) => void)[] = []
  let [inHand, most] = [0, 0]
  const draw = async (): Promise<CleanPicture | null> => {
    inHand += 1
    most = Math.max(most, inHand)
    const picture = await new Promise<CleanPicture | null>((paint) => begun.push(paint))
    inHand -= 1
    return picture
  }
  const picture: CleanPicture = { bytes: new Uint8Array(size), mediaType: 'image/jpeg' }
  return {
    draw,
    begun: () => begun.length,
    most: () => most,
    async paintAll(of: CleanPicture | null = picture): Promise<void> {
      // Those that begin meanwhile are painted as well.
      for (const paint of begun) {
        paint(of)
        await new Promise((rest) => setImmediate(rest))
      }
    },
  }
}
const bytesOf = (n: number): Uint8Array => new Uint8Array([n >> 8, n & 255])

describe('Pictures', () => {
  it('are drawn two at a time, wait in a short line, and are refused behind it', async () => {
    const { draw, begun, most, paintAll } = painter()
    const { clean } = makePictures(draw)
    const asked = Array.from({ length: 22 }, (_, n) => clean(bytesOf(n), tooMany))
    expect(begun()).toBe(2)
    await expect(clean(bytesOf(99), tooMany)).rejects.toThrow('too many')
    await paintAll()
    expect((await Promise.all(asked)).every((one) => one?.mediaType === 'image/jpeg')).toBe(true)
    expect([begun(), most()]).toEqual([22, 2])
    const later = clean(bytesOf(99), tooMany)
    await paintAll()
    expect(await later).not.toBeNull()
  })

  it('are drawn once for all who ask at the same time, and for those who ask again', async () => {
    const { draw, begun, paintAll } = painter()
    const { clean } = makePictures(draw)
    const both = [clean(bytesOf(1), tooMany), clean(bytesOf(1), tooMany)]
    await paintAll()
    expect(await Promise.all(both)).toHaveLength(2)
    expect(await clean(bytesOf(1), tooMany)).not.toBeNull()
    expect(begun()).toBe(1)
  })

  it('are kept within bounds, and what was none is looked at again', async () => {
    const { draw, begun, paintAll } = painter(20_000_000)
    const { clean } = makePictures(draw)
    for (const n of [1, 2, 3, 1]) {
      const asked = clean(bytesOf(n), tooMany)
      await paintAll()
      await asked
    }
    expect(begun()).toBe(4)
    for (const n of [7, 7]) {
      const asked = clean(bytesOf(n), tooMany)
      await paintAll(null)
      expect(await asked).toBeNull()
    }
    expect(begun()).toBe(6)
  })
})

describe('A picture that the decoder does not know', () => {
  const pictures = makePictures(() => Promise.resolve(null))
  const said = (head: string): Uint8Array => Buffer.from(`${head}${'\0'.repeat(16)}`, 'latin1')
  const file = (brand: string): Uint8Array => said(`\0\0\0\x18ftyp${brand}`)

  it.each(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1'])(
    'is known for a HEIC by its brand: %s',
    (brand) => {
      expect([pictures.isHeic(file(brand)), pictures.looksLikePicture(file(brand))]).toEqual([true, true])
    },
  )

  it('is no HEIC where it is another of the family or says so elsewhere, and yet a picture where it is one', () => {
    const others = [file('avif'), said('II*\0'), said('MM\0*'), said('\xff\xd8\xff')]
    for (const one of others)
      expect([pictures.isHeic(one), pictures.looksLikePicture(one)]).toEqual([false, true])
    for (const one of [file('isom'), file('qt  '), said('ftypheic'), said('PK'), new Uint8Array()])
      expect([pictures.isHeic(one), pictures.looksLikePicture(one)]).toEqual([false, false])
  })
})
