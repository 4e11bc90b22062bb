import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Ground } from '../../src/grid/ground.ts'
import { takeModelBack } from '../../src/intake/taking-back.ts'
import { makeDueWork } from '../../src/jobs/due-work.ts'
import { makeEngine } from '../../src/jobs/engine.ts'
import { setLearning } from '../../src/jobs/timers/learn.ts'
import { instant, VirtualClock } from '../../src/kernel/clock.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { makeLearner } from '../../src/learning.ts'
import { decideLearnt, type LearningTask, type Learnt, prepareLearning } from '../../src/learning-task.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { shippedMark } from '../../src/shipped-model.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'
import { exampleGround } from '../support/example-town.ts'

const evening = instant('2026-11-23T21:00:00+08:00')
const figures = {
  before: {
    keptAside: { areaUnderCurve: 1, act: 1, leaf: 1, kind: 1 },
    corrections: { of: 2, right: 0, off: 1 },
  },
  after: {
    keptAside: { areaUnderCurve: 1, act: 1, leaf: 1, kind: 1 },
    corrections: { of: 2, right: 2, off: 0 },
  },
}
const bytes = Uint8Array.from({ length: 1_000 }, (_, at) => at % 256)
const learntOf = (task: LearningTask, more: Partial<Learnt> = {}): Learnt => ({
  ...{ bytes, whyNot: null, figures },
  learnt: task.corrections.map(({ caseId }) => caseId),
  ...more,
})

