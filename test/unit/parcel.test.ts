import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { crc32, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { crcWith, pack, parcel } from '../../src/api/papers/parcel.ts'

async function* each<One>(ones: readonly One[]): AsyncGenerator<One> {
  for (const one of ones) yield await Promise.resolve(one)
}

describe('A parcel', () => {
  it('sums up its pieces as though somebody had looked at the whole', () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 })
    fc.assert(
      fc.property(pieces, (all) => {
        const sum = all.map((piece) => pack(piece)).reduce(crcWith, 0)
        expect(sum).toBe(crc32(Buffer.concat(all)))
      }),
    )
  })

  it('sums up pieces of any size', () => {
    const large = Buffer.alloc(3_000_001, '网格台账')
    expect(crcWith(crc32('前'), pack(large))).toBe(crc32(Buffer.concat([Buffer.from('前'), large])))
  })

  it('packs a piece into memory of its own, which another thread may take over', () => {
    const { bytes } = pack(Buffer.from('短'))
    expect(bytes.buffer.byteLength).toBe(bytes.length)
    expect(() => structuredClone(bytes, { transfer: [bytes.buffer] })).not.toThrow()
  })

  it('holds its parts whole, the large one of many pieces, of none, and of empty ones', async () => {
    const words = ['第一段', '', '第二段'.repeat(50_000), '<末>']
    for (const said of [words, [], ['']]) {
      const zip = await buffer(
        parcel({ 'a.xml': '小' }, 'b/large.xml', each(said.map((one) => pack(Buffer.from(one))))),
      )
      const parts = unzipSync(zip)
      expect(Object.keys(parts)).toEqual(['a.xml', 'b/large.xml'])
      expect(strFromU8(parts['a.xml'] ?? new Uint8Array())).toBe('小')
      expect(strFromU8(parts['b/large.xml'] ?? new Uint8Array())).toBe(said.join(''))
    }
  })

  it('says of its large part where it stands, its sizes and its check sum, at its end', async () => {
    const zip = await buffer(
      parcel({ 'a.xml': '小' }, 'large.xml', each([pack(Buffer.from('一')), pack(Buffer.from('二'))])),
    )
    // The last entry of the list at the end of the file, by the format's own description.
    const end = zip.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
    const said = {
      crc: zip.readUInt32LE(end + 16),
      packed: zip.readUInt32LE(end + 20),
      size: zip.readUInt32LE(end + 24),
    }
    const from = zip.readUInt32LE(end + 42)
    const begins = from + 30 + zip.readUInt16LE(from + 26) + zip.readUInt16LE(from + 28)
    const plain = inflateRawSync(zip.subarray(begins, begins + said.packed))
    expect(plain.toString()).toBe('一二')
    expect(said).toMatchObject({ crc: crc32(plain), size: plain.length })
  })

  it('is closed at once where nobody reads on, though the next piece may never come', async () => {
    const { promise: waitedFor, resolve: waits } = Promise.withResolvers<undefined>()
    const never = (async function* () {
      yield pack(Buffer.from('一'))
      waits(undefined)
      await new Promise(() => undefined)
    })()
    const stream = parcel({}, 'large.xml', never).resume()
    await waitedFor
    const closed = once(stream, 'close')
    stream.destroy()
    await closed
  })

  it('fails where its pieces fail', async () => {
    const broken = (async function* () {
      yield pack(Buffer.from('一'))
      await Promise.resolve()
      throw new Error('the database is away')
    })()
    await expect(buffer(parcel({}, 'large.xml', broken))).rejects.toThrow('the database is away')
  })
})
