import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reasonOf } from '../kernel/errors.ts'
import { corpusFolder, readCorpus } from './train/corpus.ts'
import { heldOutFigures } from './train/held-out.ts'
import { agreementOf, readSecond } from './train/second.ts'
import { signedIn } from './train/signed.ts'
import { townOfReader } from './reading/reader-of.ts'

/** `npm run train -- --agreement`: how far a second person's labels agree with the corpus, as one JSON object. */
async function printAgreement(): Promise<void> {
  const lines = (await readCorpus()).flatMap(({ talks }) => talks.flatMap((talk) => talk.lines))
  const seconds = readSecond(await readFile(join(corpusFolder, 'second.tsv'), 'utf8'))
  process.stdout.write(`${JSON.stringify(agreementOf(lines, seconds), null, 1)}\n`)
}

/**
 * `npm run train`: learns from the corpus, all voices but one at a time, and prints as one JSON object what the model
 * makes of the voice it has not heard, beside the lexicon alone. The reader in use does not rest on it yet.
 */
async function run(): Promise<void> {
  const town = await townOfReader(null)
  const voices = await readCorpus()
  const signed = voices.map(({ talks }) => talks.flatMap((talk) => signedIn(talk, town)))
  const figures = heldOutFigures(
    signed,
    town.leaves.map(({ code }) => code),
  )
  process.stdout.write(`${JSON.stringify({ voices: voices.map(({ name }) => name), ...figures }, null, 1)}\n`)
}

try {
  await (process.argv.includes('--agreement') ? printAgreement() : run())
} catch (error) {
  console.error(reasonOf(error))
  process.exitCode = 1
}
