import { z } from 'zod'
import { changeTown } from '../../grid/town-change.ts'
import { keptRules } from '../../grid/rules-change.ts'
import { Refusal } from '../../kernel/errors.ts'
import { rulesFailed, rulesInForce } from '../../wording/rules.ts'
import { putAll, type TimerScene, type TownTimerWork } from './timer-work.ts'
import type { RulesToCome } from '../../grid/ports.ts'

export const rulesKind = 'rules_to_come'

const facts = z.object({ id: z.string() })

const told = ({ timer, now }: TimerScene, person: string, text: string): Parameters<typeof putAll>[1] => [
  {
    ...{ dedupeKey: timer.key, to: { private: person }, text, mentions: [], purpose: 'rules' },
    ...{ held: 'quiet_hours', priority: 2, caseId: null, runAt: now, rung: null },
  },
]

/** Whether they fit the town as it now is; a Refusal says why not. */
async function putInForce({ stores, now }: TimerScene, one: RulesToCome): Promise<number> {
  const { rules, categories } = keptRules(one)
  const { after } = await changeTown(
    stores.town,
    ({ town }) => ({ ...(rules === null ? {} : { rules }), town: { ...town, ...categories } }),
    one.askedBy,
    now,
  )
  return after.revision
}

/**
 * Rules whose time has come are put in force, once; where they no longer fit the town, nothing changes and whoever made
 * them hears why. Due times that are set stay as they are (4.5).
 */
export const rulesToCome =
  (refreshTown: () => Promise<void>): TownTimerWork =>
  async (scene) => {
    const { stores, timer } = scene
    const one = await stores.townBooks.toCome(facts.parse(timer.facts).id)
    if (one?.state !== 'waiting') return undefined
    try {
      const revision = await putInForce(scene, one)
      await stores.townBooks.saveToCome({ ...one, state: 'in_force', revision })
      await putAll(scene, told(scene, one.askedBy, rulesInForce({ revision })))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await stores.townBooks.saveToCome({ ...one, state: 'failed', why: error.message })
      await putAll(scene, told(scene, one.askedBy, rulesFailed({ why: error.message })))
    }
    return refreshTown
  }
