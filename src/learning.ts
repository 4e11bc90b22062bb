import type { Stores } from './db/stores.ts'
import { learningNotice } from './feedback/learning.ts'
import type { Ground } from './grid/ground.ts'
import type { Learner } from './jobs/ports.ts'
import type { Clock } from './kernel/clock.ts'
import type { Log } from './kernel/log.ts'
import type { UnitOfWork } from './kernel/unit-of-work.ts'
import { learnElsewhere, type Learning } from './learning-process.ts'
import { decideLearnt, type Decided, type LearningTask, prepareLearning } from './learning-task.ts'

export interface LearnerDeps {
  stores: Pick<Stores, 'corrections' | 'models' | 'town'>
  unitOfWork: UnitOfWork<Pick<Stores, 'models' | 'audit' | 'outbox'>>
  ground(): Ground
  clock: Clock
  log: Log
  /** Another model may be in use now. */
  decided(): Promise<void>
  /** Something was written that may be due. */
  poke(): void
  learn?: (task: LearningTask) => Learning
}

/** Learns at night in a process of its own; what comes of it is decided, written down and told in one transaction. */
export function makeLearner(deps: LearnerDeps): Learner & { stop(): Promise<void> } {
  const { stores, unitOfWork, ground, clock, log, learn = learnElsewhere } = deps
  const atWork = new Map<string, Promise<void>>()
  let learning: Learning | null = null
  let stopped = false

  async function attempt(run: string): Promise<void> {
    const prepared = await prepareLearning(stores)
    if (prepared === null || prepared.nothingNew) {
      log.info({ run }, 'there is nothing new to learn')
      return
    }
    log.info({ run, corrections: prepared.task.corrections.length }, 'learning from corrections')
    learning = learn(prepared.task)
    const learnt = await learning.learnt
    const at = clock.now()
    const decided = await unitOfWork.run(async (inside) => {
      const found = await decideLearnt(inside, prepared, learnt, { run, who: 'clock', at })
      if (found !== null) await tell(inside, run, found, at)
      return found
    })
    log.info(
      { run, ...decided },
      decided === null ? 'what was learnt was overtaken' : 'decided on what was learnt',
    )
    await deps.decided()
    deps.poke()
  }

  async function tell(inside: Pick<Stores, 'outbox'>, run: string, found: Decided, at: Date): Promise<void> {
    const notice = learningNotice(run, { ...found, taken: found.outcome === 'taken' }, ground(), at)
    if (notice !== null) await inside.outbox.put(notice)
  }

  return {
    isAt: (run) => atWork.has(run),
    begin(run) {
      if (stopped || atWork.size > 0) return
      const work = attempt(run)
        .catch((error: unknown) => {
          if (!stopped)
            log.error({ run, err: error }, 'learning from corrections was cut off; it is tried again')
        })
        .finally(() => {
          learning = null
          atWork.delete(run)
        })
      atWork.set(run, work)
    },
    async stop() {
      stopped = true
      learning?.stop()
      await Promise.all(atWork.values())
    },
  }
}
