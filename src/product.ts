import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { launchSandbox, type LaunchedSandbox } from '../bots/sandbox/launch.ts'
import { makeWechatyLink } from '../bots/wechaty/link.ts'
import { puppetOptionsFrom } from '../bots/wechaty/options.ts'
import { makeHttpDoor } from './api/door.ts'
import { countForgotten } from './api/figures.ts'
import { apiPartsOf } from './api-parts.ts'
import { type AttachmentBytes, makeAttachmentBytes } from './attachments.ts'
import { type HeardOtherwise, heardOtherwise } from './heard-otherwise.ts'
import type { ChatLink } from './chat/link.ts'
import { connectDatabase } from './db/connect.ts'
import { startEmbedded } from './db/embedded.ts'
import { checkKeys } from './db/known-keys.ts'
import { migrate } from './db/migrate.ts'
import { makeStores, type Stores } from './db/stores.ts'
import { makeUnitOfWork } from './db/unit-of-work.ts'
import { makeDesk } from './desk/hear.ts'
import type { TownWatch } from './grid/in-force.ts'
import { makeAlarm } from './jobs/alarm.ts'
import { makeWebhookCaller } from './jobs/webhook-caller.ts'
import { makeDueWork } from './jobs/due-work.ts'
import { makeEngine } from './jobs/engine.ts'
import { makeFollowing } from './jobs/following.ts'
import { makeSender } from './jobs/sender.ts'
import { startTicks } from './jobs/ticks.ts'
import { mendFactsBehind } from './facts-behind.ts'
import { firstLogin } from './first-login.ts'
import type { Clock, VirtualClock } from './kernel/clock.ts'
import { StartFault } from './kernel/errors.ts'
import type { Log } from './kernel/log.ts'
import { makeSealing } from './kernel/sealing.ts'
import { openKeyRing } from './key-ring.ts'
import { makeLedgerThreads } from './ledger-thread.ts'
import { makeLearner } from './learning.ts'
import { makeLiveChanges } from './live-changes.ts'
import { type ModelInUse, watchModel } from './model-in-use.ts'
import { openLog } from './product-log.ts'
import { react } from './reactions.ts'
import { keepClock, resumeClock } from './sandbox-clock.ts'
import { sealInBackground } from './seal-in-background.ts'
import { sandboxDeskOf, welcomeOf } from './sandbox-desk.ts'
import { arrangeSandbox } from './sandbox-world.ts'
import { makeRoomsAtWork } from './rooms-at-work.ts'
import { openTown } from './open-town.ts'
import { endpointsOf, makeEndpointGate } from './model-endpoints.ts'
import { openReader, type ReaderAtWork } from './reader-at-work.ts'
import { readinessOf } from './readiness.ts'
import { makeRenewableLink, type RenewableLink } from './renewable-link.ts'
import { redactedSettings, type Settings, sandboxPuppet } from './settings.ts'
import { makeWorkbookReader } from './workbook-thread.ts'

export interface Product {
  url: string
  /** What the person at the terminal reads first. */
  welcome: string
  log: Log
  stop(): Promise<void>
}

/** Undone in reverse when the product ends, or when its start fails half-way. */
type Ending = () => Promise<void>

/** The database in use: the embedded one under the data folder, or the server that DATABASE_URL names. */
export async function openDatabase(settings: Settings, clock: Clock, log: Log, endings: Ending[]) {
  const keys = openKeyRing(settings, () => clock.now())
  const sealing = makeSealing(keys)
  const embedded =
    settings.databaseUrl === null
      ? await startEmbedded({ folder: join(settings.dataFolder, 'postgres'), log })
      : null
  if (embedded !== null) endings.push(() => embedded.stop())
  const connection = embedded?.connection ?? { url: settings.databaseUrl ?? '' }
  const dataSource = await connectDatabase({ connection, log, sealing })
  endings.push(() => dataSource.destroy())
  await migrate(dataSource, log)
  await checkKeys(dataSource, keys, keys.where, clock.now())
  const attachments = makeAttachmentBytes(settings.dataFolder, sealing)
  return {
    ...{ dataSource, connection, keys, attachments },
    stores: makeStores(dataSource.manager),
    unitOfWork: makeUnitOfWork(dataSource),
  }
}

