import { reasonOf, StartFault } from '../kernel/errors.ts'
import { loadSettings } from '../settings.ts'
import { askedOf } from './reading/arguments.ts'
import { detailsOf } from './reading/details.ts'
import { measure } from './reading/figures.ts'
import type { Measured } from './reading/figures.ts'
import { readLabels, readMessages } from './reading/message-files.ts'
import type { Gold } from './reading/message-files.ts'
import { heardOf, predictionOf } from './reading/prediction.ts'
import { readerToUse } from './reading/reader-of.ts'

const usage =
  'npm run eval -- [--town <folder>] [--reader offline|llm] [--second <gold2.jsonl>] [--details] <messages.jsonl> <gold.jsonl>'

/** `npm run eval`: reads, measures, and prints one JSON object; with `--details` what was confused, on standard error. */
async function run(): Promise<void> {
  const { callerFolder, llm } = loadSettings()
  const asked = askedOf(process.argv.slice(2), callerFolder, usage, 2)
  const reader = await readerToUse(asked, llm)
  const { lines, faults } = await readMessages(asked.files[0] ?? '')
  if (faults.length > 0) throw new StartFault(faults.slice(0, 20).join('\n'))
  const labels = await readLabels(asked.files[1] ?? '')
  const second: ReadonlyMap<string, Gold> = asked.second === null ? new Map() : await readLabels(asked.second)
  const unlabelled = lines.filter((line) => !labels.has(line.id)).length
  if (unlabelled > 0)
    console.error(`${unlabelled} of ${lines.length} messages have no label and are not measured.`)

  // Read once unmeasured: the time told is that of a bot that has been running, not of one that has just begun.
  if (asked.reader === 'offline') await reader.readAll(lines.map(heardOf))
  const read = await reader.readAll(lines.map(heardOf))
  const measured: Measured[] = []
  for (const [index, line] of lines.entries()) {
    const gold = labels.get(line.id)
    const one = read[index]
    if (gold && one) {
      measured.push({
        line,
        gold,
        second: second.get(line.id) ?? null,
        pred: predictionOf(one.reading),
        microseconds: one.microseconds,
      })
    }
  }
  if (measured.length === 0)
    throw new StartFault('No message has a label: the ids of the two files do not meet.')
  process.stdout.write(`${JSON.stringify(measure(measured), null, 1)}\n`)
  if (asked.details) console.error(detailsOf(measured))
}

try {
  await run()
} catch (error) {
  console.error(reasonOf(error))
  process.exitCode = 1
}
