import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { NewEvent } from '../../src/cases/event.ts'
import { conversationKey, inPrivate } from '../../src/chat/conversation.ts'
import type { Question } from '../../src/chat/questions.ts'
import type { DeskDeps, DeskStores } from '../../src/desk/ports.ts'
import type { Setting } from '../../src/desk/speaker.ts'
import { runCommand } from '../../src/desk/staff.ts'
import { hearAwaitedPhoto, hearStaff } from '../../src/desk/staff-talk.ts'
import { withTrail } from '../../src/desk/trail.ts'
import type { KeptMessage } from '../../src/intake/ports.ts'
import { addMinutes } from '../../src/kernel/clock.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { base, ground, handler, now } from '../support/lifecycle-ask.ts'

const talk = conversationKey(inPrivate('c-1'))
const message = (kind: KeptMessage['kind'], text = ''): KeptMessage => ({
  ...{ seq: '9', platformId: 'm-9', conversationKey: talk, contactId: 'c-1', senderName: '', self: false },
  ...{ kind, text, addressed: false, quote: null, mentions: [], sentAt: now, heardAt: now, state: 'new' },
  ...{ reading: null, caseId: null, end: null },
})
const setting: Setting = {
  speaker: {
    ...{ contactId: 'c-1', code: handler.by, key: handler.by, name: '办理人', staff: true, role: 'staff' },
  },
  ...{ conversationKey: talk, room: null, private: true },
}

/** A talk with somebody who has one case; its leaf wants photos where asked. */
function stage({ photos = false, clock = now } = {}) {
  let record: CaseRecord = base({ number: 'XZ20261123-0007', state: 'in_progress' })
  let question: Question | null = null
  const said: string[] = []
  const leaves = ground.directory.data.leaves.map((leaf) => ({ ...leaf, photos }))
  const stores = {
    cases: {
      lock: () => Promise.resolve(record),
      byNumber: (number: string) => Promise.resolve(number === record.number ? record : null),
      find: () => Promise.resolve([record]),
      update: (moved: CaseRecord) => Promise.resolve(void (record = moved)),
    },
    events: {
      ofCase: () => Promise.resolve([]),
      append: (event: NewEvent) => Promise.resolve({ ...event, id: 'e', seq: 1 }),
    },
    messages: { settle: () => Promise.resolve(), above: () => Promise.resolve([]) },
    outbox: { put: ({ text }: { text: string }) => Promise.resolve(void said.push(text)) },
    timers: { cancelOfCase: () => Promise.resolve() },
    questions: {
      ask: (asked: Question) => Promise.resolve(void (question = asked)),
      open: (_key: string, _contact: string, at: Date) =>
        Promise.resolve(question !== null && question.until > at ? question : null),
      drop: (_key: string, _contact: string, kind: string) =>
        Promise.resolve(void (question = question?.kind === kind ? null : question)),
    },
  } as unknown as DeskStores
  let at = clock
  const deps = {
    unitOfWork: { run: <T>(work: (all: DeskStores) => Promise<T>) => work(stores) },
    stores,
    ground: () => ({ ...ground, directory: makeDirectory({ ...ground.directory.data, leaves }) }),
    clock: { now: () => at },
    log: { info: () => undefined },
  } as unknown as DeskDeps
  return {
    deps,
    said,
    says: (text: string) => hearStaff(deps, message('text', text), setting, text, runCommand),
    shows: () => hearAwaitedPhoto(deps, message('image'), setting, runCommand),
    waits: (minutes: number) => (at = addMinutes(at, minutes)),
    state: () => ({ state: record.state, result: record.result }),
  }
}

