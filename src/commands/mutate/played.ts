import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const place = z.object({ line: z.number(), column: z.number() })

/** What the mutation runner says of each change, as far as it is needed here. */
export const report = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.string(),
      mutants: z.array(
        z.object({
          status: z.string(),
          mutatorName: z.string(),
          replacement: z.string().default(''),
          location: z.object({ start: place, end: place }),
        }),
      ),
    }),
  ),
})
type Mutant = z.infer<typeof report>['files'][string]['mutants'][number]

const played = z.object({ key: z.string(), killed: z.number(), survivors: z.array(z.string()) })

/** What came out for one file: how many changes were noticed, and a line for each that was not. */
export type Played = z.infer<typeof played>

const said = (status: string, wanted: readonly string[]): boolean => wanted.includes(status)

function lineOf({ location, mutatorName, replacement, status }: Mutant, lines: readonly string[]): string {
  const { start, end } = location
  const code = lines[start.line - 1] ?? ''
  const was = start.line === end.line ? code.slice(start.column - 1, end.column - 1) : `${code.trim()} …`
  const untouched = status === 'NoCoverage' ? ' (no test comes there)' : ''
  return `${String(start.line)}: ${mutatorName}: ${was} → ${replacement.replaceAll(/\s+/gu, ' ')}${untouched}`
}

/** One file of a report; a change that the runner could not play counts neither way. */
export function playedOf(
  key: string,
  file: { source: string; mutants: readonly Mutant[] } | undefined,
): Played {
  const lines = (file?.source ?? '').split('\n')
  const mutants = file?.mutants ?? []
  return {
    key,
    killed: mutants.filter(({ status }) => said(status, ['Killed', 'Timeout'])).length,
    survivors: mutants
      .filter(({ status }) => said(status, ['Survived', 'NoCoverage']))
      .toSorted((a, b) => a.location.start.line - b.location.start.line)
      .map((mutant) => lineOf(mutant, lines)),
  }
}

/** Changes with the text of the file and of the tests that it is played against. */
export async function keyOf(project: string, file: string, tests: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const one of [file, ...tests]) hash.update(one).update(await readFile(join(project, one)))
  return hash.digest('hex')
}

/** What was played is kept file by file, so that a run that was cut off goes on where it stood. */
export const keptFile = (folder: string, file: string): string =>
  join(folder, `${file.replaceAll('/', '-')}.json`)

/** Null where the file was not played yet, or has changed since, or one of its tests has. */
export async function kept(folder: string, file: string, key: string): Promise<Played | null> {
  const text = await readFile(keptFile(folder, file), 'utf8').catch(() => null)
  const found = text === null ? null : played.safeParse(JSON.parse(text)).data
  return found?.key === key ? found : null
}

export async function keep(folder: string, file: string, one: Played): Promise<void> {
  const path = keptFile(folder, file)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, JSON.stringify(one, null, 2))
}
