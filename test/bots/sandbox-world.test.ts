import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { arrange } from '../../bots/sandbox/arranging.ts'
import { makeAttachmentShelf } from '../../bots/sandbox/attachments.ts'
import { Delivery } from '../../bots/sandbox/delivery.ts'
import { sayIn } from '../../bots/sandbox/saying.ts'
import { WorldStore } from '../../bots/sandbox/world-store.ts'
import { addSeconds, VirtualClock } from '../../src/kernel/clock.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { smallWorld } from '../support/sandbox.ts'

const start = new Date('2026-11-23T09:10:00+08:00')

let folder: string
let machine: VirtualClock
let store: WorldStore

const openStore = (): WorldStore => new WorldStore({ folder, machine, log: silentLog })
const pass = (seconds: number): void => {
  machine.moveTo(addSeconds(machine.now(), seconds))
}
const speak = (text: string): string => {
  const shelf = makeAttachmentShelf(join(folder, 'attachments'))
  return sayIn({ store, shelf }, { room: 'cuihu-a', as: 'liayi', text }, start).id
}
const texts = (): string[] => store.state.messages.map(({ text }) => text)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linli-world-'))
  machine = new VirtualClock({ at: start, running: false })
  store = openStore()
  arrange(store, smallWorld)
})

afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The process ends without a word, and another opens the same folder. */
function reopen(): void {
  store.close()
  store = openStore()
}

describe('the journal', () => {
  const journal = (): string => join(folder, 'world.jsonl')

  it('drops a line that was torn off in writing, and no other', () => {
    speak('第一句')
    appendFileSync(journal(), '{"is":"message","id":"torn')
    reopen()
    speak('第二句')
    reopen()
    expect(texts()).toEqual(['第一句', '第二句'])
    expect(readFileSync(journal(), 'utf8')).not.toContain('torn')
  })

  it('skips a damaged line in the middle and keeps the rest', () => {
    speak('第一句')
    speak('第二句')
    writeFileSync(journal(), readFileSync(journal(), 'utf8').replace('第一句', '第一"句'))
    reopen()
    expect(texts()).toEqual(['第二句'])
  })

  it('never gives an id twice, not even after a damaged line or in a world made anew', () => {
    const first = speak('第一句')
    const second = speak('第二句')
    writeFileSync(journal(), readFileSync(journal(), 'utf8').replace('第一句', '第一"句'))
    reopen()
    const third = speak('第三句')
    expect(new Set([first, second, third]).size).toBe(3)
    store.close()
    rmSync(journal())
    pass(1)
    store = openStore()
    arrange(store, smallWorld)
    expect([first, second, third]).not.toContain(speak('新世界'))
  })
})

describe('the clock of the world', () => {
  it('is the machine’s until it is set, stands or runs on as told, and outlives the process', () => {
    expect(store.now()).toEqual(start)
    const set = new Date('2026-12-01T08:00:00+08:00')
    store.record({ is: 'clock', at: set.toISOString(), running: false })
    pass(30)
    expect(store.now()).toEqual(set)
    store.record({ is: 'clock', at: set.toISOString(), running: true })
    pass(30)
    reopen()
    expect(store.now()).toEqual(addSeconds(set, 30))
  })
})

describe('delivery to the event stream', () => {
  let told: string[]

  const deliver = (replay = true): Delivery => {
    told = []
    return new Delivery({
      store,
      machine,
      replay,
      emit: ({ text }) => {
        told.push(text)
      },
      caughtUp: () => undefined,
    })
  }
  const connect = (delivery: Delivery): void => {
    delivery.streamOpened()
    delivery.clientReady()
  }

  it('tells the first stream all that nobody was ever told of', () => {
    const delivery = deliver()
    speak('早')
    pass(3_600)
    speak('晚')
    connect(delivery)
    expect(told).toEqual(['早', '晚'])
  })

  it('tells the next stream what was said since the last one ended and in the minute before, in order', () => {
    const delivery = deliver()
    connect(delivery)
    speak('早就听到')
    pass(61)
    speak('刚听到')
    delivery.streamEnded()
    pass(3_600)
    speak('没听到')
    told = []
    connect(delivery)
    expect(told).toEqual(['刚听到', '没听到'])
  })

  it('takes the last line of the journal for the end of a stream that died with the process', () => {
    connect(deliver())
    speak('早就听到')
    pass(61)
    speak('刚听到')
    pass(3_600)
    reopen()
    const delivery = deliver()
    speak('没听到')
    pass(3_600)
    connect(delivery)
    expect(told).toEqual(['刚听到', '没听到'])
  })

  it('tells nothing of the past where replay is off', () => {
    const delivery = deliver(false)
    speak('没人听')
    connect(delivery)
    speak('有人听')
    expect(told).toEqual(['有人听'])
  })

  it('waits until the client is ready, and keeps the order of what is said meanwhile', () => {
    const delivery = deliver()
    speak('之前')
    delivery.streamOpened()
    speak('之间')
    expect(told).toEqual([])
    delivery.clientReady()
    speak('之后')
    expect(told).toEqual(['之前', '之间', '之后'])
  })
})
