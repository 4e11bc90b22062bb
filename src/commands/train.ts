import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { encodeModel } from '../intake/model/model-file.ts'
import { reasonOf } from '../kernel/errors.ts'
import { shippedModelFile } from '../shipped-model.ts'
import { loadSettings } from '../settings.ts'
import { readLabels, readMessages } from './reading/message-files.ts'
import { exampleTownFolder, townOfReader } from './reading/reader-of.ts'
import { compared, signedMessages } from './train/compare.ts'
import { corpusFolder, readCorpus } from './train/corpus.ts'
import { figuresOf, heldOutFigures, judge } from './train/held-out.ts'
import { learnAll } from './train/learn-all.ts'
import { agreementOf, readSecond } from './train/second.ts'
import { learnNow, takeBackNow } from './train/at-the-terminal.ts'
import { signedIn, type Signed } from './train/signed.ts'

const flag = { type: 'boolean', default: false } as const

/** Labelled messages beside the project, as the model sees them; none where no files are named. */
async function messagesOf(files: readonly string[]): Promise<readonly Signed[]> {
  const [messages, labels] = files.map((file) => resolve(loadSettings().callerFolder, file))
  if (messages === undefined || labels === undefined) return []
  const { lines } = await readMessages(messages)
  return signedMessages(lines, await readLabels(labels), await townOfReader(exampleTownFolder))
}

/** `npm run train -- --agreement`: how far a second person's labels agree with the corpus, as one JSON object. */
async function printAgreement(): Promise<void> {
  const lines = (await readCorpus()).flatMap(({ talks }) => talks.flatMap((talk) => talk.lines))
  const seconds = readSecond(await readFile(join(corpusFolder, 'second.tsv'), 'utf8'))
  process.stdout.write(`${JSON.stringify(agreementOf(lines, seconds), null, 1)}\n`)
}

/**
 * `npm run train`: learns from the corpus, writes the model that the reader uses (the same corpus gives the same bytes)
 * and prints as one JSON object what a model learnt from nine tenths of the speakers makes of the last tenth. With `--held-out`
 * nothing is written: all voices but one are learnt from, that one is judged, voice by voice. With `--compare` nothing
 * is written either: the model stands beside simple alternatives, on the tenth kept aside and on messages from elsewhere
 * where two files are named (messages, labels). With `--with-corrections` what the centre has said of readings is learnt too,
 * and a model that is better is taken into use; `--take-back` returns to the one before.
 */
async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'held-out': flag, compare: flag, 'with-corrections': flag, 'take-back': flag },
  })
  if (values['take-back']) {
    process.stdout.write(`${JSON.stringify(await takeBackNow(loadSettings()))}\n`)
    return
  }
  if (values['with-corrections']) {
    process.stdout.write(`${JSON.stringify(await learnNow(loadSettings()), null, 1)}\n`)
    return
  }
  const town = await townOfReader(null)
  const leaves = town.leaves.map(({ code }) => code)
  const voices = (await readCorpus()).map(({ name, talks }) => ({
    name,
    lines: talks.flatMap((talk) => signedIn(talk, town)),
  }))
  const names = voices.map(({ name }) => name)
  const print = (figures: object): void => {
    process.stdout.write(`${JSON.stringify({ voices: names, ...figures }, null, 1)}\n`)
  }
  if (values['held-out']) {
    print(
      heldOutFigures(
        voices.map(({ lines }) => lines),
        leaves,
      ),
    )
    return
  }
  if (values.compare) {
    print({ compared: compared(voices, await messagesOf(positionals)) })
    return
  }
  const { measured, keptAside, shipped } = learnAll(voices, leaves)
  const bytes = encodeModel(shipped)
  await mkdir(dirname(shippedModelFile), { recursive: true })
  await writeFile(shippedModelFile, bytes)
  print({
    messages: voices.flatMap(({ lines }) => lines).length,
    ...{ bytes: bytes.length, slope: shipped.slope, offset: shipped.offset },
    keptAside: figuresOf(keptAside.map((one) => judge(measured, one))),
  })
}

try {
  await (process.argv.includes('--agreement') ? printAgreement() : run())
} catch (error) {
  console.error(reasonOf(error))
  process.exitCode = 1
}
