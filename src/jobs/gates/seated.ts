import { closuresIn, telephoneTasks } from '../not-reached.ts'
import { go, type Gate } from './gate.ts'

/**
 * Somebody without a chat account is telephoned by the duty officer (1.5). What is worth no call, and a room that is
 * bound to none and mentions nobody, is parked, never forgotten.
 */
export const seated: Gate = async ({ notice, where, now }, deps) => {
  if (where !== null) return go
  const { log } = deps
  const tasks = 'private' in notice.to ? await telephoneTasks(notice, notice.to.private, deps, now) : []
  const unreached = (await closuresIn(notice, deps.stores)).length > 0
  if (tasks.length > 0 || unreached)
    return {
      ...{ verdict: 'instead', notices: tasks, why: 'no chat account is tied: somebody telephones' },
      ...(unreached ? { unreached } : {}),
    }
  log.warn({ notice: notice.id, to: notice.to, purpose: notice.purpose }, 'nobody to say it to: parked')
  return { verdict: 'park', why: 'no chat account or room is tied to the addressee' }
}
