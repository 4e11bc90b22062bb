import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const folderIn = (dataFolder: string): string => join(dataFolder, 'attachments')
const stemOf = (messageId: string): string => messageId.replaceAll(/[^\w.-]/gu, '_')

/** Pictures, voices and files lie under the data folder, named by their message; only this user may read them. */
export async function keepAttachment(
  dataFolder: string,
  messageId: string,
  attachment: { name: string; bytes: Uint8Array },
): Promise<void> {
  const folder = folderIn(dataFolder)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const ending = /\.[A-Za-z0-9]{1,5}$/u.exec(attachment.name)?.[0] ?? ''
  await writeFile(join(folder, `${stemOf(messageId)}${ending}`), attachment.bytes, { mode: 0o600 })
}

/** What was recalled goes, whatever its ending (6.9); nothing where nothing was kept. */
export async function dropAttachment(dataFolder: string, messageId: string): Promise<void> {
  const folder = folderIn(dataFolder)
  const stem = stemOf(messageId)
  const files = await readdir(folder).catch((): string[] => [])
  for (const file of files)
    if (file === stem || file.replace(/\.[A-Za-z0-9]{1,5}$/u, '') === stem)
      await rm(join(folder, file), { force: true })
}

/** Where what came with a message lies; null where nothing was kept, or it was taken away. */
export async function attachmentPath(dataFolder: string, messageId: string): Promise<string | null> {
  const folder = folderIn(dataFolder)
  const stem = stemOf(messageId)
  const files = await readdir(folder).catch((): string[] => [])
  const file = files.find((one) => one === stem || one.replace(/\.[A-Za-z0-9]{1,5}$/u, '') === stem)
  return file === undefined ? null : join(folder, file)
}

/** The bytes that came with a message; null where nothing was kept, or it was taken away. */
export async function readAttachment(dataFolder: string, messageId: string): Promise<Uint8Array | null> {
  const path = await attachmentPath(dataFolder, messageId)
  return path === null ? null : readFile(path).catch(() => null)
}