describe.each(databaseServers)('models learnt from corrections, on %s', (server) => {
  let db: FreshDatabase
  let ground: Ground
  beforeEach(async () => {
    db = await freshDatabase(server)
    ground = await exampleGround()
    await db.stores.town.save(ground.directory.data, defaultRulebook, 'test', evening)
  })
  afterEach(() => db.drop())

  const correct = (caseId: string, at = evening) =>
    db.stores.corrections.keep({
      ...{ caseId, move: 'dismiss', at, post: 'duty_officer', contactId: `c-${caseId}`, sources: [caseId] },
      heard: { text: caseId, room: 'community', speaker: 'resident', name: '我', context: [] },
      readAs: { act: 'new', kind: 'help', category: '0201', nature: 'community_matter' },
      meant: { act: 'chatter', kind: null, category: null, nature: null },
      handler: null,
    })
  const decide = async (run: string, more: Partial<Learnt> = {}) => {
    const prepared = (await prepareLearning(db.stores))!
    return db.unitOfWork.run((stores) =>
      decideLearnt(stores, prepared, learntOf(prepared.task, more), { run, who: 'clock', at: evening }),
    )
  }
  const takeBack = (run: string) =>
    db.unitOfWork.run(({ models }) => takeModelBack(models, { run, who: 'person:x', at: evening }))

  it('are kept whole, stand one on the other, and are taken back one by one', async () => {
    expect(await db.stores.models.inUse()).toEqual({ decision: '0', model: null })
    expect(await takeBack('b-0')).toBeNull()
    await correct('one')
    expect(await decide('n-1')).toMatchObject({ outcome: 'taken', model: 'reader-1', corrections: 1 })
    expect(Buffer.from((await db.stores.models.bytes('reader-1'))!)).toEqual(Buffer.from(bytes))
    await correct('two')
    expect(await decide('n-2')).toMatchObject({ outcome: 'taken', model: 'reader-2', corrections: 2 })
    expect(await db.stores.models.about('reader-2')).toMatchObject({
      ...{ before: 'reader-1', learnt: ['one', 'two'], beside: shippedMark() },
    })
    expect(await takeBack('b-1')).toMatchObject({ model: 'reader-1' })
    await correct('three')
    expect(await decide('n-3')).toMatchObject({ model: 'reader-3' })
    expect(await takeBack('b-2')).toMatchObject({ model: 'reader-1' })
    expect(await takeBack('b-3')).toMatchObject({ model: null })
    const history = await db.stores.models.decisions(null, 10)
    expect(history.map(({ run, outcome, before, model }) => [run, outcome, before, model])).toEqual([
      ['b-3', 'taken_back', 'reader-1', null],
      ['b-2', 'taken_back', 'reader-3', 'reader-1'],
      ['n-3', 'taken', 'reader-1', 'reader-3'],
      ['b-1', 'taken_back', 'reader-2', 'reader-1'],
      ['n-2', 'taken', 'reader-1', 'reader-2'],
      ['n-1', 'taken', null, 'reader-1'],
    ])
    expect(history[2]).toMatchObject({ figures, who: 'clock', corrections: 3, at: evening })
  })

  it('are decided on once, and not where what they were compared with is no longer in use', async () => {
    await correct('one')
    const prepared = (await prepareLearning(db.stores))!
    const conclude = (run: string) =>
      db.unitOfWork.run((stores) =>
        decideLearnt(stores, prepared, learntOf(prepared.task), { run, who: 'clock', at: evening }),
      )
    const [first, second] = await Promise.all([conclude('n-1'), conclude('n-1')])
    expect([first, second].filter((one) => one !== null)).toHaveLength(1)
    expect(await conclude('n-2')).toBeNull()
    expect((await db.stores.models.inUse()).model).toBe('reader-1')
  })

  it('leave what is in use where they are not better, and the same is not learnt again', async () => {
    await correct('one')
    expect((await prepareLearning(db.stores))?.nothingNew).toBe(false)
    expect(await decide('n-1', { bytes: null, whyNot: 'not_better' })).toMatchObject({
      ...{ outcome: 'refused', model: null, whyNot: 'not_better' },
    })
    expect((await prepareLearning(db.stores))?.nothingNew).toBe(true)
    await correct('two')
    expect((await prepareLearning(db.stores))?.nothingNew).toBe(false)
    // Words that are erased must leave the model, too: that is something to learn.
    await decide('n-2')
    expect((await prepareLearning(db.stores))?.nothingNew).toBe(true)
    await db.stores.messages.eraseOutsideCases('c-two')
    expect(await prepareLearning(db.stores)).toMatchObject({
      nothingNew: false,
      task: { known: ['one', 'two'] },
    })
  })

  it('are forgotten but for the last in line', async () => {
    for (const one of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
      await correct(one)
      await decide(`n-${one}`)
    }
    expect(await db.stores.models.about('reader-2')).toBeNull()
    expect(await db.stores.models.about('reader-3')).not.toBeNull()
    expect((await db.stores.models.inUse()).model).toBe('reader-8')
  })

  const soon = (holds: () => boolean | Promise<boolean>) =>
    expect.poll(holds, { timeout: 5_000, interval: 10 }).toBe(true)

  /** An instance with its own engine; what it learns ends when the test says so. */
  function instance(clock: VirtualClock) {
    const begun: ((how: 'learnt' | 'dies') => void)[] = []
    const learner = makeLearner({
      ...{ stores: db.stores, unitOfWork: db.unitOfWork, ground: () => ground, clock, log: silentLog },
      decided: () => Promise.resolve(),
      poke: () => undefined,
      learn: (task) => {
        const { promise, resolve, reject } = Promise.withResolvers<Learnt>()
        begun.push((how) => {
          if (how === 'learnt') resolve(learntOf(task))
          else reject(new Error('killed'))
        })
        return {
          learnt: promise,
          stop: () => {
            reject(new Error('stopped'))
          },
        }
      },
    })
    const engine = makeEngine({
      ...{ unitOfWork: db.unitOfWork, stores: db.stores, clock, log: silentLog, clockRuns: () => false },
      react: () => Promise.resolve(),
      fire: makeDueWork({
        ground: () => ground,
        takeUp: () => Promise.resolve(),
        alarm: null,
        learner,
        forgetting: null,
        webhooks: null,
      }),
      sender: { sendDue: () => Promise.resolve(false) },
    })
    /** Every timer that is due has been taken; notices wait for their morning. */
    const look = () =>
      soon(async () => {
        engine.poke()
        return ((await db.stores.timers.next()) ?? evening) > clock.now()
      })
    const stop = async () => {
      await engine.stop()
      await learner.stop()
    }
    return { stop, begun, look }
  }

  const told = async () =>
    db.unitOfWork.run(async ({ outbox }) =>
      (await outbox.takeGathered(instant('2026-11-30T08:30:00+08:00'))).map(({ text }) => text),
    )
  const nights = async () =>
    (await db.stores.models.decisions(null, 10)).map(({ run, outcome }) => [run, outcome])

  it('are learnt once a night by several instances, which talk on meanwhile, and the director is told once', async () => {
    await correct('one')
    const clock = new VirtualClock({ at: evening, running: false })
    const [a, b] = [instance(clock), instance(clock)]
    await setLearning(db.stores, ground, evening)
    await setLearning(db.stores, ground, evening)
    clock.moveTo(instant('2026-11-24T02:40:00+08:00'))
    await Promise.all([a.look(), b.look()])
    await soon(() => a.begun.length + b.begun.length === 1)
    // The engine is free while the model is learnt: nothing waits for it.
    await a.look()
    for (const end of [...a.begun, ...b.begun]) end('learnt')
    await soon(async () => (await nights()).length === 1)
    clock.moveTo(instant('2026-11-24T08:00:00+08:00'))
    await Promise.all([a.look(), b.look()])
    expect(await nights()).toEqual([['night:2026-11-24', 'taken']])
    expect(a.begun.length + b.begun.length).toBe(1)
    expect(await told()).toEqual([expect.stringContaining('已经换用新的')])
    // The next night there is nothing new: nothing is learnt, and nobody is told.
    clock.moveTo(instant('2026-11-25T03:00:00+08:00'))
    await Promise.all([a.look(), b.look()])
    expect(a.begun.length + b.begun.length).toBe(1)
    expect(await told()).toHaveLength(1)
    await Promise.all([a.stop(), b.stop()])
  })

  it('are learnt by the next one where an instance dies over them, and given up loudly after three', async () => {
    await correct('one')
    const clock = new VirtualClock({ at: evening, running: false })
    await setLearning(db.stores, ground, evening)
    for (const at of ['02:40', '03:25', '04:10']) {
      clock.moveTo(instant(`2026-11-24T${at}:00+08:00`))
      const one = instance(clock)
      await one.look()
      await soon(() => one.begun.length === 1)
      one.begun[0]?.('dies')
      await one.stop()
    }
    expect(await nights()).toEqual([])
    clock.moveTo(instant('2026-11-24T04:55:00+08:00'))
    const last = instance(clock)
    await last.look()
    expect(await nights()).toEqual([['night:2026-11-24', 'failed']])
    expect(await told()).toEqual([expect.stringContaining('都没学完')])
    // The next night it is tried anew.
    clock.moveTo(instant('2026-11-25T02:40:00+08:00'))
    await last.look()
    await soon(() => last.begun.length === 1)
    last.begun[0]?.('learnt')
    await soon(async () => (await nights())[0]?.[1] === 'taken')
    await last.stop()
  })
})
