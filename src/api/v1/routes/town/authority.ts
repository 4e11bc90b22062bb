import { z } from 'zod'
import type { Directory } from '../../../../grid/directory.ts'
import type { Ground } from '../../../../grid/ground.ts'
import type { Rulebook } from '../../../../grid/rulebook.ts'
import { Refusal } from '../../../../kernel/errors.ts'
import { directorAlone } from '../../../../rights/town-policy.ts'
import { dayOf } from '../../../../worktime/zone.ts'
import { contentVersion } from '../../content-version.ts'
import type { ApiParts } from '../../ports.ts'
import { type ApiRoute, personAsking, route } from '../../route.ts'
import { code } from '../../shapes/people.ts'
import { townChanged } from '../../shapes/town.ts'
import { carryOut, requireSeen } from './changing.ts'

const chapter = '规则'
type Authority = Rulebook['standingAuthority'][number]
const moves = z.enum(['file', 'refuse', 'close'])

const shown = z.object({
  index: z.int(),
  categories: z.array(z.string()),
  categoryNames: z.array(z.string()),
  moves: z.array(moves),
  signedBy: z.string().nullable(),
  signedByName: z.string().nullable(),
  signedOn: z.string().nullable(),
  until: z.string().nullable(),
  inForce: z.boolean(),
})

const nameOfCategory = (wanted: string, { data }: Directory): string => {
  if (wanted === '*') return '全部'
  const leaf = data.leaves.find((one) => one.code === wanted)
  return leaf?.name ?? data.leaves.find((one) => one.group === wanted)?.groupName ?? wanted
}

function present(
  one: Authority,
  index: number,
  { directory, calendar }: Ground,
  now: Date,
): z.input<typeof shown> {
  const { categories, signedBy = null, signedOn = null, until = null } = one
  const today = dayOf(now, calendar.zone)
  return {
    ...{ index, categories, moves: one.moves, signedBy, signedOn, until },
    categoryNames: categories.map((category) => nameOfCategory(category, directory)),
    signedByName: signedBy === null ? null : directory.nameOf(signedBy),
    inForce: (signedOn === null || signedOn <= today) && (until === null || today <= until),
  }
}

/** 2.3: what the duty officer and the bot may do alone, on whose signature and until when. */
export const readAuthorityRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readAuthority', method: 'get', path: '/authority', chapter, says: '主任的授权' },
    who: { posts: 'staff' },
    answer: z.object({ authority: z.array(shown) }),
    look({ now }) {
      const { standingAuthority } = ground().rulebook
      return Promise.resolve({
        body: { authority: standingAuthority.map((one, index) => present(one, index, ground(), now)) },
        version: contentVersion(standingAuthority),
      })
    },
  })

const facts = (all: readonly Authority[]): { authority: string[] } => ({
  authority: all.map(({ categories, moves: may, until }) =>
    `${categories.join(' ')}: ${may.join(' ')} ${until ?? ''}`.trim(),
  ),
})

/** The director signs, dated today; an entry for the same categories is replaced, with `alone` every other one is. */
export const signAuthorityRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'signAuthority', method: 'post', path: '/authority', chapter, says: '签一项授权' },
    who: { posts: directorAlone },
    body: z.strictObject({
      categories: z.array(code).min(1).max(500).describe('大类或事项代码，* 是全部'),
      moves: z.array(moves).min(1).max(3),
      until: z.iso.date().optional().describe('到哪一天为止（含）'),
      alone: z.boolean().default(false).describe('其余授权全部收回'),
    }),
    ...{ answer: townChanged, status: 201, needsVersion: true, needsProof: true },
    change(asked, stores) {
      const { categories, moves: may, until, alone } = asked.body
      const today = dayOf(asked.now, parts.ground().calendar.zone)
      if (until !== undefined && until < today) throw new Refusal('invalid', '截止日期已经过了。')
      const signed: Authority = {
        ...{ categories: [...new Set(categories)].toSorted(), moves: [...new Set(may)] },
        ...{ signedBy: personAsking(asked), signedOn: today },
        ...(until === undefined ? {} : { until }),
      }
      const same = (one: Authority): boolean =>
        one.categories.toSorted().join(' ') === signed.categories.join(' ')
      const before = parts.ground().rulebook.standingAuthority
      return carryOut(parts, asked, stores, {
        ...{
          action: 'rules.authority_signed',
          subject: 'authority',
          before: facts(before),
          after: facts([signed]),
        },
        edit: ({ rules }) => {
          requireSeen(rules.standingAuthority, asked)
          const others = alone ? [] : rules.standingAuthority.filter((one) => !same(one))
          return { rules: { ...rules, standingAuthority: [...others, signed] } }
        },
      })
    },
  })

/** The director takes an authority back, from now on. */
export const revokeAuthorityRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'revokeAuthority',
      method: 'delete',
      path: '/authority/{index}',
      chapter,
      says: '收回一项授权',
    },
    who: { posts: directorAlone },
    params: z.strictObject({ index: z.coerce.number().int().min(0).max(10_000) }),
    ...{ answer: townChanged, needsVersion: true },
    change(asked, stores) {
      const { index } = asked.params
      const before = parts.ground().rulebook.standingAuthority
      return carryOut(parts, asked, stores, {
        ...{ action: 'rules.authority_revoked', subject: 'authority', before: facts(before) },
        edit: ({ rules }) => {
          requireSeen(rules.standingAuthority, asked)
          if (rules.standingAuthority[index] === undefined) throw new Refusal('not_found', '没有这项授权。')
          return { rules: { ...rules, standingAuthority: rules.standingAuthority.toSpliced(index, 1) } }
        },
      })
    },
  })
