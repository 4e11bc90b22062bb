import { reasonOf } from '../kernel/errors.ts'
import { loadSettings } from '../settings.ts'
import { askedOf } from './reading/arguments.ts'
import { readMessages } from './reading/message-files.ts'
import { heardOf, predictionOf } from './reading/prediction.ts'
import { readerOf } from './reading/reader-of.ts'

const usage = 'npm run read -- [--town <folder>] [--reader offline|llm] <messages.jsonl>'

/** `npm run read`: one line of JSON per message on standard output; a line that cannot be read is named on standard error. */
async function run(): Promise<void> {
  const asked = askedOf(process.argv.slice(2), loadSettings().callerFolder, usage, 1)
  const reader = await readerOf(asked.town)
  const { lines, faults } = await readMessages(asked.files[0] ?? '')
  for (const line of lines) {
    const pred = predictionOf(reader.readNow(heardOf(line)))
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
