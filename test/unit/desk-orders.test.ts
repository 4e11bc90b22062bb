import { describe, expect, it } from 'vitest'
import { conversationKey, inPrivate, inRoom } from '../../src/chat/conversation.ts'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { NewEvent } from '../../src/cases/event.ts'
import { readCommand } from '../../src/desk/command.ts'
import { orderFor } from '../../src/desk/order-for.ts'
import { photosBefore } from '../../src/desk/photos.ts'
import type { DeskDeps, DeskStores } from '../../src/desk/ports.ts'
import type { Setting } from '../../src/desk/speaker.ts'
import { runCommand } from '../../src/desk/staff.ts'
import type { KeptMessage } from '../../src/intake/ports.ts'
import { Outage } from '../../src/kernel/errors.ts'
import { base, ground, handler, local, now } from '../support/lifecycle-ask.ts'

const commandOf = (text: string) => {
  const command = readCommand(text)
  if (command === null) throw new Error(`no command: ${text}`)
  return command
}

const messageOf = (wanted: Partial<KeptMessage> = {}): KeptMessage => ({
  ...{ seq: '9', platformId: 'm-9', conversationKey: conversationKey(inRoom('r-1')), contactId: 'c-1' },
  ...{ senderName: '', self: false, kind: 'text', text: '', addressed: false, quote: null, mentions: [] },
  ...{ sentAt: now, heardAt: now, state: 'new', reading: null, caseId: null, end: null },
  ...wanted,
})

describe('同意 for a filed case', () => {
  it('that nobody has returned begins at the first step of its row', () => {
    const record = base({ state: 'filed', handler: null, step: null, category: '0201', grid: 'G11' })
    const [order] = orderFor(commandOf('同意 1'), record, { code: 'duty_officer-QH', ground, now })
    expect(order?.move).toBe('dispatch')
    expect(order?.facts['step']).toBe(0)
  })
})

describe('Pictures that come with a result', () => {
  const image = (wanted: Partial<KeptMessage>) => messageOf({ kind: 'image', ...wanted })
  const above = (lines: readonly KeptMessage[]) => ({
    above: (key: string, _seq: string, since: Date) =>
      Promise.resolve(lines.filter((one) => one.conversationKey === key && one.heardAt >= since)),
  })

  it('are those of the speaker in the last half hour, here or alone with the bot', async () => {
    const lines = [
      image({}),
      image({ conversationKey: conversationKey(inPrivate('c-1')) }),
      image({ contactId: 'c-2' }),
      image({ conversationKey: conversationKey(inRoom('r-2')) }),
      image({ heardAt: local('2026-11-23 14:20') }),
      image({ caseId: 'case-9' }),
      messageOf(),
    ]
    expect(await photosBefore(messageOf(), 'case-1', above(lines), now, 30)).toBe(2)
  })
})

/** Stores that write down what is written, transaction by transaction. */
function stage(records: readonly CaseRecord[]) {
  const kept = new Map(records.map((one) => [one.id, one]))
  const runs: string[][] = []
  const events: (NewEvent & { id: string; seq: number })[] = []
  const said: string[] = []
  let run: string[] = []
  const note = (what: string): Promise<void> => Promise.resolve(void run.push(what))
  const stores = {
    cases: {
      lock: (id: string) => Promise.resolve(kept.get(id) ?? null),
      byNumber: (number: string) =>
        Promise.resolve([...kept.values()].find((one) => one.number === number) ?? null),
      find: () => Promise.resolve([]),
      update: (record: CaseRecord) => (kept.set(record.id, record), note(`move ${record.id}`)),
    },
    events: {
      ofCase: (id: string) => Promise.resolve(events.filter((one) => one.caseId === id)),
      append: (event: NewEvent) => {
        const link = { ...event, id: 'e', seq: 1 }
        events.push(link)
        return Promise.resolve(link)
      },
    },
    messages: { settle: () => note('settle'), above: () => Promise.resolve([]) },
    outbox: { put: ({ text }: { text: string }) => (said.push(text), note('answer')) },
    timers: { cancelOfCase: () => note('cancel') },
  } as unknown as DeskStores
  const deps = {
    unitOfWork: {
      run: async <T>(work: (all: DeskStores) => Promise<T>): Promise<T> => {
        run = []
        runs.push(run)
        return work(stores)
      },
    },
    stores,
    ground: () => ground,
    clock: { now: () => now },
    log: { info: () => undefined },
  } as unknown as DeskDeps
  return { deps, stores, runs, said }
}

const settingOf = (code: string): Setting => ({
  speaker: { contactId: `c-${code}`, code, key: code, name: code, staff: true, role: 'staff' },
  ...{ conversationKey: conversationKey(inPrivate(`c-${code}`)), room: null, private: true },
})

describe('A command over a crash', () => {
  const cases = [
    base({ id: 'a', number: 'XZ20261123-0001' }),
    base({ id: 'b', number: 'XZ20261123-0002' }),
    base({ id: 'c', number: 'XZ20261123-0003', state: 'closed' }),
  ]

  it('settles its message in the transaction of its move', async () => {
    const { deps, runs } = stage(cases)
    await runCommand(deps, messageOf(), settingOf(handler.by), commandOf('签收 1'))
    expect(runs).toEqual([['move a', 'answer', 'settle']])
  })

  it('settles it with the last of several moves', async () => {
    const { deps, runs } = stage(cases)
    await runCommand(deps, messageOf(), settingOf(handler.by), commandOf('签收 1 2'))
    expect(runs).toEqual([['move a'], ['move b', 'answer', 'settle']])
  })

  it('goes on behind the last case that it has moved', async () => {
    const { deps, stores, runs, said } = stage(cases)
    const { settle } = stores.messages
    stores.messages.settle = () => Promise.reject(new Outage('db', 'cut off'))
    const again = () => runCommand(deps, messageOf(), settingOf(handler.by), commandOf('签收 1 2'))
    await expect(again()).rejects.toThrow('cut off')
    stores.messages.settle = settle
    runs.length = 0
    said.length = 0
    stores.cases.update = () => Promise.reject(new Error('moved a second time'))
    await again()
    expect(runs.at(-1)).toEqual(['answer', 'settle'])
    expect(said[0]).toMatch(/0001 已签收.*\n.*0002 已签收/u)
  })

  it('settles it by itself where the last is refused', async () => {
    const { deps, runs, said } = stage(cases)
    await runCommand(deps, messageOf(), settingOf(handler.by), commandOf('签收 1 3'))
    expect(runs).toEqual([['move a'], [], ['answer', 'settle']])
    expect(said[0]).toContain('不能签收')
  })
})
