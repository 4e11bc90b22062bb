import type { Pool } from '../../db/connect.ts'
import { join } from 'node:path'
import { makeStores } from '../../db/stores.ts'
import type { Ground } from '../../grid/ground.ts'
import { makeDirectory } from '../../grid/make-directory.ts'
import { readTownFolder } from '../../grid/town-file.ts'
import { instant, systemClock } from '../../kernel/clock.ts'
import { StartFault } from '../../kernel/errors.ts'
import { createAccount } from '../../rights/accounts.ts'
import { openSession } from '../../rights/sessions.ts'
import { calendarByRules } from '../../worktime/calendar.ts'
import { largeTown } from '../bench/large-town.ts'
import { type Frame, gridPosts } from './life.ts'

/** The township of 500 grids that the cases lie in. */
export async function largeGround(): Promise<Ground> {
  const read = await readTownFolder(join(import.meta.dirname, '../../../towns/qinghe'))
  if ('faults' in read) throw new StartFault(`The example town has ${String(read.faults.length)} faults.`)
  const town = largeTown(read.town)
  return {
    directory: makeDirectory(town),
    rulebook: read.rules,
    calendar: calendarByRules(town.timezone, read.rules),
  }
}

/** When the last case came in; the app's clock stands there. */
export const lastAt = instant('2026-11-20T16:00:00+08:00')

const years = 3

export const frameOf = (ground: Ground, count: number): Frame => ({
  ...{ ground, grids: gridPosts(ground), until: lastAt, count },
  leaves: ground.directory.data.leaves.filter(({ nature }) => nature !== 'county_matter'),
  everyHours: (years * 365 * 24) / count,
})

/** Who asks in the measurements: each with a session of their own. */
export const callers = { officer: 'duty_officer', community: 'community_lead', grid: 'grid_lead' } as const
export type CallerName = keyof typeof callers

/** The cookie of a fresh session for one holder of each post. */
export async function openCallers(
  dataSource: Pool,
  ground: Ground,
): Promise<Readonly<Record<CallerName, string>>> {
  const stores = makeStores(dataSource.manager)
  const found: Partial<Record<CallerName, string>> = {}
  for (const [name, post] of Object.entries(callers) as [CallerName, string][]) {
    const person = ground.directory.data.posts.find((one) => one.post === post)?.holders[0]
    if (person === undefined) throw new StartFault(`The large town has no ${post}.`)
    const { directory, rulebook } = ground
    const known = await stores.accounts.account(person)
    if (known === null)
      await createAccount(person, { ...stores, directory, rulebook, now: systemClock.now() })
    const whence = { address: 'bench', agent: 'bench' }
    const rules = { sessionIdleHours: 24 * 365, sessionHours: 24 * 365 }
    const who = { person, way: 'password' as const, pending: null, ...whence }
    found[name] = `linli_session=${(await openSession(stores.sessions, who, rules, lastAt)).token}`
  }
  return found as Readonly<Record<CallerName, string>>
}
