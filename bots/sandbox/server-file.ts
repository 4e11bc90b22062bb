import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const serverFile = z.object({
  pid: z.int().positive(),
  /** Of the gRPC service, `127.0.0.1:<port>`. */
  endpoint: z.string(),
  token: z.string(),
  controlPort: z.int().positive(),
  controlSecret: z.string(),
})

/** How to find the chat server of a folder; kept after it has ended, so that the next one is found in the same place. */
export type ServerFile = z.infer<typeof serverFile>

const pathIn = (folder: string): string => join(folder, 'server.json')

/** What the last server of the folder wrote, or null where there is nothing usable. */
export function readServerFile(folder: string): ServerFile | null {
  try {
    const read = serverFile.safeParse(JSON.parse(readFileSync(pathIn(folder), 'utf8')))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

/** Replaces the file in one step: whoever reads sees the old one or the new one. Only its owner may read it. */
export function writeServerFile(folder: string, server: ServerFile): void {
  const draft = `${pathIn(folder)}.${String(server.pid)}`
  writeFileSync(draft, `${JSON.stringify(server)}\n`, { mode: 0o600 })
  renameSync(draft, pathIn(folder))
}
