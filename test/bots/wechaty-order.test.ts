import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { makeArrivals, type Arrival } from '../../bots/wechaty/order.ts'
import type { Log } from '../../src/kernel/log.ts'

function logTo(lines: object[]): Log {
  const keep = (facts: object): void => void lines.push(facts)
  return { debug: keep, info: keep, warn: keep, error: keep }
}

const wobble = (n: number): number => (n * 7919) % 5

describe('what arrives', () => {
  it('is passed on in its order within each conversation, however long each takes to load and to pass on', async () => {
    const heard = new Map<string, number[]>()
    const arrivals = makeArrivals({ log: logTo([]), loading: 8 })
    for (let n = 0; n < 300; n += 1) {
      const conversation = `room:${String(n % 5)}`
      arrivals.arrive({ n }, async () => {
        await delay(wobble(n))
        return {
          conversation,
          async passOn() {
            await delay(n % 3)
            heard.set(conversation, [...(heard.get(conversation) ?? []), n])
          },
        }
      })
    }
    await arrivals.settled()
    expect([...heard.values()].flat()).toHaveLength(300)
    for (const line of heard.values()) expect(line).toEqual(line.toSorted((a, b) => a - b))
  })

  it('is passed on one at a time per conversation, and side by side between conversations', async () => {
    const busy = new Map<string, number>()
    let most = 0
    let mostInOne = 0
    const arrivals = makeArrivals({ log: logTo([]), loading: 8 })
    for (let n = 0; n < 30; n += 1) {
      const conversation = `room:${String(n % 3)}`
      arrivals.arrive({ n }, () =>
        Promise.resolve({
          conversation,
          async passOn() {
            const now = (busy.get(conversation) ?? 0) + 1
            busy.set(conversation, now)
            mostInOne = Math.max(mostInOne, now)
            most = Math.max(
              most,
              [...busy.values()].reduce((a, b) => a + b),
            )
            await delay(2)
            busy.set(conversation, now - 1)
          },
        }),
      )
    }
    await arrivals.settled()
    expect(mostInOne).toBe(1)
    expect(most).toBe(3)
  })

  it('does not stop for one that throws, rejects, or cannot be loaded; each is logged under its id', async () => {
    const lines: object[] = []
    const heard: number[] = []
    const arrivals = makeArrivals({ log: logTo(lines), loading: 8 })
    const say = (n: number, passOn: () => Promise<void>): void => {
      arrivals.arrive({ messageId: n }, () => Promise.resolve<Arrival>({ conversation: 'room:1', passOn }))
    }
    const ordinary = (n: number) => (): Promise<void> => {
      heard.push(n)
      return Promise.resolve()
    }
    say(1, ordinary(1))
    say(2, () => {
      throw new Error('thrown')
    })
    say(3, () => Promise.reject(new Error('rejected')))
    arrivals.arrive({ messageId: 4 }, () => Promise.reject(new Error('not loaded')))
    arrivals.arrive({ messageId: 5 }, () => {
      throw new Error('not even tried')
    })
    arrivals.arrive({ messageId: 6 }, () => Promise.resolve(null))
    say(7, ordinary(7))
    await arrivals.settled()
    expect(heard).toEqual([1, 7])
    expect(lines).toEqual([
      { messageId: 2, why: 'thrown' },
      { messageId: 3, why: 'rejected' },
      { messageId: 4, why: 'not loaded' },
      { messageId: 5, why: 'not even tried' },
    ])
  })

  it('is not held up by a slow conversation elsewhere', async () => {
    const heard: string[] = []
    const arrivals = makeArrivals({ log: logTo([]), loading: 8 })
    let release = (): void => undefined
    const held = new Promise<void>((go) => (release = go))
    const pass = (conversation: string, wait: Promise<void>): void => {
      arrivals.arrive({}, () =>
        Promise.resolve({ conversation, passOn: () => wait.then(() => void heard.push(conversation)) }),
      )
    }
    pass('room:slow', held)
    pass('room:quick', Promise.resolve())
    await delay(5)
    expect(heard).toEqual(['room:quick'])
    release()
    await arrivals.settled()
    expect(heard).toEqual(['room:quick', 'room:slow'])
  })
})
