import { z } from 'zod'
import { type AnswerState, answerStates, type ApprovedAnswer } from '../../../cases/approved-answers.ts'
import { redactText } from '../../../intake/redact.ts'
import { Refusal } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { RequestFault } from '../../problems.ts'
import { audited } from '../audited.ts'
import type { ApiParts, ApiStores } from '../ports.ts'
import { said } from '../presenters/case-line.ts'
import { type Answer, type ApiRoute, personAsking, type Request, route } from '../route.ts'
import { timeOrNull } from '../shapes/case-line.ts'
import { code, time, words } from '../shapes/people.ts'

const shown = z.object({
  id: z.string(),
  category: z.string().nullable(),
  question: z.string(),
  answer: z.string(),
  state: z.enum(answerStates),
  version: z.int(),
  proposedBy: z.string(),
  proposedAt: time,
  decidedBy: z.string().nullable(),
  decidedAt: timeOrNull,
  used: z.int(),
})
const category = z.string().regex(/^\d{2}(?:\d{2})?$/u, '要写成两位大类或四位类别代码')
const params = z.strictObject({ id: code })

const present = (one: ApprovedAnswer): z.input<typeof shown> => ({
  ...one,
  proposedAt: one.proposedAt.toISOString(),
  decidedAt: said(one.decidedAt),
})

/** Answers that may be given to enquiries as they stand, and those that wait for the director's word. */
export const listAnswersRoute = ({ stores }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listAnswers', method: 'get', path: '/answers', chapter: '咨询', says: '审定过的答复' },
    who: { posts: 'staff' },
    query: z.strictObject({
      state: z.enum(answerStates).optional(),
      category: category.optional().describe('适合这一类的'),
      q: words(60).optional(),
    }),
    answer: z.object({ answers: z.array(shown) }),
    async look({ query: { state, category: leaf, q } }) {
      const wanted = { state: state ?? null, category: leaf ?? null, words: q ?? null, most: 200 }
      return { body: { answers: (await stores.approvedAnswers.list(wanted)).map(present) } }
    },
  })

/** Proposes one; nobody may give it before the director has approved it. */
export const proposeAnswerRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'proposeAnswer', method: 'post', path: '/answers', chapter: '咨询', status: 201 },
    says: '提出一条答复，等主任审定',
    who: { posts: 'staff' },
    body: z.strictObject({ category: category.optional(), question: words(300), answer: words(1_000) }),
    answer: shown,
    async change(asked, stores) {
      const { category: leaf = null, question, answer } = asked.body
      const known = ground().directory.data.leaves.some(
        ({ code: one, group }) => one === leaf || group === leaf,
      )
      if (leaf !== null && !known) throw new Refusal('invalid', `没有代码为“${leaf}”的类别。`)
      const one: ApprovedAnswer = {
        ...{ id: newId(), category: leaf, question: redactText(question), answer: redactText(answer) },
        ...{ state: 'proposed', version: 1, proposedBy: personAsking(asked), proposedAt: asked.now },
        ...{ decidedBy: null, decidedAt: null, used: 0 },
      }
      await stores.approvedAnswers.add(one)
      await audited(stores.audit, asked, 'answer.proposed', { subject: one.id })
      return { body: present(one), version: 1 }
    },
  })

/** From which states the director may bring an answer to which. */
const from: Readonly<Record<'approved' | 'retired', readonly AnswerState[]>> = {
  approved: ['proposed', 'retired'],
  retired: ['proposed', 'approved'],
}

async function decide(
  asked: Request & { params: { id: string } },
  stores: ApiStores,
  to: 'approved' | 'retired',
): Promise<Answer<z.input<typeof shown>>> {
  const kept = await stores.approvedAnswers.byId(asked.params.id)
  if (kept === null) throw new Refusal('not_found', '没有这条答复。')
  if (kept.version !== asked.version) throw new RequestFault('version_stale')
  if (!from[to].includes(kept.state)) throw new Refusal('wrong_state', '这条答复已经是这样了。')
  const decided = { decidedBy: personAsking(asked), decidedAt: asked.now }
  const one: ApprovedAnswer = { ...kept, ...decided, state: to, version: kept.version + 1 }
  if (!(await stores.approvedAnswers.save(one))) throw new RequestFault('version_stale')
  await audited(stores.audit, asked, `answer.${to}`, { subject: one.id, before: { state: kept.state } })
  return { body: present(one), version: one.version }
}

export const approveAnswerRoute = (_parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'approveAnswer', method: 'post', path: '/answers/{id}/approve', chapter: '咨询' },
    ...{ says: '审定一条答复', who: { posts: ['director'] }, params, answer: shown, needsVersion: true },
    change: (asked, stores) => decide(asked, stores, 'approved'),
  })

export const retireAnswerRoute = (_parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'retireAnswer', method: 'post', path: '/answers/{id}/retire', chapter: '咨询' },
    ...{ says: '停用一条答复', who: { posts: ['director'] }, params, answer: shown, needsVersion: true },
    change: (asked, stores) => decide(asked, stores, 'retired'),
  })