describe('办结 without the photo that the leaf wants', () => {
  it('keeps the words, and the next picture carries it out', async () => {
    const { says, shows, state, said } = stage({ photos: true })
    await says('办结 7 楼道灯换好了')
    expect(said).toEqual(['XZ20261123-0007 还差一张照片，发来就行，不用再说一遍。'])
    expect(state().state).toBe('in_progress')
    expect(await shows()).toBe(true)
    expect(state()).toEqual({ state: 'resolved', result: '楼道灯换好了' })
    expect(await shows()).toBe(false)
  })

  it('is forgotten after ten minutes', async () => {
    const { says, shows, state, waits } = stage({ photos: true })
    await says('办结 7 楼道灯换好了')
    waits(10)
    expect(await shows()).toBe(false)
    expect(state().state).toBe('in_progress')
  })

  it('waits through a word in between, and after a yes to the question too', async () => {
    const { says, shows, state } = stage({ photos: true })
    await says('搞定了，灯换好了')
    await says('是')
    expect(await says('照片马上发')).toBe(false)
    expect(await shows()).toBe(true)
    expect(state()).toEqual({ state: 'resolved', result: '搞定了，灯换好了' })
  })

  it('a picture that nobody waits for carries out nothing', async () => {
    const { shows, state } = stage({ photos: true })
    expect(await shows()).toBe(false)
    expect(state().state).toBe('in_progress')
  })
})

describe('A question whether it is done', () => {
  it.each(['是', '对！', '办结', '办结 7', '7', 'XZ20261123-0007', '好的'])(
    'is answered by %s',
    async (answer) => {
      const { says, state } = stage()
      await says('搞定了 灯换好了')
      expect(await says(answer)).toBe(true)
      expect(state()).toEqual({ state: 'resolved', result: '搞定了 灯换好了' })
    },
  )

  it.each(['不是', '再等等', '8', '办结 8', '是不是'])('%s leaves it', async (answer) => {
    const { says, state } = stage()
    await says('搞定了 灯换好了')
    await says(answer)
    await says('是')
    expect(state().state).toBe('in_progress')
  })

  it('a 办结 with words of its own takes those', async () => {
    const { says, state } = stage()
    await says('搞定了 灯换好了')
    await says('办结 7 换了声控灯')
    expect(state().result).toBe('换了声控灯')
  })

  it('is asked of nobody who speaks as a resident', async () => {
    const { deps, said } = stage()
    const resident = { ...setting, speaker: { ...setting.speaker, staff: false } }
    expect(await hearStaff(deps, message('text', '修好了'), resident, '修好了', runCommand)).toBe(false)
    expect(said).toEqual([])
  })
})

describe('A command that was refused for want of a right', () => {
  it('is in the audit once with its case, also where the answer is written in a second try', async () => {
    const kept: unknown[] = []
    const attempt = async <T>(work: (all: DeskStores) => Promise<T>): Promise<[T, readonly unknown[]]> => {
      const written: unknown[] = []
      const stores = {
        cases: { lock: () => Promise.resolve(base({ number: 'XZ20261123-0007' })) },
        messages: { settle: () => Promise.resolve() },
        audit: { add: (entry: unknown) => Promise.resolve(void written.push(entry)) },
      }
      return [await work(stores as unknown as DeskStores), written]
    }
    const deps = {
      unitOfWork: {
        // As after a clash: what the first try has written is gone.
        async run<T>(work: (all: DeskStores) => Promise<T>): Promise<T> {
          await attempt(work)
          const [done, written] = await attempt(work)
          kept.push(...written)
          return done
        },
      },
      ground: () => ground,
      clock: { now: () => now },
    } as unknown as DeskDeps
    const { unitOfWork } = withTrail(deps, message('text', '不予受理 7'), setting)
    const refused = unitOfWork.run(async ({ cases }) => {
      await cases.lock('case-7')
      throw new Refusal('forbidden', '您没有这个权限。')
    })
    await expect(refused).rejects.toThrow('权限')
    await unitOfWork.run(({ messages }) => messages.settle(['9'], 'refused:forbidden', null, null))
    expect(kept).toMatchObject([{ action: 'command.refused', subject: 'XZ20261123-0007' }])
  })
})
