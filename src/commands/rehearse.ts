import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { faultText } from '../grid/faults.ts'
import type { Resident } from '../grid/town.ts'
import { exportTown } from '../grid/town-export.ts'
import { readTownFolder } from '../grid/town-file.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { reasonOf, StartFault } from '../kernel/errors.ts'
import { loadSettings, projectFolder } from '../settings.ts'
import { setStage, type Stage } from './scenario/stage.ts'

const usage =
  'npm run rehearse -- <messages.jsonl> <gold.jsonl> [--appeals 60] [--chatter 200]   what becomes of real messages\n' +
  'npm run rehearse -- --load [--rate 5] [--seconds 60]                                latency of receipts\n' +
  'npm run rehearse -- --load --messages 10000                                         memory after many messages'

const rooms = ['cuihu-a', 'cuihu-b', 'xfl', 'dongfeng', 'hedong'] as const
const mondayMorning = '2026-11-23T09:10:00+08:00'
const exampleTown = resolve(projectFolder, 'towns', 'qinghe')
const neighboursPerRoom = 40

const neighbour = (room: string, index: number): string => `${room}-${String(index % neighboursPerRoom)}`

/** The example town with forty more neighbours in each residents' room: real groups are many people. */
async function crowdedTown(): Promise<string> {
  const read = await readTownFolder(exampleTown)
  if ('faults' in read) throw new StartFault(read.faults.map(faultText).join('\n'))
  const more: Resident[] = rooms.flatMap((room) =>
    Array.from({ length: neighboursPerRoom }, (_, index) => ({
      code: neighbour(room, index),
      name: `邻居${String(index + 1)}号`,
      rooms: [room],
      home: null,
    })),
  )
  const folder = await mkdtemp(join(tmpdir(), 'linli-town-'))
  const files = exportTown({ ...read.town, residents: [...read.town.residents, ...more] }, read.rules)
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

const nap = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

interface Line {
  text: string
  appeal: boolean
}

async function readLines(messages: string, gold: string): Promise<readonly Line[]> {
  const rows = async (file: string): Promise<unknown[]> =>
    (await readFile(file, 'utf8'))
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): unknown => JSON.parse(line))
  const said = z.array(z.object({ id: z.string(), text: z.string() })).parse(await rows(messages))
  const marks = z
    .array(z.object({ id: z.string(), gold: z.object({ act: z.string() }) }))
    .parse(await rows(gold))
  const acts = new Map(marks.map((mark) => [mark.id, mark.gold.act]))
  return said.map(({ id, text }) => ({ text, appeal: acts.get(id) === 'new' }))
}

/** Every n-th of a list, so that what is taken is spread over all of it. */
const spread = <T>(list: readonly T[], most: number): readonly T[] => {
  const step = Math.max(1, Math.floor(list.length / most))
  return list.filter((_, index) => index % step === 0).slice(0, most)
}

/** Appeals evenly among the chatter. */
function mixed(appeals: readonly Line[], chatter: readonly Line[]): readonly Line[] {
  return [...appeals, ...chatter]
    .map((line, index) => ({
      line,
      at: index < appeals.length ? (index + 0.5) / appeals.length : (index - appeals.length) / chatter.length,
    }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ line }) => line)
}

/** Plays lines into the residents' rooms under a standing clock and counts what became of them. */
async function rehearse(lines: readonly Line[]): Promise<unknown> {
  const stage = await setStage({ clock: mondayMorning, reader: 'offline' }, await crowdedTown())
  try {
    const played: { line: Line; id: string }[] = []
    for (const [index, line] of lines.entries()) {
      const room = rooms[index % rooms.length] ?? 'xfl'
      const id = await stage.say({ room, as: neighbour(room, index), text: line.text, rest: true })
      played.push({ line, id })
      await stage.moveClock({ advance: '5m' })
    }
    return await tally(stage, played)
  } finally {
    await stage.close()
  }
}

async function tally(stage: Stage, played: readonly { line: Line; id: string }[]): Promise<unknown> {
  const count = { cases: 0, triage: 0, joined: 0, missed: 0 }
  const wrong = { cases: 0, triage: 0, joined: 0, silent: 0, spokenTo: 0 }
  const surprises: string[] = []
  for (const { line, id } of played) {
    const kept = await stage.stores.messages.byPlatformId(id)
    const became = endOf(kept)
    if (line.appeal) count[became === 'silent' ? 'missed' : became] += 1
    else {
      wrong[became] += 1
      if (await spokenTo(stage, kept)) wrong.spokenTo += 1
    }
    if (line.appeal === (became === 'silent'))
      surprises.push(`${line.appeal ? 'missed' : became}: ${line.text.slice(0, 60)}`)
  }
  return { appeals: count, chatter: wrong, surprises }
}

function endOf(kept: KeptMessage | null): 'cases' | 'triage' | 'joined' | 'silent' {
  if (kept?.end === 'joined' || kept?.end === 'supplement') return 'joined'
  if (kept?.caseId == null) return 'silent'
  return kept.end === 'triage' ? 'triage' : 'cases'
}

/** Whether the bot said something in the room because of this line: an answer, or the receipt of the case it opened. */
async function spokenTo(stage: Stage, kept: KeptMessage | null): Promise<boolean> {
  if (kept?.end === 'answered') return true
  const record =
    kept?.end === 'filed' && kept.caseId !== null ? await stage.stores.cases.byId(kept.caseId) : null
  if (record?.room == null) return false
  const { messages } = await stage.control.messages(record.room)
  return messages.some((message) => message.from === 'bot' && message.text.includes(record.number))
}

