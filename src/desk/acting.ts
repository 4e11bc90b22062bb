import type { CaseRecord } from '../cases/case.ts'
import type { Actor } from '../cases/event.ts'
import type { Ground } from '../grid/ground.ts'
import type { PostName } from '../grid/town.ts'
import { Refusal } from '../kernel/errors.ts'
import { inSight, sightOf } from '../rights/policy.ts'
import { recusedFrom } from '../routing/recusal.ts'

/** The posts in which somebody acts at the centre, the weightiest first. */
const centrePosts: readonly PostName[] = ['director', 'duty_officer']

/**
 * In which post a person moves this case: the one it was assigned to them in, else one at the centre, else any they hold.
 * The lifecycle table judges whether that is enough; a person without a post moves nothing.
 */
export function actorOf(code: string, record: CaseRecord, ground: Ground): Actor {
  const holdings = ground.directory.holdings(code)
  const assigned = [record.handler, record.verifier].find((one) => one?.person === code)
  const post =
    assigned?.post ??
    centrePosts.find((name) => holdings.some((one) => one.post === name)) ??
    holdings[0]?.post
  if (post === undefined) throw new Refusal('forbidden', '这个指令要有岗位的工作人员才能用。')
  return { by: code, post }
}

/** The bot, by rule, on what it heard in a chat. */
export const botAtChat = { actor: { by: 'bot', post: 'bot' }, door: 'chat' } as const

export const isRecused = (person: string, record: CaseRecord, ground: Ground): boolean =>
  recusedFrom(record.about, ground.directory).has(person)

/**
 * Whether this person may look the case up of their own accord (9.7), by the one policy that the HTTP door asks as well;
 * to whoever may not it is an unknown number (3.5).
 */
export const seesCase = (person: string, record: CaseRecord, { directory }: Ground): boolean =>
  inSight(sightOf(person, directory), record)

/** Duty officers and directors: what waits for the centre waits for them. */
export const atCentre = (person: string, ground: Ground): boolean =>
  ground.directory.holdings(person).some(({ post }) => centrePosts.includes(post))
