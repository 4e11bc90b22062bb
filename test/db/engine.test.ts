import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { EngineDeps } from '../../src/jobs/engine.ts'
import { makeEngine } from '../../src/jobs/engine.ts'
import { makeMovingClock } from '../../src/jobs/moving-clock.ts'
import { addSeconds, instant, VirtualClock } from '../../src/kernel/clock.ts'
import { Outage, Refusal } from '../../src/kernel/errors.ts'
import { newId } from '../../src/kernel/ids.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { aCase } from '../support/a-case.ts'
import type { FreshDatabase } from '../support/database.ts'
import { freshDatabase } from '../support/database.ts'
import { aTimer } from '../support/heard.ts'

const start = instant('2026-11-23T09:10:00+08:00')
const later = (seconds: number): Date => addSeconds(start, seconds)

describe('the engine', () => {
  let db: FreshDatabase
  let clock: VirtualClock
  let done: string[]
  let errors: string[]
  const engines: { stop(): Promise<void> }[] = []

  beforeAll(async () => {
    db = await freshDatabase()
  })
  afterAll(() => db.drop())
  beforeEach(async () => {
    await db.dataSource.query('DELETE FROM timers')
    await db.dataSource.query('DELETE FROM reactions')
    clock = new VirtualClock({ at: start, running: false })
    done = []
    errors = []
  })
  afterEach(async () => {
    for (const engine of engines.splice(0)) await engine.stop()
  })

  function engineWith(wanted: Partial<EngineDeps> = {}) {
    const engine = makeEngine({
      ...{ unitOfWork: db.unitOfWork, stores: db.stores, clock },
      log: { ...silentLog, error: (_facts, message) => void errors.push(message) },
      clockRuns: () => clock.running,
      react: async (event) => void done.push(event.id),
      fire: async (timer) => {
        done.push(timer.key)
        return undefined
      },
      sender: { sendDue: async () => false },
      ...wanted,
    })
    engines.push(engine)
    return engine
  }

  const move = (engine: ReturnType<typeof engineWith>) =>
    makeMovingClock({ clock, engine, heard: async () => undefined, moved: async () => undefined })

  const set = (key: string, seconds = 0): Promise<void> =>
    db.stores.timers.set(aTimer({ key, runAt: later(seconds) }))

  async function append(caseId: string): Promise<string> {
    const event = await db.unitOfWork.run((stores) =>
      stores.events.append({
        ...{ caseId, move: 'accept', from: 'dispatched', to: 'in_progress', door: 'chat', at: start },
        ...{ actor: { by: 'chenlan', post: 'community_lead' }, facts: {}, words: null },
      }),
    )
    return event.id
  }

  async function newCase(): Promise<string> {
    const id = newId()
    await db.stores.cases.insert(aCase({ id, number: `N-${id}` }))
    return id
  }

  it('reacts to what has happened first, then fires what is due, earliest first, and no more', async () => {
    await set('second', -1)
    await set('first', -2)
    await set('tomorrow', 86_400)
    const event = await append(await newCase())
    const engine = engineWith()
    await engine.rest()
    expect(done).toEqual([event, 'first', 'second'])
    expect(await engine.nextDue()).toEqual(later(86_400))
  })

  it('fires each timer once where two work on one database', async () => {
    for (let n = 0; n < 40; n += 1) await set(`t-${String(n)}`)
    const [one, two] = [engineWith(), engineWith()]
    await Promise.all([one.rest(), two.rest()])
    expect(done.toSorted()).toEqual(Array.from({ length: 40 }, (_, n) => `t-${String(n)}`).toSorted())
  })

  it('rests on a frozen clock with a reaction put off, and tries it again at its time', async () => {
    const event = await append(await newCase())
    let failing = true
    const engine = engineWith({
      react: async ({ id }) => {
        if (failing) throw new Error('broken')
        done.push(id)
      },
    })
    await engine.rest()
    expect(done).toEqual([])
    expect(await engine.nextDue()).toEqual(later(30))
    failing = false
    await move(engine).until(later(60))
    expect(done).toEqual([event])
  })

  it('parks a reaction that fails ten times, ever longer apart, and goes on with its case', async () => {
    const caseId = await newCase()
    const poison = await append(caseId)
    const behind = await append(caseId)
    const tries: number[] = []
    const engine = engineWith({
      react: async ({ id }) => {
        if (id !== poison) return void done.push(id)
        tries.push((clock.now().getTime() - start.getTime()) / 1_000)
        throw new Error('poison')
      },
    })
    await move(engine).until(later(100_000))
    expect(tries).toEqual([0, 30, 90, 210, 450, 930, 1_890, 3_810, 7_410, 11_010])
    expect(done).toEqual([behind])
    expect(await db.stores.reactions.parked()).toMatchObject([{ eventId: poison, attempts: 10 }])
    expect(errors.filter((message) => message.includes('parked'))).toHaveLength(1)
    expect(await engine.nextDue()).toBeNull()
  })

  it('parks a timer that fails ten times', async () => {
    await set('poison')
    let tries = 0
    const engine = engineWith({
      fire: async () => {
        tries += 1
        throw new Error('poison')
      },
    })
    await move(engine).until(later(100_000))
    expect([tries, await engine.nextDue()]).toEqual([10, null])
  })

  it('is done with a timer whose work is refused, since events have overtaken it', async () => {
    await set('late')
    let tries = 0
    const engine = engineWith({
      fire: async () => {
        tries += 1
        throw new Refusal('wrong_state', '已经办结了。')
      },
    })
    await move(engine).until(later(100_000))
    expect([tries, errors]).toEqual([1, []])
  })

  it('looks again a second after it stumbled, not at once', async () => {
    let looks = 0
    const engine = engineWith({
      sender: {
        sendDue: async () => {
          looks += 1
          if (looks < 3) throw new Outage('db', 'away')
          return false
        },
      },
    })
    engine.poke()
    engine.poke()
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(looks).toBe(1)
    await expect.poll(() => looks, { timeout: 4_000 }).toBe(3)
  })
})
