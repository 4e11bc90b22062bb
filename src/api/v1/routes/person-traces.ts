import { z } from 'zod'
import { lineOf } from '../../../cases/lists.ts'
import type { TracesOf, Whose } from '../../../cases/person-traces.ts'
import type { Ground } from '../../../grid/ground.ts'
import { Refusal } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { inSight, isDirector } from '../../../rights/policy.ts'
import { RequestFault } from '../../problems.ts'
import { audited } from '../audited.ts'
import type { ApiParts, ApiStores } from '../ports.ts'
import { presentCaseLine } from '../presenters/case-line.ts'
import { type ApiRoute, personAsking, type Request, route } from '../route.ts'
import { caseLine } from '../shapes/case-line.ts'
import { code, words } from '../shapes/people.ts'
import { caseInSight, sightAsking } from '../sights.ts'

const chapter = '个人信息'
const centre = { posts: ['duty_officer', 'director'] } as const

const subject = z
  .union([
    z.strictObject({ resident: code, purpose: words(200) }),
    z.strictObject({ case: words(40), reporter: z.string().min(1).max(200), purpose: words(200) }),
    z.strictObject({ staff: code, purpose: words(200) }),
  ])
  .describe('居民代码，或某件的某个反映人，或已经离岗的工作人员；purpose 写明谁要求、凭什么')
type Said = z.output<typeof subject>

const unknown = (): Refusal => new Refusal('not_found', '没有这个人，请核对。')

/** Of whom somebody at the counter speaks; staff only who once were that, and once they hold no post. */
async function subjectOf(
  said: Said,
  asked: Parameters<typeof caseInSight>[1],
  stores: ApiStores,
  ground: Ground,
): Promise<Whose & { staff: boolean }> {
  const { directory } = ground
  if ('staff' in said) {
    if (directory.holdings(said.staff).length > 0)
      throw new Refusal('wrong_state', '这个人还有岗位，先从镇里的名单里撤下岗位。')
    const known = directory.person(said.staff) ?? (await stores.accounts.account(said.staff))
    if (known === null || directory.resident(said.staff) !== null) throw unknown()
    return { key: said.staff, contactId: await stores.seats.contactOf(said.staff), staff: true }
  }
  if ('resident' in said) {
    const contactId = await stores.seats.contactOf(said.resident)
    if (directory.holdings(said.resident).length > 0) throw unknown()
    if (directory.resident(said.resident) === null && contactId === null) throw unknown()
    return { key: said.resident, contactId, staff: false }
  }
  const record = await caseInSight(said.case, asked, stores.cases, ground)
  const found = record.reporters.find(({ key }) => key === said.reporter)
  if (found === undefined || directory.holdings(found.key).length > 0) throw unknown()
  return { key: found.key, contactId: found.contactId, staff: false }
}

type Kept = TracesOf['cases']

/** Those of a person's cases that the caller may look up: what is about the caller is never among them (3.5). */
async function seenOf(cases: Kept, asked: Request, stores: ApiStores, ground: Ground): Promise<Kept> {
  const sight = sightAsking(asked, ground)
  const seen: Kept[number][] = []
  for (const one of cases) {
    const record = await stores.cases.byId(one.id)
    if (record !== null && inSight(sight, record)) seen.push(one)
  }
  return seen
}

/**
 * Nobody erases who has reported them: a person goes at the counter only where the caller sees every case of theirs, and
 * while one is open by the director alone. The refusal is the same for both, so that it does not tell which it was.
 */
async function requireMayErase(who: Whose, asked: Request, stores: ApiStores, ground: Ground): Promise<void> {
  const { cases } = await stores.personTraces.of(who)
  const seen = await seenOf(cases, asked, stores, ground)
  const director = isDirector(personAsking(asked), ground.directory)
  if (seen.length === cases.length && (director || cases.every(({ ended }) => ended))) return
  throw new Refusal('forbidden', director ? '这件请由另一位主任办理。' : '这件请由主任办理。')
}

