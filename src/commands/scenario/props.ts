import { once } from 'node:events'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'

/** What a scenario's settings may change of the rule file, and who answers outside. */
export interface PropsWanted {
  /** Keys of rules.yaml that differ from the town's; the town's own rule file is then left out. */
  rules?: Readonly<Record<string, unknown>> | null
  /** A way to telephone or SMS is set (3.8) and answers with these statuses in turn, then with 204. */
  alarm?: readonly number[] | null
}

/** The town with these rules, copied into the folder; the town itself where the scenario changes none. */
export async function townWith(
  rules: PropsWanted['rules'],
  townFolder: string,
  folder: string,
): Promise<string> {
  if (rules == null) return townFolder
  const copy = join(folder, 'town')
  await mkdir(copy, { recursive: true })
  for (const file of ['town.yaml', 'categories.yaml'])
    await copyFile(join(townFolder, file), join(copy, file))
  await writeFile(join(copy, 'rules.yaml'), JSON.stringify(rules))
  return copy
}

/** The other end of the outside alarm, on loopback: what it was told, oldest first. */
export interface Bell {
  url: string
  heard: readonly string[]
  close(): Promise<void>
}

export async function hangBell(statuses: readonly number[]): Promise<Bell> {
  const left = [...statuses]
  const heard: string[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      heard.push(`${request.method ?? ''} ${request.url ?? ''} ${Buffer.concat(parts).toString('utf8')}`)
      response.writeHead(left.shift() ?? 204).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${String(port)}/alarm`,
    heard,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** What the outside was told since the start, judged by number and words; null where it is as expected. */
export function checkAlarm(
  wanted: { times?: number | undefined; contains?: readonly string[] | undefined },
  heard: readonly string[],
  filled: (text: string) => string,
): string | null {
  const parts = (wanted.contains ?? []).map(filled)
  const found = heard.filter((one) => parts.every((part) => one.includes(part)))
  const fits = wanted.times === undefined ? found.length > 0 : found.length === wanted.times
  return fits ? null : `the outside was told ${String(found.length)} times so\n${heard.join('\n')}`
}
