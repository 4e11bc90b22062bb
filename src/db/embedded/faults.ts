import { statfs } from 'node:fs/promises'
import { reasonOf, StartFault } from '../../kernel/errors.ts'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** One sentence for a file operation of ours that failed on the data folder. */
export function folderFault(folder: string, error: unknown): StartFault {
  const sentence: Record<string, string> = {
    ENOENT: `The data folder ${folder} cannot be made: the folder above it takes no new one.`,
    EACCES: `No permission to write the data folder ${folder}.`,
    EPERM: `No permission to write the data folder ${folder}.`,
    EROFS: `The data folder ${folder} lies on a read-only disk.`,
    ENOSPC: `The disk that holds the data folder ${folder} is full.`,
    EDQUOT: `The disk quota for the data folder ${folder} is used up.`,
    ENOTDIR: `The data folder ${folder} cannot be made: a part of its path is a file.`,
    EEXIST: `The data folder ${folder} cannot be made: a file of that name stands there.`,
  }
  return new StartFault(
    sentence[codeOf(error)] ?? `The data folder ${folder} cannot be used: ${reasonOf(error)}`,
  )
}

const lastComplaint = (said: string): string => {
  const lines = said.split('\n').filter((line) => line.trim() !== '')
  const complaint = lines.findLast((line) => /FATAL|PANIC|ERROR|error:/u.test(line)) ?? lines.at(-1)
  return complaint?.replace(/^.*?(?:FATAL|PANIC|ERROR|error):\s*/u, '').trim() ?? 'it said nothing'
}

async function diskIsFull(folder: string): Promise<boolean> {
  try {
    const disk = await statfs(folder)
    return disk.bavail * disk.bsize < 1_048_576
  } catch {
    return false
  }
}

/**
 * One sentence for why the server or initdb ended, made from what it said on standard error.
 * A full disk is looked for on the disk as well, since the log lies there and may hold nothing.
 */
export async function serverFault(folder: string, said: string): Promise<StartFault> {
  if (/No space left on device|Disk quota exceeded/u.test(said) || (await diskIsFull(folder))) {
    return folderFault(folder, Object.assign(new Error('full'), { code: 'ENOSPC' }))
  }
  if (/Permission denied|Operation not permitted|wrong ownership/u.test(said)) {
    return new StartFault(
      `The embedded database may not use the data folder ${folder}: it or a folder above it belongs to another user.`,
    )
  }
  if (said.includes('Read-only file system'))
    return folderFault(folder, Object.assign(new Error(), { code: 'EROFS' }))
  if (/error while loading shared libraries|GLIBC_|Library not loaded/u.test(said)) {
    return new StartFault(
      `The embedded PostgreSQL does not run on this system (${lastComplaint(said)}). Set DATABASE_URL to a PostgreSQL server instead.`,
    )
  }
  return new StartFault(`The embedded database in ${folder} did not start: ${lastComplaint(said)}`)
}
