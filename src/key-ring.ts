import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { reasonOf, StartFault } from './kernel/errors.ts'
import type { KeyRing, SealingKey } from './kernel/sealing.ts'

/** A key as it is written down: its id, and 32 bytes in base64. */
export const keyId = z.string().regex(/^[A-Za-z0-9]{1,16}$/u)
const written = z.strictObject({ id: keyId, secret: z.string(), madeAt: z.string().optional() })
const fileShape = z.strictObject({ keys: z.array(written).min(1) })
type Written = z.infer<typeof written>

export interface OpenedKeyRing extends KeyRing {
  /** Where the keys lie, for people. */
  where: string
  /** This start has made the first key. */
  made: boolean
  /** Looks whether somebody has changed the file. */
  refresh(): void
  /** Makes a key that seals from now on; null where the keys come from the settings and only their owner can. */
  add: (() => SealingKey) | null
  /** Takes a key out of the file; false where it is not there or is the one that seals. */
  retire: ((id: string) => boolean) | null
}

export const keysFile = (dataFolder: string): string => join(dataFolder, 'sealing-keys.json')

function keyOf({ id, secret }: Written, where: string): SealingKey {
  const bytes = Buffer.from(secret, 'base64')
  if (bytes.length !== 32)
    throw new StartFault(`The sealing key ${id} in ${where} is not 32 bytes in base64.`)
  return { id, secret: bytes }
}

/** `k2:base64,k1:base64`: the first seals, all open. Throws a StartFault without repeating a key. */
export function readKeys(said: string): readonly SealingKey[] {
  const keys = said.split(',').map((one) => {
    const [id = '', secret = ''] = one.trim().split(':')
    if (!keyId.safeParse(id).success)
      throw new StartFault('LINLI_KEYS must look like k2:base64,k1:base64, the key that seals first.')
    return keyOf({ id, secret }, 'LINLI_KEYS')
  })
  if (new Set(keys.map(({ id }) => id)).size < keys.length)
    throw new StartFault('LINLI_KEYS names one key id twice.')
  return keys
}

const fresh = (id: string, at: Date): Written => ({
  id,
  secret: randomBytes(32).toString('base64'),
  madeAt: at.toISOString(),
})

/** Written aside and flushed first: a key that is in use must never be half on disk. */
function writeAside(file: string, keys: readonly Written[]): string {
  const aside = `${file}.${randomBytes(6).toString('hex')}`
  const handle = openSync(aside, 'wx', 0o600)
  try {
    writeSync(handle, `${JSON.stringify({ keys }, null, 2)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  return aside
}

function readFile(file: string): readonly Written[] | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new StartFault(`The sealing keys in ${file} cannot be read: ${reasonOf(error)}`)
  }
  try {
    return fileShape.parse(JSON.parse(text)).keys
  } catch {
    throw new StartFault(`The sealing keys in ${file} are not understood; put back a copy of the file.`)
  }
}

/** Of two who start at once one makes the file, and both read that one. */
function makeFirst(file: string, at: Date): boolean {
  const aside = writeAside(file, [fresh('k1', at)])
  try {
    linkSync(aside, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw new StartFault(`The sealing keys cannot be kept in ${file}: ${reasonOf(error)}`)
  } finally {
    rmSync(aside, { force: true })
  }
}

function ringOfFile(dataFolder: string, now: () => Date): OpenedKeyRing {
  const file = keysFile(dataFolder)
  mkdirSync(dataFolder, { recursive: true })
  const made = readFile(file) === null && makeFirst(file, now())
  let kept: readonly Written[] = []
  let keys: readonly SealingKey[] = []
  const refresh = (): void => {
    const read = readFile(file)
    if (read === null)
      throw new StartFault(`The sealing keys in ${file} are gone; put back a copy of the file.`)
    kept = read
    keys = read.map((one) => keyOf(one, file))
  }
  const replace = (next: readonly Written[]): void => {
    renameSync(writeAside(file, next), file)
    refresh()
  }
  refresh()
  const current = (): SealingKey => {
    const [first] = keys
    if (first === undefined) throw new TypeError('a ring without keys')
    return first
  }
  const find = (id: string): SealingKey | null => keys.find((key) => key.id === id) ?? null
  return {
    ...{ where: file, made, refresh, current, all: () => keys },
    byId(id) {
      const known = find(id)
      if (known !== null) return known
      // Another process may have made a key meanwhile.
      refresh()
      return find(id)
    },
    add() {
      refresh()
      const highest = Math.max(0, ...kept.map(({ id }) => Number(/^k(\d+)$/u.exec(id)?.[1] ?? 0)))
      replace([fresh(`k${String(highest + 1)}`, now()), ...kept])
      return current()
    },
    retire(id) {
      refresh()
      if (current().id === id || find(id) === null) return false
      replace(kept.filter((one) => one.id !== id))
      return true
    },
  }
}

/**
 * The keys that seal private values: those of LINLI_KEYS; where it is not set, of `sealing-keys.json` in the data folder,
 * which the first start makes, for this user alone to read.
 */
export function openKeyRing(
  { sealingKeys, dataFolder }: { sealingKeys: string | null; dataFolder: string },
  now: () => Date,
): OpenedKeyRing {
  if (sealingKeys === null) return ringOfFile(dataFolder, now)
  const keys = readKeys(sealingKeys)
  const [first] = keys
  if (first === undefined) throw new StartFault('LINLI_KEYS is empty.')
  return {
    ...{ where: 'LINLI_KEYS', made: false, current: () => first, all: () => keys },
    ...{ refresh: () => undefined, add: null, retire: null },
    byId: (id) => keys.find((key) => key.id === id) ?? null,
  }
}
