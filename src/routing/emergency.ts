import type { Appeal, Assignment } from './decision.ts'
import type { RoutingContext } from './matter.ts'
import { matterOf } from './matter.ts'
import { route } from './rules.ts'
import { informedOf } from './told.ts'

/**
 * Whom an emergency is told at once while nobody has it yet (3.8): whoever would have it by the rules, who would help, and
 * whoever is told with them. Of what is the county's or nobody's, those of 3.8 alone.
 */
export function toldWhileWaiting(appeal: Appeal, context: RoutingContext): readonly Assignment[] {
  const routing = route(appeal, context)
  if (routing.to === 'handler') {
    const { handler, assistants, informed } = routing.decision
    return [handler, ...assistants, ...informed]
  }
  const { leaf, located, search, confidential } = matterOf(appeal, context)
  return informedOf({ ...appeal, confidential }, leaf, located, [], search)
}
