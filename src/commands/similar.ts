import { join } from 'node:path'
import { reasonOf } from '../kernel/errors.ts'
import { projectFolder } from '../settings.ts'
import { readerOf } from './reading/reader-of.ts'
import { decidePairs, figuresOf } from './similar/figures.ts'
import { readPairs } from './similar/pairs.ts'

/** `npm run eval:similar [-- --details]`: what is made of the labelled pairs, as one JSON object; with `--details` each error, on standard error. */
async function run(): Promise<void> {
  const reader = await readerOf(join(projectFolder, 'towns', 'qinghe'))
  const found: Record<string, unknown> = {}
  for (const name of ['pairs', 'unseen']) {
    const decided = decidePairs(
      await readPairs(join(projectFolder, 'data', 'similar', `${name}.txt`)),
      reader,
    )
    found[name] = figuresOf(decided)
    if (!process.argv.includes('--details')) continue
    for (const one of decided)
      if (one.truth === 'same' ? one.decided !== 'join' : one.decided === 'join')
        console.error(
          `${name}:${one.line} ${one.truth} → ${one.decided} (${one.because}) ${one.earlier} | ${one.later}`,
        )
  }
  process.stdout.write(`${JSON.stringify(found, null, 1)}\n`)
}

try {
  await run()
} catch (error) {
  console.error(reasonOf(error))
  process.exitCode = 1
}
