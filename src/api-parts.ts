import type { ApiParts } from './api/v1/ports.ts'
import type { AttachmentBytes } from './attachments.ts'
import type { ChatLink } from './chat/link.ts'
import type { Stores } from './db/stores.ts'
import { makeAskedMoves } from './desk/asked-moves.ts'
import { makeReception } from './desk/from-outside.ts'
import { isAbout, rawSince, takeUpPassedOver } from './desk/pointed-out.ts'
import { reportTask } from './desk/following-up.ts'
import { registerCase } from './desk/registering.ts'
import { visitWritten } from './desk/town/visit.ts'
import { makeAskedTown } from './desk/asked-town.ts'
import type { TownWatch } from './grid/in-force.ts'
import type { Reader } from './intake/reading.ts'
import type { Engine } from './jobs/engine.ts'
import type { makeFollowing } from './jobs/following.ts'
import type { LiveChanges } from './live-changes.ts'
import type { ModelInUse } from './model-in-use.ts'
import type { ModelEndpoint } from './rights/model-endpoints.ts'
import { makePictures } from './pictures.ts'
import type { Clock } from './kernel/clock.ts'
import type { Log } from './kernel/log.ts'
import type { OutwardReach } from './kernel/outward-reach.ts'
import type { UnitOfWork } from './kernel/unit-of-work.ts'

/** What /api/v1 works with: the stores, the town in force, and the desk's own way of making moves. */
export function apiPartsOf(given: {
  stores: Stores
  unitOfWork: UnitOfWork<Stores>
  town: TownWatch
  engine: Pick<Engine, 'poke'>
  /** What follows of a move at once; without it the engine does it when its turn comes. */
  following?: ReturnType<typeof makeFollowing>
  clock: Clock
  log: Log
  live: LiveChanges
  link: Pick<ChatLink, 'state'>
  attachments: Pick<AttachmentBytes, 'put' | 'get' | 'drop'>
  /** Reads what other systems send. */
  reader(): Reader
  /** The reader's model in use. */
  model: ModelInUse
  learnNightly: boolean
  publicUrl: string | null
  /** Reads what lies unread; without it nothing is read. */
  desk?: { takeUp(): Promise<void> }
  webhookReach: OutwardReach
  /** Where words would be sent; none unless it is said. */
  modelEndpoints?: readonly ModelEndpoint[]
  largeLedgers: ApiParts['largeLedgers']
  readSheets: ApiParts['readSheets']
}): ApiParts {
  const { stores, unitOfWork, town, engine, clock, log, live, publicUrl } = given
  const ground = (): ReturnType<TownWatch['ground']> => town.ground()
  return {
    ...{ stores, unitOfWork, ground, clock, log, publicUrl, webhookReach: given.webhookReach },
    ...{ attachments: given.attachments, pictures: makePictures(), largeLedgers: given.largeLedgers },
    readSheets: given.readSheets,
    modelEndpoints: given.modelEndpoints ?? [],
    follow: (hear) => live.follow(hear),
    townAsked: makeAskedTown({ ground }),
    moves: makeAskedMoves({ ground, cases: stores.cases }),
    office: {
      reportTask: (within, { task, person, ...asked }) =>
        reportTask({ stores: within, ...asked, code: person, ground: ground(), key: task.key }, task),
      visit: (within, visited) => visitWritten(within, visited, ground()),
    },
    link: () => given.link.state(),
    passedOver: {
      since: (now) => rawSince(now, ground()),
      isAbout: (person, message) => isAbout(person, message, ground()),
      takeUp: (inside, asked) =>
        takeUpPassedOver({ ground, reader: () => given.reader() }, inside, { ...asked, door: 'api' }),
    },
    readerModel: {
      name: () => given.model.name(),
      refresh: () => given.model.refresh(),
      nightly: given.learnNightly,
    },
    reception: makeReception({ ground, reader: () => given.reader() }),
    register: (within, asked) => registerCase(within, { ...asked, reader: given.reader() }, ground()),
    townChanged: () =>
      town.refresh().then(
        () => {
          engine.poke()
        },
        (error: unknown) => {
          // It is saved; the minute tick takes it up.
          log.error({ err: error }, 'a change of the town could not be taken up at once')
        },
      ),
    reread: () =>
      void given.desk?.takeUp().catch((error: unknown) => {
        log.error({ err: error }, 'what lies unread could not be read')
      }),
    poke: () => {
      engine.poke()
    },
    settled: async (within, record, now) => {
      await given.following?.(within, record.id, now)
      return (await within.cases.byId(record.id)) ?? record
    },
    moved: (caseId) => {
      live.tell(caseId)
      engine.poke()
    },
  }
}
