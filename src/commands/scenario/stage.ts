import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { connectSandbox, type SandboxHands } from '../../../bots/sandbox/control.ts'
import { connectDatabase } from '../../db/connect.ts'
import { makeStores, type Stores } from '../../db/stores.ts'
import { instant, systemClock } from '../../kernel/clock.ts'
import { StartFault } from '../../kernel/errors.ts'
import { silentLog } from '../../kernel/log.ts'
import { makeSealing } from '../../kernel/sealing.ts'
import { openKeyRing } from '../../key-ring.ts'
import { environmentWith, projectFolder } from '../../settings.ts'
import { startFreshDatabase } from './fresh-database.ts'
import { hangBell, type PropsWanted, townWith } from './props.ts'
import { spokenTone, startTranscriber } from './transcriber.ts'

const appFile = z.object({ pid: z.int(), url: z.string() })
const clockAnswer = z.object({ now: z.string() })
const sayAnswer = z.object({ id: z.string() })

const readyWithinMs = 60_000
const lookEveryMs = 25
/** For the app to notice that a part has gone. */
const noticeMs = 300

/** The whole product under a virtual clock: app process, chat server process and database, in a folder of their own. */
export interface Stage {
  stores: Stores
  control: SandboxHands
  say(body: Readonly<Record<string, unknown>>): Promise<string>
  /** Room life; resolves when the app has taken it in. */
  change(body: Readonly<Record<string, unknown>>): Promise<void>
  /** What the outside alarm was told, oldest first. */
  alarms(): readonly string[]
  /** The app's process. */
  appPid(): number | undefined
  /** Where the app's HTTP door is. */
  url(): string
  /** The time of the virtual clock. */
  now(): Promise<Date>
  /** `{ advance }` or `{ until }`; the new time. */
  moveClock(move: Readonly<Record<string, string>>): Promise<string>
  restart(part: 'bot' | 'server' | 'app' | 'db'): Promise<void>
  close(): Promise<void>
}

const nap = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + readyWithinMs
  while (performance.now() < giveUpAt) {
    const held = await holds().catch((error: unknown) => {
      if (error instanceof StartFault) throw error
      return false
    })
    if (held) return
    await nap(lookEveryMs)
  }
  throw new StartFault(`${what} was not ready within ${String(readyWithinMs / 1_000)} s`)
}

export interface StageMakings extends PropsWanted {
  /** ISO time at which the virtual clock starts. */
  clock: string
  /** The clock runs on with the machine's; it stands still when absent. */
  running?: boolean
  reader: 'offline' | 'llm'
  /** A model is learnt at night. */
  learns?: boolean
  /** How the sandbox differs from the town. */
  sandbox?: Readonly<Record<string, unknown>>
  /** What the transcriber hears in the voices, in order; none is set where absent. */
  hears?: readonly string[] | null
}