const problems = [
  '楼道灯坏了，晚上看不见',
  '楼道堆满杂物没人清',
  '下水道堵了，污水往外冒',
  '单元门坏了关不上',
] as const
const talk = [
  '早上好',
  '今天菜市场的白菜便宜',
  '谁家的快递放错了',
  '哈哈哈',
  '周末一起跳舞吗',
  '收到谢谢',
  '孩子放学了吗',
  '晚饭吃什么',
] as const
const estates: Readonly<Record<(typeof rooms)[number], readonly [string, number, number]>> = {
  'cuihu-a': ['翠湖花园', 1, 6],
  'cuihu-b': ['翠湖花园', 7, 12],
  xfl: ['幸福里', 1, 8],
  dongfeng: ['东风新村', 1, 10],
  hedong: ['河东村', 1, 6],
}

function loadLine(index: number): { room: (typeof rooms)[number]; text: string; appeal: boolean } {
  // Shifted by one after every appeal, so that the appeals go round the rooms too.
  const room = rooms[(index + Math.floor(index / 10)) % rooms.length] ?? 'xfl'
  const appeal = index % 10 === 3
  if (!appeal) return { room, text: `${talk[index % talk.length] ?? ''}${'~'.repeat(index % 3)}`, appeal }
  const [estate, from, to] = estates[room]
  const nth = Math.floor(index / 10)
  const building = from + (nth % (to - from + 1))
  const text = `${estate}${String(building)}号楼${String(1 + (nth % 40))}单元${problems[nth % problems.length] ?? ''}`
  return { room, text, appeal }
}

/** Says at a steady rate on a running clock; measures from the message to the bot's receipt as the room shows them. */
async function load(count: number, perSecond: number): Promise<unknown> {
  const stage = await setStage(
    { clock: mondayMorning, running: true, reader: 'offline' },
    await crowdedTown(),
  )
  const heardAt = new Map<string, number>()
  const ending = new AbortController()
  const following = stage.control
    .follow((message) => {
      const number = message.from === 'bot' ? /[A-Z]+\d{8}-\d{4,}/u.exec(message.text)?.[0] : undefined
      if (number !== undefined && rooms.some((room) => room === message.room) && !heardAt.has(number))
        heardAt.set(number, performance.now())
    }, ending.signal)
    .catch(() => undefined)
  try {
    const said: { id: string; at: number }[] = []
    const began = performance.now()
    for (let index = 0; index < count; index += 1) {
      const line = loadLine(index)
      const wait = began + (index * 1_000) / perSecond - performance.now()
      if (wait > 0) await nap(wait)
      const at = performance.now()
      const id = await stage.say({ room: line.room, as: neighbour(line.room, index), text: line.text })
      if (line.appeal) said.push({ id, at })
    }
    await nap(8_000)
    return await latencies(stage, said, heardAt, count, perSecond > 10)
  } finally {
    ending.abort()
    await following
    await stage.close()
  }
}

async function latencies(
  stage: Stage,
  said: readonly { id: string; at: number }[],
  heardAt: ReadonlyMap<string, number>,
  count: number,
  paced: boolean,
): Promise<unknown> {
  const taken: number[] = []
  for (const { id, at } of said) {
    const kept = await stage.stores.messages.byPlatformId(id)
    const record = kept?.caseId == null ? null : await stage.stores.cases.byId(kept.caseId)
    const heard = record === null ? undefined : heardAt.get(record.number)
    if (heard !== undefined) taken.push(heard - at)
  }
  taken.sort((a, b) => a - b)
  const part = (share: number): number | null => {
    const value = taken[Math.min(taken.length - 1, Math.floor(taken.length * share))]
    return value === undefined ? null : Math.round(value)
  }
  return {
    messages: count,
    appeals: said.length,
    receipts: taken.length,
    // At a rate that fills the rooms, pacing decides when a receipt goes out, and the figure says nothing.
    receiptMs: paced ? null : { p50: part(0.5), p95: part(0.95), max: part(1) },
    appMemoryMb: await memoryOf(stage.appPid()),
  }
}

/** Resident memory of a process on Linux; null elsewhere. */
async function memoryOf(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '')
  const found = /VmRSS:\s+(\d+) kB/u.exec(status)?.[1]
  return found === undefined ? null : Math.round(Number(found) / 1_024)
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      appeals: { type: 'string', default: '60' },
      chatter: { type: 'string', default: '200' },
      load: { type: 'boolean', default: false },
      rate: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '60' },
      messages: { type: 'string' },
    },
    allowPositionals: true,
  })
  const print = (figures: unknown): void => void process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
  if (values.load) {
    const rate = values.messages === undefined ? Number(values.rate) : 200
    print(await load(Number(values.messages ?? Number(values.rate) * Number(values.seconds)), rate))
    return
  }
  const [messages, gold] = positionals
  if (messages === undefined || gold === undefined) throw new StartFault(usage)
  const { callerFolder } = loadSettings()
  const lines = await readLines(resolve(callerFolder, messages), resolve(callerFolder, gold))
  const appeals = spread(
    lines.filter((line) => line.appeal),
    Number(values.appeals),
  )
  const chatter = spread(
    lines.filter((line) => !line.appeal),
    Number(values.chatter),
  )
  print(await rehearse(mixed(appeals, chatter)))
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof StartFault ? error.message : reasonOf(error)}\n`)
  process.exitCode = 1
})