function openLink(
  settings: Settings,
  sandbox: LaunchedSandbox | null,
  town: TownWatch,
  clock: VirtualClock,
  log: Log,
): ChatLink {
  const options =
    sandbox === null
      ? { puppet: settings.puppet.name, puppetOptions: puppetOptionsFrom(settings.puppet.environment) }
      : {
          puppet: 'wechaty-puppet-service',
          puppetOptions: { endpoint: sandbox.endpoint, token: sandbox.token, tls: { disable: true } },
        }
  return makeWechatyLink({
    ...options,
    botNames: () => [town.ground().directory.data.bot.name, ...town.ground().directory.data.bot.aliases],
    clock,
    log,
    cacheFolder: join(settings.dataFolder, 'wechaty'),
  })
}

/** Joins the parts and starts them; a start that fails half-way leaves nothing running. */
export async function openProduct(settings: Settings, clock: VirtualClock): Promise<Product> {
  const endings: Ending[] = []
  const log = openLog(settings)
  const stop = async (): Promise<void> => {
    for (const ending of endings.splice(0).toReversed())
      await ending().catch((error: unknown) => {
        log.error({ err: error }, 'a part did not end cleanly')
      })
  }
  try {
    log.info(redactedSettings(settings), 'starting')
    const url = await joinParts(settings, clock, log, endings)
    return { ...url, log, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function joinParts(settings: Settings, clock: VirtualClock, log: Log, endings: Ending[]) {
  await mkdir(settings.dataFolder, { recursive: true }).catch((error: unknown) => {
    throw new StartFault(`The data folder ${settings.dataFolder} cannot be made: ${String(error)}`)
  })
  const launching =
    settings.puppet.name === sandboxPuppet
      ? launchSandbox({ folder: join(settings.dataFolder, 'sandbox'), log })
      : null
  launching?.catch(() => undefined)
  const database = await openDatabase(settings, clock, log, endings)
  const town = await openTown(settings, database.stores, clock, log)
  const movable = launching !== null && settings.clock === null
  if (movable) await resumeClock(clock, settings.dataFolder, town.ground())
  const sandbox = await launching
  if (sandbox !== null) {
    endings.push(() => sandbox.stop())
    await sandbox.control.setClock(clock.now(), clock.running)
    await arrangeSandbox(sandbox.control, town.ground(), settings.sandbox, database.stores, clock.now())
  }
  const link = makeRenewableLink(() => openLink(settings, sandbox, town, clock, log))
  const model = watchModel(database.stores.models, log)
  await model.refresh()
  const modelEndpoints = endpointsOf(settings)
  const gate = makeEndpointGate(modelEndpoints, database.stores.approvals, clock, log)
  const reader = await openReader(settings, town, database.stores.modelExchanges, model, gate, clock, log)
  endings.push(() => reader.settled())
  const ways = await heardOtherwise(settings, database.attachments, () => town.ground(), gate, log)
  const work = startWork(settings, { ...database, town, link, clock, log, reader, model, ways }, endings)
  const desk =
    sandbox === null
      ? null
      : sandboxDeskOf({
          ...database,
          ...work,
          ...{ sandbox, town, clock },
          setting: settings.sandbox,
          clockMoved: () => (movable ? keepClock(clock, settings.dataFolder) : Promise.resolve()),
        })
  const door = makeHttpDoor({
    log,
    api: apiPartsOf({
      ...{ ...database, ...work, town, clock, log, model, reader: reader.now },
      ...{ publicUrl: settings.publicUrl, learnNightly: settings.learnNightly },
      ...{ webhookReach: settings.webhookReach, modelEndpoints },
      largeLedgers: makeLedgerThreads({ ...database, keys: settings }),
      readSheets: makeWorkbookReader(),
    }),
    readiness: readinessOf({ ...database, link, reader }),
    sandbox: desk,
  })
  const { url } = await door.listen(settings.port)
  endings.push(() => door.close())
  await work.begin()
  sealInBackground(database, log)
  const login = await firstLogin(database.unitOfWork, town.ground(), clock.now())
  return {
    url,
    welcome: welcomeOf(url, settings, sandbox !== null, login, database.keys, gate.isShut('reading')),
  }
}

interface Workings {
  stores: Stores
  unitOfWork: ReturnType<typeof makeUnitOfWork>
  town: TownWatch
  link: RenewableLink
  clock: VirtualClock
  log: Log
  reader: ReaderAtWork
  model: ModelInUse
  ways: HeardOtherwise
  attachments: AttachmentBytes
}

/** The desk, the engine and the ticks around one link. */
function startWork(settings: Settings, parts: Workings, endings: Ending[]) {
  const { stores, unitOfWork, town, link, clock, log, model, attachments } = parts
  const ground = (): ReturnType<TownWatch['ground']> => town.ground()
  const poke = (): void => {
    engine.poke()
  }
  const rooms = makeRoomsAtWork({
    ...{ stores, link, ground, clock, log },
    poke,
  })
  const desk = makeDesk({
    ...{ unitOfWork, stores, ground, clock, log },
    reader: parts.reader.now,
    rooms,
    refreshTown: async () => void (await town.refresh()),
    poke,
    attendanceChanged: async () => void (await town.refreshAttendance()),
    keepAttachment: (messageId, attachment) => attachments.put(messageId, attachment),
    dropAttachment: (messageId) => attachments.drop(messageId),
    ...parts.ways,
  })
  const alarm =
    settings.alarmUrl === null ? null : makeAlarm({ url: settings.alarmUrl, timers: stores.timers, log })
  const webhooks = makeWebhookCaller({
    ...{ stores, clock, log, reach: settings.webhookReach },
    rules: () => ground().rulebook.webhooks,
  })
  const live = makeLiveChanges()
  const learner = settings.learnNightly
    ? makeLearner({
        ...{ stores, unitOfWork, ground, clock, log, decided: () => model.refresh() },
        poke,
      })
    : null
  const engine = makeEngine({
    ...{ unitOfWork, stores, clock, log },
    react: live.telling((event, inside, now) => react(event, inside, ground(), now)),
    fire: makeDueWork({
      ...{ ground, takeUp: () => desk.takeUp(), alarm, learner, webhooks },
      refreshTown: async () => void (await town.refresh()),
      forgetting: { dropAttachment: (messageId) => attachments.drop(messageId), counted: countForgotten },
    }),
    sender: makeSender({ unitOfWork, stores, link, ground, clock, log, members: rooms.known }),
    clockRuns: () => clock.running,
  })
  return {
    desk,
    engine,
    following: makeFollowing((event, inside, now) => react(event, inside, ground(), now), log),
    live,
    link,
    reader: parts.reader.now,
    roomChanges: () => rooms.changes(),
    /** What was left unsettled comes first; then the chat is heard again. */
    async begin(): Promise<void> {
      await stores.outbox.parkExpired(clock.now(), clock.now())
      await desk.takeUp()
      const ticks = await startTicks({
        ...{ stores, ground, clock, log },
        poke,
        takeUp: () => desk.takeUp(),
        learns: learner !== null,
        refreshTown: async () => {
          await town.refresh()
          await model.refresh()
        },
      })
      endings.push(
        mendFactsBehind({ stores, unitOfWork, ground, log }),
        async () => alarm?.settled(),
        () => webhooks.settled(),
        async () => learner?.stop(),
        () => engine.stop(),
        () => ticks.stop(),
        () => link.stop(),
      )
      await link.start({
        message: (message) => desk.hear(message),
        announced: desk.announced,
        roomChanged: (change) => rooms.changed(change),
        stateChanged: (state) => {
          if (state.state !== 'up') return
          poke()
          rooms.linkIsUp()
        },
        gap: (gap) =>
          void stores.gaps.record(gap).catch((error: unknown) => {
            log.error({ err: error }, 'a gap could not be recorded')
          }),
      })
      await rooms.begin()
      poke()
    },
  }
}
