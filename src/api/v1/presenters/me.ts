import type { z } from 'zod'
import type { Ground } from '../../../grid/ground.ts'
import { areaTitle, rankTitle } from '../../../grid/naming.ts'
import type { Caller } from '../../../rights/caller.ts'
import type { me } from '../shapes/people.ts'

/** Who is logged in, with the posts they hold now. */
export function presentMe(
  caller: Caller,
  totp: boolean,
  { directory }: Ground,
  now: Date,
): z.input<typeof me> {
  const { name, timezone } = directory.data
  const town = { name, zone: timezone }
  const at = now.toISOString()
  if (caller.kind === 'key')
    return {
      ...{ kind: 'key', person: null, name: caller.name, posts: [], scopes: [...caller.scopes] },
      ...{ pending: null, totp: false, town, now: at },
    }
  return {
    ...{ kind: 'person', person: caller.person, name: directory.nameOf(caller.person), scopes: [] },
    posts: directory.holdings(caller.person).map((holding) => ({
      post: holding.post,
      title: rankTitle(directory, holding),
      area: holding.area,
      areaName: areaTitle(directory, holding.area),
      dept: holding.dept,
    })),
    ...{ pending: caller.pending, totp, town, now: at },
  }
}
