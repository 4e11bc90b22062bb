import type { Ground } from '../../grid/ground.ts'
import { Refusal } from '../../kernel/errors.ts'
import type { Caller } from '../../rights/caller.ts'
import { inSight } from '../../rights/policy.ts'
import { noSuchCase } from '../../wording/desk.ts'
import { confidentialMatter } from '../../wording/staff.ts'
import type { ApiStores } from './ports.ts'
import { sightAsking } from './sights.ts'
import { readsMatter } from './withheld.ts'

const partsOf = (said: unknown): Readonly<Record<string, unknown>> =>
  typeof said === 'object' && said !== null ? { ...said } : {}

/** The cases that an answer shows: itself, the one in it, or the outcomes of many. */
function shownIn(body: unknown, params: unknown): readonly { number: string; title: unknown }[] {
  const whole = partsOf(body)
  const { outcomes } = whole
  const shown = [
    partsOf(params),
    whole,
    partsOf(whole['case']),
    ...(Array.isArray(outcomes) ? outcomes.map(partsOf) : []),
  ]
  return shown.flatMap(({ number, title }) => (typeof number === 'string' ? [{ number, title }] : []))
}

/**
 * Refuses to say a kept answer again to somebody who may no longer see a case in it, or no longer read what it says: it
 * was kept when they might. To them the case is unknown, as at every other door (9.7).
 */
export async function requireStillSeen(
  body: unknown,
  params: unknown,
  caller: Caller,
  { cases }: Pick<ApiStores, 'cases'>,
  ground: Ground,
): Promise<void> {
  const sight = sightAsking({ caller }, ground)
  for (const { number, title } of shownIn(body, params)) {
    const record = await cases.byNumber(number)
    if (record === null) continue
    const told = title === undefined || title === confidentialMatter() || readsMatter(caller, record, ground)
    if (!inSight(sight, record) || !told) throw new Refusal('not_found', noSuchCase(number))
  }
}