/** Starts a fresh product for one scenario. */
export async function setStage(scenario: StageMakings, townFolder: string): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'linli-scenario-'))
  const database = await startFreshDatabase(join(folder, 'postgres'))
  const hears = scenario.hears ?? null
  const transcriber = hears === null ? null : await startTranscriber(hears)
  const bell = scenario.alarm == null ? null : await hangBell(scenario.alarm)
  const town = await townWith(scenario.rules, townFolder, folder)
  const start = (clock: string): ChildProcess =>
    startApp(scenario, town, folder, clock, { transcriber: transcriber?.url ?? '', alarm: bell?.url ?? '' })
  let app = start(scenario.clock)
  let url = ''

  const ready = async (child: ChildProcess): Promise<void> => {
    await until('the app', async () => {
      if (child.exitCode !== null) throw new StartFault('the app ended; what it said stands above')
      const file = appFile.parse(JSON.parse(await readFile(join(folder, 'app.json'), 'utf8')))
      if (file.pid !== child.pid) return false
      url = file.url
      return (await fetch(`${url}/readyz`)).ok
    })
  }
  const readyAgain = (): Promise<void> => until('the app', async () => (await fetch(`${url}/readyz`)).ok)

  const end = async (): Promise<void> => {
    await stopApp(app)
    await control.stopServer().catch(() => undefined)
    await dataSource.destroy().catch(() => undefined)
    await database.stop()
    await transcriber?.close()
    await bell?.close()
    await rm(folder, { recursive: true, force: true })
  }
  const control = connectSandbox({ folder: join(folder, 'sandbox') })
  // The file is made once and for all, by whoever of the two comes first.
  const keys = openKeyRing({ sealingKeys: null, dataFolder: folder }, () => systemClock.now())
  const dataSource = await connectDatabase({
    ...{ connection: database.connection, log: silentLog, poolSize: 2 },
    sealing: makeSealing(keys),
  })
  await ready(app).catch(async (error: unknown) => {
    await end()
    throw error
  })

  const post = async (path: string, body: unknown): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new StepFault(`${path} answered ${String(answer.status)}: ${text}`)
    return text === '' ? null : JSON.parse(text)
  }

  const now = async (): Promise<Date> =>
    instant(clockAnswer.parse(await (await fetch(`${url}/sandbox/api/clock`)).json()).now)

  const restarts = {
    bot: async () => {
      await post('/sandbox/api/restart', { part: 'bot' })
      await readyAgain()
    },
    server: async () => {
      const before = (await control.ping()).pid
      process.kill(before, 'SIGKILL')
      await until('the chat server', async () => (await control.ping()).pid !== before)
      await nap(noticeMs)
      await readyAgain()
    },
    app: async () => {
      const at = await now()
      app.kill('SIGKILL')
      if (app.exitCode === null && app.signalCode === null) await once(app, 'exit')
      app = start(at.toISOString())
      await ready(app)
    },
    db: async () => {
      const [pid] = (await readFile(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split(
        '\n',
      )
      process.kill(Number(pid), 'SIGKILL')
      await nap(noticeMs)
      await readyAgain()
    },
  }

  return {
    stores: makeStores(dataSource.manager),
    control,
    appPid: () => app.pid,
    url: () => url,
    alarms: () => bell?.heard ?? [],
    now,
    say: async (body) => {
      const spoken = hears !== null && body['voice'] !== undefined
      const whole = spoken ? { ...body, bytes: await spokenTone() } : body
      return sayAnswer.parse(await post('/sandbox/api/say', whole)).id
    },
    change: async (body) => void (await post('/sandbox/api/change', body)),
    moveClock: async (move) => clockAnswer.parse(await post('/sandbox/api/clock', move)).now,
    restart: (part) => restarts[part](),
    close: end,
  }
}

/** What a step found not to hold. */
export class StepFault extends Error {
  override readonly name = 'StepFault'
}

function startApp(
  scenario: StageMakings,
  townFolder: string,
  folder: string,
  clock: string,
  outside: { transcriber: string; alarm: string },
): ChildProcess {
  const env = environmentWith({
    PORT: '0',
    LINLI_DATA: folder,
    LINLI_TOWN: townFolder,
    LINLI_CLOCK: scenario.running === true ? clock : `${clock},frozen`,
    LINLI_READER: scenario.reader,
    LINLI_SANDBOX: JSON.stringify(scenario.sandbox ?? {}),
    LINLI_LOG_LEVEL: 'warn',
    LINLI_TRANSCRIBE_MODEL: outside.transcriber === '' ? '' : 'scripted',
    LINLI_TRANSCRIBE_URL: outside.transcriber,
    LINLI_ALARM_URL: outside.alarm,
    LINLI_TRANSCRIBE_KEY: '',
    LINLI_OCR: '',
    LINLI_LEARN_NIGHTLY: scenario.learns === true ? 'on' : '',
    LINLI_KEYS: '',
    DATABASE_URL: '',
    WECHATY_PUPPET: '',
  })
  // Without the small heap of `npm start` (docs/decisions/0006): it costs a third of the start in collected garbage.
  const args = ['--disable-warning=ExperimentalWarning', join(projectFolder, 'src', 'main.ts')]
  return spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
}

async function stopApp(app: ChildProcess): Promise<void> {
  if (app.exitCode !== null || app.signalCode !== null) return
  app.kill('SIGTERM')
  const late = setTimeout(() => app.kill('SIGKILL'), 10_000)
  await once(app, 'exit')
  clearTimeout(late)
}
