import { access, mkdir, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isSealedBytes, type Sealing } from './kernel/sealing.ts'

/**
 * The bytes that came with messages: pictures, voices, files. They lie under the data folder, one file a message, sealed
 * (AES-256-GCM), so that a copy of the folder shows nothing without the key. The only place that reads or writes them.
 */
export interface AttachmentBytes {
  /** Keeps the bytes; those that lay there under this message are replaced. */
  put(messageId: string, attachment: { name: string; bytes: Uint8Array }): Promise<void>
  /** The bytes as they came; null where nothing was kept, or it was taken away. */
  get(messageId: string): Promise<Uint8Array | null>
  /** For a reader that takes only paths: the bytes lie open in a file of their own until `use` has ended. Null as above. */
  opened<T>(messageId: string, use: (path: string) => Promise<T>): Promise<T | null>
  /** What was recalled or erased goes (6.9); nothing happens where nothing was kept. */
  drop(messageId: string): Promise<void>
  /** Seals anew what lies open or under an older key. Returns how many; may be cut off and begun again. */
  sealAnew(): Promise<number>
}

const ending = /\.[A-Za-z0-9]{1,5}$/u
const stemOf = (messageId: string): string => messageId.replaceAll(/[^\w.-]/gu, '_')
/** A message's name may itself look as though it had an ending. */
const isOf = (file: string, stem: string): boolean => file === stem || file.replace(ending, '') === stem
const halfWritten = '.writing'
/** Enough to see under which key a file lies, without reading a folder of pictures through at each start. */
const frontBytes = 64
async function frontOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(frontBytes), 0, frontBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

export function makeAttachmentBytes(dataFolder: string, sealing: Sealing): AttachmentBytes {
  const folder = join(dataFolder, 'attachments')
  const spotOf = (file: string) => ({ place: 'attachments', row: file.replace(ending, '') })
  const list = (): Promise<string[]> => readdir(folder).catch((): string[] => [])

  /** Whole or not at all: a crash leaves at most a file that nobody reads. */
  async function write(file: string, bytes: Uint8Array, onlyOver: string | null = null): Promise<void> {
    const path = join(folder, file)
    const handle = await open(`${path}${halfWritten}`, 'w', 0o600)
    try {
      await handle.writeFile(sealing.sealBytes(bytes, spotOf(file)))
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (onlyOver !== null && !(await exists(onlyOver))) await rm(`${path}${halfWritten}`, { force: true })
    else await rename(`${path}${halfWritten}`, path)
  }
  async function fileOf(messageId: string): Promise<string | null> {
    const stem = stemOf(messageId)
    return (await list()).find((file) => isOf(file, stem)) ?? null
  }
  async function drop(messageId: string): Promise<void> {
    const stem = stemOf(messageId)
    for (const file of await list())
      if (isOf(file, stem) || isOf(file.replace(halfWritten, ''), stem))
        await rm(join(folder, file), { force: true })
  }

  async function get(messageId: string): Promise<Uint8Array | null> {
    const file = await fileOf(messageId)
    const kept = file === null ? null : await readFile(join(folder, file)).catch(() => null)
    return file === null || kept === null ? null : sealing.openBytes(kept, spotOf(file))
  }

  return {
    ...{ drop, get },
    async put(messageId, { name, bytes }) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = `${stemOf(messageId)}${ending.exec(name)?.[0] ?? ''}`
      const before = await fileOf(messageId)
      await write(file, bytes)
      if (before !== null && before !== file) await rm(join(folder, before), { force: true })
    },
    async opened(messageId, use) {
      const bytes = await get(messageId)
      if (bytes === null) return null
      const own = await mkdtemp(join(tmpdir(), 'linli-'))
      try {
        const path = join(own, 'opened')
        await writeFile(path, bytes, { mode: 0o600 })
        return await use(path)
      } finally {
        await rm(own, { recursive: true, force: true })
      }
    },
    async sealAnew() {
      let sealed = 0
      for (const file of await list()) {
        if (file.endsWith(halfWritten)) continue
        const front = await frontOf(join(folder, file)).catch(() => null)
        if (front === null || (isSealedBytes(front) && sealing.isCurrent(front))) continue
        const kept = await readFile(join(folder, file)).catch(() => null)
        if (kept === null) continue
        // What was taken away meanwhile stays away.
        await write(file, sealing.openBytes(kept, spotOf(file)), join(folder, file))
        sealed += 1
      }
      return sealed
    },
  }
}
