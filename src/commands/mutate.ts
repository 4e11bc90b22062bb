import { spawn } from 'node:child_process'
import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { reasonOf, StartFault } from '../kernel/errors.ts'

/** The folders whose rules are proved by changing them; the score of each is asked for by itself. */
const folders = ['routing', 'deadlines', 'cases', 'feedback'] as const

const project = join(import.meta.dirname, '../..')
const reports = join(project, 'reports/mutation')

const report = z.object({
  thresholds: z.object({ low: z.number() }),
  files: z.record(z.string(), z.object({ mutants: z.array(z.object({ status: z.string() })) })),
})

interface Score {
  folder: string
  killed: number
  survived: number
  minutes: number
  percent: number
  least: number
}

/** Plays one folder; whether the score suffices is seen in the report, so that the exit code says only that it ran. */
function play(folder: string): Promise<void> {
  const program = join(project, 'node_modules/@stryker-mutator/core/bin/stryker.js')
  const child = spawn(process.execPath, [program, 'run', '--mutate', `src/${folder}/**/*.ts`], {
    cwd: project,
    stdio: ['ignore', process.stderr, process.stderr],
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => {
      resolve()
    })
  })
}

async function scoreOf(folder: string): Promise<Score> {
  const began = performance.now()
  // A run that could not begin must not be read as the last one again.
  await rm(join(reports, 'mutation.json'), { force: true })
  await play(folder)
  const text = await readFile(join(reports, 'mutation.json'), 'utf8').catch(() => {
    throw new StartFault(`src/${folder} was not played: the lines above say why.`)
  })
  const { files, thresholds } = report.parse(JSON.parse(text))
  for (const kind of ['json', 'html'])
    await rename(join(reports, `mutation.${kind}`), join(reports, `${folder}.${kind}`))
  const found = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status))
  const count = (...wanted: string[]): number => found.filter((status) => wanted.includes(status)).length
  const killed = count('Killed', 'Timeout')
  const survived = count('Survived', 'NoCoverage')
  return {
    ...{ folder, killed, survived, least: thresholds.low },
    minutes: Math.round((performance.now() - began) / 60_000),
    percent: Math.round((killed / (killed + survived)) * 1_000) / 10,
  }
}

/**
 * `npm run mutate [-- <folder>…]`: changes the code of each folder piece by piece and sees whether a unit test notices.
 * Reports lie in reports/mutation/; fails where a folder's score lies below the threshold.
 */
async function run(): Promise<void> {
  const asked = process.argv.slice(2)
  const unknown = asked.find((name) => !folders.some((folder) => folder === name))
  if (unknown !== undefined)
    throw new StartFault(`${unknown} is not among the folders: ${folders.join(', ')}.`)
  for (const folder of asked.length > 0 ? asked : folders) {
    const { killed, survived, minutes, percent, least } = await scoreOf(folder)
    console.log(
      `${folder}: ${percent}% (${killed} of ${killed + survived} changes noticed, ${minutes} minutes)`,
    )
    if (percent < least) {
      console.log(`${folder} lies below ${least}%.`)
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
