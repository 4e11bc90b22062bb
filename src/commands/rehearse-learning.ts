import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reasonOf, StartFault } from '../kernel/errors.ts'
import { projectFolder } from '../settings.ts'
import { type Centre, openCentre } from './rehearse-learning/centre.ts'

const folder = join(projectFolder, 'data', 'learning')
const rooms = [
  ['cuihu-a', 'liayi'],
  ['cuihu-b', 'chenjie'],
  ['xfl', 'amei'],
  ['dongfeng', 'zhaoshu'],
  ['hedong', 'laoma'],
] as const

/** What is said, and what the centre holds of it: null is no appeal. */
interface Line {
  again: boolean
  leaf: string | null
  text: string
}

async function linesOf(file: string): Promise<readonly Line[]> {
  const rows = (await readFile(join(folder, file), 'utf8')).split('\n').filter((row) => row !== '')
  return rows.map((row) => {
    const found = /^(再问 )?(不是|\d{4}) (.+)$/u.exec(row)
    if (found === null) throw new StartFault(`${file}: "${row}" is no line of it`)
    return {
      again: found[1] !== undefined,
      leaf: found[2] === '不是' ? null : (found[2] ?? ''),
      text: found[3] ?? '',
    }
  })
}

/** Said one after the other in the rooms; of each the centre says what it is, where the bot has left it that. */
async function correctAll(centre: Centre, lines: readonly Line[]): Promise<Record<string, number>> {
  const done: Record<string, number> = {}
  for (const [at, { text, leaf }] of lines.entries()) {
    const [room, as] = rooms[at % rooms.length] ?? rooms[0]
    const how = await centre.correct(room, as, text, leaf)
    done[how] = (done[how] ?? 0) + 1
  }
  return done
}

/** How many of these are read as the centre would say, in words that were never corrected. */
async function rightOf(centre: Centre, lines: readonly Line[]): Promise<string> {
  let right = 0
  for (const { text, leaf } of lines) {
    const read = await centre.readNow(text)
    if (leaf === null ? read.act !== 'new' : read.act === 'new' && read.leaf === leaf) right += 1
  }
  return `${String(right)} of ${String(lines.length)}`
}

/** A centre corrects for a day, the model is learnt at night while the bot talks on, and what came of it is told. */
async function rehearse(file: string): Promise<object> {
  const lines = await linesOf(file)
  const again = lines.filter((line) => line.again)
  const centre = await openCentre()
  try {
    const done = await correctAll(
      centre,
      lines.filter((line) => !line.again),
    )
    const before = await rightOf(centre, again)
    const night = await centre.throughTheNight()
    const after = await rightOf(centre, again)
    const took = night.decision['outcome'] === 'taken'
    const back = took ? await centre.takeBack() : null
    const returned = took ? await rightOf(centre, again) : null
    return { done, again: { before, after, takenBack: returned }, ...night, back }
  } finally {
    await centre.close()
  }
}

/**
 * `npm run rehearse:learning [-- <file of data/learning>…]`: the real product in the example town with LINLI_LEARN_NIGHTLY; one
 * JSON object by file. Several minutes each: the model is really learnt.
 */
async function run(): Promise<void> {
  const files = process.argv.slice(2)
  const found: Record<string, object> = {}
  for (const file of files.length > 0 ? files : ['usual.txt', 'careless.txt'])
    found[file] = await rehearse(file)
  process.stdout.write(`${JSON.stringify(found, null, 1)}\n`)
}

try {
  await run()
} catch (error) {
  console.error(reasonOf(error))
  process.exitCode = 1
}
