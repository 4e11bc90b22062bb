import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/** A key by which values lie sealed; the id stands in front of each, so that keys can be changed while both are in use. */
export interface SealingKey {
  /** Letters and figures, at most 16. */
  id: string
  /** 32 bytes. */
  secret: Uint8Array
}

/** The keys of this product: one seals, all open. */
export interface KeyRing {
  current(): SealingKey
  /** Null where the key is not there, also after looking anew. */
  byId(id: string): SealingKey | null
  all(): readonly SealingKey[]
}

/** Where a value stands: it opens nowhere else. */
export interface Spot {
  /** `table.column`, or what kind of file. */
  place: string
  /** The row's own key. */
  row: string
}

/**
 * Seals private values with AES-256-GCM. Each place has keys of its own, derived from the ring's by HKDF, and the spot is
 * part of what is proved: a value that was moved to another row, or changed by one bit, does not open but throws.
 */
export interface Sealing {
  seal(value: string, spot: Spot): string
  /** The value; what is not sealed (kept before there were keys) comes back as it is. Throws where it does not open. */
  open(kept: string, spot: Spot): string
  sealBytes(bytes: Uint8Array, spot: Spot): Uint8Array
  openBytes(kept: Uint8Array, spot: Spot): Uint8Array
  /** Sealed under the key that seals now. */
  isCurrent(kept: string | Uint8Array): boolean
  /** In front of everything that the present key seals: for finding what it has not sealed yet. */
  currentMark(): string
  /** To find equal values by, without opening any: one digest for each key, that of the present one first. */
  digests(value: string, place: string): readonly string[]
}

const mark = 'sealed.1.'
const bytesMark = Buffer.from(mark, 'latin1')
const ivBytes = 12
const tagBytes = 16
const longestId = 16

export const isSealed = (kept: string): boolean => kept.startsWith(mark)
export const isSealedBytes = (kept: Uint8Array): boolean =>
  bytesMark.equals(Buffer.from(kept.subarray(0, bytesMark.length)))

/** A sealed value that does not open: its key is missing, or it was changed or moved. Says nothing of what is in it. */
export class SealFault extends Error {
  override readonly name = 'SealFault'
}

export function makeSealing(ring: KeyRing): Sealing {
  const derived = new Map<string, KeyObject>()
  const keyFor = (key: SealingKey, use: string): KeyObject => {
    const name = `${key.id}:${use}`
    const known = derived.get(name)
    if (known !== undefined) return known
    // A key object, not its bytes: Node looks five times as long at bytes before it uses them.
    const made = createSecretKey(Buffer.from(hkdfSync('sha256', key.secret, Buffer.alloc(0), use, 32)))
    derived.set(name, made)
    return made
  }
  const bound = ({ place, row }: Spot): Buffer => Buffer.from(JSON.stringify([place, row]), 'utf8')

  const locked = (plain: Uint8Array, spot: Spot): { id: string; box: Buffer } => {
    const key = ring.current()
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv('aes-256-gcm', keyFor(key, `seal:${spot.place}`), iv)
    cipher.setAAD(bound(spot))
    const box = Buffer.concat([iv, cipher.update(plain), cipher.final()])
    return { id: key.id, box: Buffer.concat([box, cipher.getAuthTag()]) }
  }
  const unlocked = (id: string, box: Uint8Array, spot: Spot): Buffer => {
    const key = ring.byId(id)
    if (key === null) throw new SealFault(`the key ${id} of a sealed value in ${spot.place} is missing`)
    if (box.length < ivBytes + tagBytes) throw new SealFault(`a sealed value in ${spot.place} is cut off`)
    const opener = createDecipheriv(
      'aes-256-gcm',
      keyFor(key, `seal:${spot.place}`),
      box.subarray(0, ivBytes),
      { authTagLength: tagBytes },
    )
    opener.setAAD(bound(spot))
    opener.setAuthTag(box.subarray(box.length - tagBytes))
    try {
      const plain = opener.update(box.subarray(ivBytes, box.length - tagBytes))
      // Proves the whole; of this mode nothing is left to come.
      opener.final()
      return plain
    } catch {
      throw new SealFault(`a sealed value in ${spot.place} was changed or moved`)
    }
  }

  return {
    seal(value, spot) {
      const { id, box } = locked(Buffer.from(value, 'utf8'), spot)
      return `${mark}${id}.${box.toString('base64url')}`
    },
    open(kept, spot) {
      if (!isSealed(kept)) return kept
      const [id = '', box = ''] = kept.slice(mark.length).split('.')
      return unlocked(id, Buffer.from(box, 'base64url'), spot).toString('utf8')
    },
    sealBytes(bytes, spot) {
      const { id, box } = locked(bytes, spot)
      return Buffer.concat([Buffer.from(`${mark}${id}.`, 'latin1'), box])
    },
    openBytes(kept, spot) {
      if (!isSealedBytes(kept)) return kept
      const end = kept.indexOf(0x2e, bytesMark.length)
      if (end < 0 || end > bytesMark.length + longestId)
        throw new SealFault(`a sealed value in ${spot.place} is cut off`)
      const id = Buffer.from(kept.subarray(bytesMark.length, end)).toString('latin1')
      return unlocked(id, kept.subarray(end + 1), spot)
    },
    isCurrent(kept) {
      const front = `${mark}${ring.current().id}.`
      return typeof kept === 'string'
        ? kept.startsWith(front)
        : Buffer.from(kept.subarray(0, front.length)).toString('latin1') === front
    },
    currentMark: () => `${mark}${ring.current().id}.`,
    digests: (value, place) => {
      const current = ring.current()
      const keys = [current, ...ring.all().filter(({ id }) => id !== current.id)]
      return keys.map((key) =>
        createHmac('sha256', keyFor(key, `find:${place}`))
          .update(value, 'utf8')
          .digest('base64url'),
      )
    },
  }
}
