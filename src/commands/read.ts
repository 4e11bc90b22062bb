import { reasonOf } from '../kernel/errors.ts'
import { loadSettings } from '../settings.ts'
import { askedOf } from './reading/arguments.ts'
import { readMessages } from './reading/message-files.ts'
import { heardOf, predictionOf } from './reading/prediction.ts'
import { readerToUse } from './reading/reader-of.ts'

const usage = 'npm run read -- [--town <folder>] [--reader offline|llm] <messages.jsonl>'

/** `npm run read`: one line of JSON per message on standard output; a line that cannot be read is named on standard error. */
async function run(): Promise<void> {
  const { callerFolder, llm } = loadSettings()
  const asked = askedOf(process.argv.slice(2), callerFolder, usage, 1)
  const reader = await readerToUse(asked, llm)
  const { lines, faults } = await readMessages(asked.files[0] ?? '')
  const read = await reader.readAll(lines.map(heardOf))
  for (const [index, line] of lines.entries()) {
    const reading = read[index]?.reading
    const pred = reading === undefined ? null : predictionOf(reading)
    process.stdout.write(`${JSON.stringify({ id: line.id, pred })}\n`)
  }
  if (faults.length > 0) {
    console.error(faults.join('\n'))
    process.exitCode = 1
  }
}

try {
  await run()
} catch (error) {
  console.error(reasonOf(error))
  process.exitCode = 1
}
