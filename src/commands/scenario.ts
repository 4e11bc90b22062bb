import { parseArgs } from 'node:util'
import { resolve } from 'node:path'
import { reasonOf, StartFault } from '../kernel/errors.ts'
import { loadSettings } from '../settings.ts'
import { playScenario, type StepReport } from './scenario/play.ts'
import { readScenario } from './scenario/scenario-file.ts'

const usage = 'npm run scenario -- [--town <folder>] [--json] <file.yaml>…'

/** Plays each scenario in order; exit code 0 only if every expectation of every one held (doors.md). */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { town: { type: 'string' }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  if (positionals.length === 0) throw new StartFault(usage)
  const { callerFolder } = loadSettings()
  const scenarios = await Promise.all(positionals.map((file) => readScenario(resolve(callerFolder, file))))
  let failed = 0
  for (const scenario of scenarios) {
    const town = values.town === undefined ? scenario.townFolder : resolve(callerFolder, values.town)
    if (town === null) throw new StartFault(`${scenario.file}: names no town; give one with --town`)
    const began = performance.now()
    const held = await playScenario(scenario, town, values.json ? printJson : printPlain)
    if (!held) failed += 1
    const seconds = ((performance.now() - began) / 1_000).toFixed(1)
    process.stderr.write(`${held ? 'held' : 'FAILED'}  ${scenario.name} (${seconds} s)\n`)
  }
  process.exitCode = failed === 0 ? 0 : 1
}

const printJson = (report: StepReport): void => void process.stdout.write(`${JSON.stringify(report)}\n`)

function printPlain(report: StepReport): void {
  if (!report.ok)
    process.stderr.write(
      `  line ${String(report.line)}, step ${String(report.step)} (${report.did}) does not hold:\n${indented(report.seen ?? '')}\n`,
    )
}

const indented = (text: string): string => text.replaceAll(/^/gmu, '    ')

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof StartFault ? error.message : `${reasonOf(error)}\n${error instanceof Error ? (error.stack ?? '') : ''}`}\n`,
  )
  process.exitCode = 1
})
