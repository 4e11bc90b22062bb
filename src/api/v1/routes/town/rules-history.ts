import { z } from 'zod'
import { ruleDifferences, ruleSections } from '../../../../grid/rules-change.ts'
import { Refusal } from '../../../../kernel/errors.ts'
import { directorAlone, overseers } from '../../../../rights/town-policy.ts'
import { cursorOf, placeOf } from '../../cursor.ts'
import type { ApiParts } from '../../ports.ts'
import { type ApiRoute, route } from '../../route.ts'
import { time, words } from '../../shapes/people.ts'
import { townChanged } from '../../shapes/town.ts'
import { carryOut } from './changing.ts'
import { current, difference, requireRules, shownDifferences } from './rules-parts.ts'

const chapter = '规则'

const entry = z.object({
  revision: z.int(),
  by: z.string(),
  byName: z.string(),
  at: time,
  differences: z.array(difference),
})

/** Who changed rules or categories, when, and what (the newest first). */
export const listRulesRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listRules', method: 'get', path: '/rules/history', chapter, says: '规则的历次变动' },
    who: { posts: overseers },
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(50).default(20),
      cursor: words(400).optional(),
    }),
    answer: z.object({ entries: z.array(entry), next: z.string().nullable() }),
    async look({ query: { limit, cursor } }) {
      const before = cursor === undefined ? null : Number(placeOf(cursor, 'rules').id)
      const found = await stores.townBooks.history(ruleSections, before, limit + 1)
      const shown = found.slice(0, limit)
      const { directory } = ground()
      const entries: z.input<typeof entry>[] = []
      for (const { revision, by, at } of shown) {
        const [now, was] = [
          await stores.townBooks.revision(revision),
          await stores.townBooks.before(revision),
        ]
        const changes = now === null || was === null ? [] : ruleDifferences(was, now)
        entries.push({
          ...{ revision, by, byName: directory.nameOf(by), at: at.toISOString() },
          differences: shownDifferences(changes),
        })
      }
      const last = found.length > limit ? shown.at(-1) : undefined
      return {
        body: {
          entries,
          next: last === undefined ? null : cursorOf({ at: null, id: String(last.revision) }, 'rules'),
        },
      }
    },
  })

/** Rules and categories of an earlier revision come back, as the next one; they must fit the town as it is now. */
export const takeBackRulesRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'takeBackRules', method: 'post', path: '/rules/take-back', chapter, says: '退回以前的规则' },
    who: { posts: directorAlone },
    body: z.strictObject({ revision: z.int().min(1) }),
    answer: townChanged.extend({ differences: z.array(difference) }),
    ...{ needsVersion: true, needsProof: true },
    async change(asked, stores) {
      const earlier = await stores.townBooks.revision(asked.body.revision)
      if (earlier === null) throw new Refusal('not_found', `没有第${String(asked.body.revision)}版。`)
      await stores.town.hold()
      const found = await current(stores)
      requireRules(found, asked)
      const { departments, leaves } = earlier.town
      const next = { rules: earlier.rules, town: { ...found.town, departments, leaves } }
      const answer = await carryOut(parts, asked, stores, {
        ...{ action: 'rules.taken_back', subject: 'rules', before: { revision: found.revision } },
        ...{ after: { from: asked.body.revision }, edit: () => next },
      })
      return {
        ...answer,
        body: { ...answer.body, differences: shownDifferences(ruleDifferences(found, next)) },
      }
    },
  })
