import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { connectDatabase, type Pool } from '../db/connect.ts'
import { startEmbedded } from '../db/embedded.ts'
import { checkKeys } from '../db/known-keys.ts'
import { migrate } from '../db/migrate.ts'
import { makeStores } from '../db/stores.ts'
import { reasonOf, StartFault } from '../kernel/errors.ts'
import { systemClock } from '../kernel/clock.ts'
import { silentLog } from '../kernel/log.ts'
import { makeSealing } from '../kernel/sealing.ts'
import { type OpenedKeyRing, openKeyRing } from '../key-ring.ts'
import { environmentWith, loadSettings, projectFolder } from '../settings.ts'
import { fill } from './centre/fill.ts'
import { frameOf, lastAt, largeGround, openCallers } from './centre/ground.ts'
import { ledgerOf, measureExport, measureFigures } from './centre/exports.ts'
import { plansPage } from './centre/plans.ts'
import { askersIn } from './centre/questions.ts'
import { measureLists, measureOne, measurePath } from './centre/measure.ts'
import { measureRate } from './centre/rate.ts'

const usage =
  'npm run bench:centre -- --folder <folder> [--cases 1000000] [--runs 20] [--seconds 20] [--only lists,one,tabs,figures,export,rate] [--plans]'

/** Of a database server for a county; the app's own defaults are for a small machine. */
const serverSettings = { shared_buffers: '1GB', work_mem: '16MB', fsync: 'off', max_wal_size: '8GB' }

const say = (text: string): void => void process.stderr.write(`${text}\n`)

async function makeCentre(dataSource: Pool, cases: number, keys: OpenedKeyRing): Promise<void> {
  await migrate(dataSource, silentLog)
  await checkKeys(dataSource, keys, keys.where, systemClock.now())
  const stores = makeStores(dataSource.manager)
  if ((await stores.town.load()) !== null) {
    say('the folder holds a centre: it is measured as it is')
    return
  }
  const ground = await largeGround()
  const began = performance.now()
  const events = await fill(dataSource, frameOf(ground, cases), makeSealing(keys), say)
  await stores.town.save(ground.directory.data, ground.rulebook, 'bench', lastAt)
  say(
    `${String(cases)} cases, ${String(events)} events in ${String(Math.round((performance.now() - began) / 1e3))} s`,
  )
}

/** As `npm start` has them, but for those that keep a small machine's memory small. */
const flags = [
  ...['--disable-warning=ExperimentalWarning', '--import'],
  join(projectFolder, 'src', 'commands', 'bootstrap', 'compile-cache.mjs'),
]

/** The product itself, on the folder's database, at a clock that stands where the last case came in. */
async function startApp(folder: string): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const app = spawn(process.execPath, [...flags, join(projectFolder, 'src', 'main.ts')], {
    env: environmentWith({
      ...{ PORT: '0', LINLI_DATA: folder, LINLI_CLOCK: `${lastAt.toISOString()},frozen` },
      ...{ LINLI_LOG_LEVEL: 'warn', DATABASE_URL: '', WECHATY_PUPPET: '' },
    }),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const { pid } = app
  const stop = async (): Promise<void> => {
    if (app.exitCode !== null) return
    app.kill('SIGTERM')
    await once(app, 'exit')
  }
  for (;;) {
    if (app.exitCode !== null || pid === undefined)
      throw new StartFault('the app ended; what it said stands above')
    await new Promise((done) => setTimeout(done, 200))
    const file = await readFile(join(folder, 'app.json'), 'utf8').catch(() => '{}')
    const seen = JSON.parse(file) as { pid?: number; url?: string }
    if (seen.pid !== pid || seen.url === undefined) continue
    if ((await fetch(`${seen.url}/readyz`).catch(() => null))?.ok === true)
      return { url: seen.url, pid, stop }
  }
}

/** Numbers of cases from all over the years. */
const someNumbers = async (dataSource: Pool): Promise<readonly string[]> =>
  (
    await dataSource.query<{ number: string }[]>(
      `SELECT number FROM cases TABLESAMPLE BERNOULLI (2) REPEATABLE (7) WHERE NOT confidential ORDER BY md5(id) LIMIT 300`,
    )
  ).map(({ number }) => number)

/** The plans of what is asked most, for docs/query-plans.md. */
async function explain(dataSource: Pool, number: string): Promise<void> {
  const record = await makeStores(dataSource.manager).cases.byNumber(number)
  if (record === null) throw new StartFault('The centre holds no case that could be asked for.')
  process.stdout.write(await plansPage(dataSource, askersIn(await largeGround(), record)))
}

interface Asked {
  cases: number
  runs: number
  seconds: number
  /** Which measures, by name and in this order; null for all. */
  only: readonly string[] | null
}

/** Everything that is measured, on the running product. */
async function measured(
  folder: string,
  dataSource: Pool,
  numbers: readonly string[],
  { cases, runs, seconds, only }: Asked,
) {
  const ground = await largeGround()
  const app = await startApp(folder)
  try {
    const centre = { url: app.url, cookies: await openCallers(dataSource, ground) }
    const measures: Readonly<Record<string, () => Promise<unknown>>> = {
      lists: () => measureLists(centre, runs),
      one: () => measureOne(centre, numbers),
      tabs: () => measurePath(centre, '/case-counts', runs),
      figures: () => measureFigures((path) => measurePath(centre, path, runs)),
      export: () => measureExport(centre, app.pid, ledgerOf(100_000, frameOf(ground, cases))),
      rate: () => measureRate(centre, numbers, seconds),
    }
    const found: Record<string, unknown> = {}
    for (const name of only ?? Object.keys(measures)) found[name] = await measures[name]?.()
    return found
  } finally {
    await app.stop()
  }
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string' },
      cases: { type: 'string', default: '1000000' },
      runs: { type: 'string', default: '20' },
      seconds: { type: 'string', default: '20' },
      only: { type: 'string' },
      plans: { type: 'boolean', default: false },
    },
  })
  if (values.folder === undefined) throw new StartFault(usage)
  const folder = resolve(loadSettings().callerFolder, values.folder)
  await mkdir(folder, { recursive: true })
  const database = await startEmbedded({
    folder: join(folder, 'postgres'),
    log: silentLog,
    settings: serverSettings,
  })
  const keys = openKeyRing({ ...loadSettings(), dataFolder: folder }, () => systemClock.now())
  const sealing = makeSealing(keys)
  const dataSource = await connectDatabase({ connection: database.connection, log: silentLog, sealing })
  try {
    await makeCentre(dataSource, Number(values.cases), keys)
    const numbers = await someNumbers(dataSource)
    if (values.plans) {
      await explain(dataSource, numbers[0] ?? '')
      return
    }
    const asked = {
      ...{ cases: Number(values.cases), runs: Number(values.runs), seconds: Number(values.seconds) },
      only: values.only?.split(',') ?? null,
    }
    process.stdout.write(`${JSON.stringify(await measured(folder, dataSource, numbers, asked), null, 1)}\n`)
  } finally {
    await dataSource.destroy()
    await database.stop()
  }
}

try {
  await run()
} catch (error) {
  say(reasonOf(error))
  process.exitCode = 1
}
