import { setTimeout as nap } from 'node:timers/promises'
import { join } from 'node:path'
import { watchTown } from '../../grid/in-force.ts'
import { makeDirectory } from '../../grid/make-directory.ts'
import { decodeModel } from '../../intake/model/model-file.ts'
import { makeOfflineReader } from '../../intake/read-offline.ts'
import { readerTownOf } from '../../intake/reader-town.ts'
import { silentLog } from '../../kernel/log.ts'
import { openSession } from '../../rights/sessions.ts'
import { projectFolder } from '../../settings.ts'
import { shippedModel } from '../../shipped-model.ts'
import { setStage } from '../scenario/stage.ts'

const mondayMorning = '2026-11-23T09:10:00+08:00'
const night = '2026-11-24T02:40:30+08:00'
const morning = '2026-11-24T08:31:00+08:00'
const officer = 'luona'
const director = 'tianye'
const patienceMs = 20 * 60_000
const lookEveryMs = 500

export interface Centre {
  /** Says it in a room, and has the duty officer say what it is; how that was done. */
  correct(room: string, as: string, text: string, leaf: string | null): Promise<string>
  /** What the reader in use makes of words that stand alone. */
  readNow(text: string): Promise<{ act: string; leaf: string | null }>
  /** Moves the clock to the night, waits for the decision, and says how quickly the product answered meanwhile. */
  throughTheNight(): Promise<{
    decision: Record<string, unknown>
    told: readonly string[]
    meanwhile: object
  }>
  takeBack(): Promise<object>
  close(): Promise<void>
}

interface Answer {
  status: number
  body: Record<string, unknown>
  etag: string
}

/** The whole product in a folder of its own, with a model learnt each night. */
export async function openCentre(): Promise<Centre> {
  const making = { clock: mondayMorning, reader: 'offline', learns: true } as const
  const stage = await setStage(making, join(projectFolder, 'towns', 'qinghe'))
  const { stores } = stage

  async function ask(method: string, path: string, as: string, body?: object, ifMatch = ''): Promise<Answer> {
    const town = await stores.town.load()
    if (town === null) throw new Error('there is no town')
    const { rulebook } = watchTown(stores.town, town, silentLog).ground()
    const who = { person: as, way: 'chat', pending: null, address: '127.0.0.1', agent: 'rehearsal' } as const
    const { token } = await openSession(stores.sessions, who, rulebook.accounts, await stage.now())
    const answer = await fetch(`${stage.url()}/api/v1${path}`, {
      method,
      headers: {
        cookie: `linli_session=${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === '' ? {} : { 'if-match': ifMatch }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const read = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
    return { status: answer.status, body: read, etag: answer.headers.get('etag') ?? '' }
  }

  const settled = async () => stage.moveClock({ advance: '1m' })

  async function moved(number: string, move: string, body: object): Promise<string> {
    const { etag } = await ask('GET', `/cases/${number}`, officer)
    const { status } = await ask('POST', `/cases/${number}/moves/${move}`, officer, body, etag)
    await settled()
    return status === 200 ? move : `${move} refused`
  }

  return {
    async correct(room, as, text, leaf) {
      await stage.say({ room, as, text })
      await settled()
      const [waiting] = await stores.cases.find({ states: ['triage'], most: 1 })
      if (waiting?.words.includes(text) === true)
        return leaf === null
          ? moved(waiting.number, 'dismiss', {})
          : moved(waiting.number, 'file', { category: leaf })
      if (leaf === null) return 'not corrected'
      const { body } = await ask('GET', '/passed-over?limit=3', officer)
      const missed = (body['messages'] as { id: string; words: string }[]).find(({ words }) => words === text)
      if (missed === undefined) return 'not corrected'
      const taken = await ask('POST', `/passed-over/${missed.id}/take-up`, officer, { category: leaf })
      await settled()
      return taken.status === 201 ? 'this was one' : 'refused'
    },

    async readNow(text) {
      const town = await stores.town.load()
      if (town === null) throw new Error('there is no town')
      const { model } = await stores.models.inUse()
      const bytes = model === null ? null : await stores.models.bytes(model)
      const inUse = bytes === null ? shippedModel() : decodeModel(bytes)
      const reader = makeOfflineReader(readerTownOf(makeDirectory(town.town), town.rules), inUse)
      const read = reader.readNow({ text, room: 'community', speaker: 'resident', name: '邻居', context: [] })
      return { act: read.act, leaf: read.matters[0]?.category ?? null }
    },

    async throughTheNight() {
      await stage.moveClock({ until: night })
      const waits: number[] = []
      const begun = performance.now()
      let decisions: Record<string, unknown>[] = []
      while (decisions.length === 0 && performance.now() - begun < patienceMs) {
        const asked = performance.now()
        decisions = (await ask('GET', '/reader/decisions', officer)).body['decisions'] as typeof decisions
        waits.push(performance.now() - asked)
        await nap(lookEveryMs)
      }
      const seconds = Math.round((performance.now() - begun) / 1_000)
      await stage.moveClock({ until: morning })
      const messages = await told()
      waits.sort((a, b) => a - b)
      const ms = (share: number) => Math.round(waits[Math.floor((waits.length - 1) * share)] ?? 0)
      return {
        decision: decisions[0] ?? {},
        told: messages,
        meanwhile: { seconds, answers: waits.length, medianMs: ms(0.5), worstMs: ms(1) },
      }
    },

    async takeBack() {
      const { etag } = await ask('GET', '/reader/model', director)
      return (await ask('POST', '/reader/model/take-back', director, undefined, etag)).body
    },

    close: () => stage.close(),
  }

  /** What the centre's room read in the morning of what was learnt. */
  async function told(): Promise<readonly string[]> {
    const answer = await fetch(`${stage.url()}/sandbox/api/rooms/centre/messages`)
    const { messages } = (await answer.json()) as { messages: { text: string }[] }
    return messages.map(({ text }) => text).filter((text) => text.includes('识读学习'))
  }
}