/** What is kept of a person, shown at the counter at their own request (9.7): counts and numbers, and the look is recorded. */
export const showTracesRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'showTraces', method: 'post', path: '/person-traces/show', chapter },
    says: '替本人查：存了些什么（会记入审计）',
    who: centre,
    body: subject,
    answer: z.object({
      cases: z.array(z.object({ number: z.string(), ended: z.boolean() })),
      ...{ messages: z.int(), files: z.int(), phones: z.int(), rooms: z.int() },
      ...{ tied: z.boolean(), leftOut: z.boolean() },
    }),
    neverKept: true,
    async change(asked, stores) {
      const who = await subjectOf(asked.body, asked, stores, ground())
      const found = await stores.personTraces.of(who)
      const seen = await seenOf(found.cases, asked, stores, ground())
      await audited(stores.audit, asked, 'private.shown', {
        after: { purpose: asked.body.purpose, cases: seen.length },
      })
      return { body: { ...found, cases: seen.map(({ number, ended }) => ({ number, ended })) } }
    },
  })

/** The person goes, the cases stay: at their own request, never undone. The audit names the pseudonym, not the person. */
export const eraseTracesRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'eraseTraces', method: 'post', path: '/person-traces/erase', chapter },
    says: '替本人删除：人走，事留（会记入审计，不能恢复）',
    who: centre,
    body: z.strictObject({ of: subject, sure: z.literal(true) }),
    answer: z.object({
      pseudonym: z.string(),
      ...{ cases: z.int(), messages: z.int(), words: z.int(), notices: z.int(), files: z.int() },
      rewritten: z.int(),
    }),
    ...{ saidOnce: true, needsProof: true },
    async change(asked, stores) {
      const { of: said } = asked.body
      const who = await subjectOf(said, asked, stores, parts.ground())
      await requireMayErase(who, asked, stores, parts.ground())
      const pseudonym = `erased:${newId()}`
      const { files, ...counted } = await stores.personTraces.erase(who, pseudonym, asked.now)
      if (who.staff) await stores.personTraces.eraseStaff(who.key, asked.now)
      const body = { pseudonym, ...counted, files: files.length }
      await audited(stores.audit, asked, 'private.erased', {
        ...{ subject: pseudonym, after: { ...counted, files: files.length, purpose: said.purpose } },
      })
      // Before the commit: bytes without a message would stay for ever.
      for (const id of files) await parts.attachments.drop(id)
      return { body, after: () => parts.townChanged() }
    },
  })

/** Cases whose caller left a telephone number: found by its digest, only those in sight, each search recorded. */
export const findByPhoneRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'findCasesByPhone', method: 'post', path: '/cases-by-phone', chapter },
    says: '按来电号码找案件（会记入审计）',
    who: centre,
    body: z.strictObject({
      phone: z
        .string()
        .regex(/^[\d\s+()（）-]{5,30}$/u, '要写成电话号码')
        .describe('写法不限'),
    }),
    answer: z.object({ cases: z.array(caseLine.extend({ reporter: z.string() })) }),
    neverKept: true,
    async change(asked, stores) {
      if (asked.caller === null) throw new RequestFault('unauthenticated')
      const sight = sightAsking(asked, ground())
      const found: (z.input<typeof caseLine> & { reporter: string })[] = []
      for (const { caseId, reporter } of (await stores.besideCases.byPhone(asked.body.phone)).slice(0, 200)) {
        const record = await stores.cases.byId(caseId)
        if (record !== null && inSight(sight, record))
          found.push({ ...presentCaseLine(lineOf(record), ground(), asked), reporter })
      }
      await audited(stores.audit, asked, 'private.phone_searched', {
        after: { ends: asked.body.phone.replaceAll(/\D/gu, '').slice(-2), found: found.length },
      })
      return { body: { cases: found } }
    },
  })
