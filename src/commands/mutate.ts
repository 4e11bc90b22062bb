import { spawn } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { reasonOf, StartFault } from '../kernel/errors.ts'
import { environmentWith } from '../settings.ts'
import { nearestTests } from './mutate/nearest-tests.ts'
import { keep, kept, keptFile, keyOf, type Played, playedOf, report } from './mutate/played.ts'

/** The folders whose rules are proved by changing them; the score of each is asked for by itself. */
const folders = ['routing', 'deadlines', 'cases', 'feedback'] as const

const project = join(import.meta.dirname, '../..')
const reports = join(project, 'reports/mutation')
const written = join(reports, 'mutation.json')
const settings = join(reports, 'stryker.json')

/** Files that are played against the same tests go together: the runner starts once for all of them. */
interface Round {
  files: readonly string[]
  tests: readonly string[]
}

/** The settings of the runner; the tests are chosen here, so it need not look for those that are related. */
async function prepare(): Promise<number> {
  const known = z
    .object({ vitest: z.record(z.string(), z.unknown()), thresholds: z.object({ low: z.number() }).loose() })
    .loose()
    .parse(JSON.parse(await readFile(join(project, 'stryker.config.json'), 'utf8')))
  await mkdir(reports, { recursive: true })
  const vitest = { ...known.vitest, related: false }
  await writeFile(
    settings,
    JSON.stringify({ ...known, vitest, thresholds: { ...known.thresholds, break: null } }),
  )
  return known.thresholds.low
}

/** Plays one round; how it went is seen in the report, which must not be that of an earlier one. */
async function play({ files, tests }: Round): Promise<z.infer<typeof report>['files']> {
  await rm(written, { force: true })
  const program = join(project, 'node_modules/@stryker-mutator/core/bin/stryker.js')
  const child = spawn(process.execPath, [program, 'run', settings, '--mutate', files.join(',')], {
    cwd: project,
    stdio: ['ignore', process.stderr, process.stderr],
    env: environmentWith({ MUTATION_TESTS: tests.join(',') }),
  })
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => {
      resolve()
    })
  })
  const text = await readFile(written, 'utf8').catch(() => {
    throw new StartFault(`${files.join(', ')} could not be played: the lines above say why.`)
  })
  return report.parse(JSON.parse(text)).files
}

function show(file: string, { killed, survivors }: Played): void {
  const all = killed + survivors.length
  if (all === 0) return
  const noticed = `${String(killed)} of ${String(all)}`
  console.log(`${file}: ${percent(killed, all)}% (${noticed}), ${keptFile('reports/mutation', file)}`)
}

const percent = (killed: number, all: number): number => Math.round((killed / all) * 1_000) / 10

/** What came out for these files: kept from before where nothing of theirs has changed, played now where it has. */
async function playAll(files: readonly string[], anew: boolean): Promise<readonly Played[]> {
  const results: Played[] = []
  const rounds = new Map<string, { files: { file: string; key: string }[]; tests: readonly string[] }>()
  for (const [file, tests] of nearestTests(files, project)) {
    const key = await keyOf(project, file, tests)
    const before = anew ? null : await kept(reports, file, key)
    if (before !== null) {
      show(file, before)
      results.push(before)
      continue
    }
    const round = rounds.get(tests.join()) ?? { files: [], tests }
    round.files.push({ file, key })
    rounds.set(tests.join(), round)
  }
  for (const round of rounds.values()) {
    const found = await play({ files: round.files.map(({ file }) => file), tests: round.tests })
    for (const { file, key } of round.files) {
      const one = playedOf(key, found[file])
      await keep(reports, file, one)
      show(file, one)
      results.push(one)
    }
  }
  return results
}

/** What is only a type cannot be changed: the runner would start for nothing. */
const withCode = /^(?:export )?(?:async )?(?:function|const|class) /mu

function filesOf(asked: string): readonly string[] {
  if (asked.endsWith('.ts') && existsSync(join(project, asked))) return [asked]
  if (!folders.some((folder) => folder === asked))
    throw new StartFault(`${asked} is neither a file nor among the folders: ${folders.join(', ')}.`)
  const files = globSync(`src/${asked}/**/*.ts`, { cwd: project }).toSorted()
  return files.filter((file) => withCode.test(readFileSync(join(project, file), 'utf8')))
}

/**
 * `npm run mutate [-- <folder or file>… --anew]`: changes the code piece by piece and sees whether one of the nearest unit
 * tests notices. What came out lies file by file in reports/mutation/; a file is played again when it or one of its tests
 * has changed, all with `--anew`. Fails where what was asked for lies below the threshold.
 */
async function run(): Promise<void> {
  const said = process.argv.slice(2)
  const named = said.filter((word) => word !== '--anew')
  const asked = (named.length > 0 ? named : folders).map((name) => ({ name, files: filesOf(name) }))
  const least = await prepare()
  for (const { name, files } of asked) {
    const results = await playAll(files, said.includes('--anew'))
    const killed = results.reduce((sum, one) => sum + one.killed, 0)
    const all = results.reduce((sum, one) => sum + one.survivors.length, killed)
    if (all === 0) continue
    console.log(`${name}: ${percent(killed, all)}% (${killed} of ${all} changes noticed)`)
    if (percent(killed, all) < least) {
      console.log(`${name} lies below ${least}%.`)
      process.exitCode = 1
    }
  }
}

try {
  await run()
} catch (error) {
  console.error(reasonOf(error))
  process.exitCode = 1
}
