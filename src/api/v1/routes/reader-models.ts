import { z } from 'zod'
import { keyOf } from '../../../intake/corrections.ts'
import { type ModelDecision, modelOutcomes } from '../../../intake/models.ts'
import { takeModelBack } from '../../../intake/taking-back.ts'
import { Refusal } from '../../../kernel/errors.ts'
import { callerName } from '../../../rights/caller.ts'
import { RequestFault } from '../../problems.ts'
import { audited } from '../audited.ts'
import { cursorOf, placeOf } from '../cursor.ts'
import type { ApiParts, ApiStores } from '../ports.ts'
import { type ApiRoute, personAsking, route } from '../route.ts'
import { pageOf } from '../shapes/case-filters.ts'
import { time } from '../shapes/people.ts'

const chapter = '识读'
const centre = { posts: ['duty_officer', 'director'] } as const

const measures = z.object({
  keptAside: z.object({
    areaUnderCurve: z.number(),
    act: z.number(),
    leaf: z.number(),
    kind: z.number(),
  }),
  corrections: z.object({ of: z.int(), right: z.int(), off: z.number() }),
})
const decision = z.object({
  id: z.string(),
  at: time,
  who: z.string(),
  whoName: z.string(),
  outcome: z.enum(modelOutcomes),
  model: z.string().nullable().describe('此后在用的；空的是自带的'),
  before: z.string().nullable(),
  whyNot: z.string().nullable(),
  corrections: z.int(),
  figures: z.object({ before: measures, after: measures }).nullable(),
})

function present(one: ModelDecision, { ground }: ApiParts): z.input<typeof decision> {
  const { id, at, who, outcome, model, before, whyNot, corrections, figures } = one
  const person = who.startsWith('person:') ? ground().directory.person(who.slice('person:'.length)) : null
  const whoName = person?.name ?? { clock: '夜间学习', terminal: '管理员（命令行）' }[who] ?? who
  return {
    ...{ id, at: at.toISOString(), who, whoName, outcome, model, before, whyNot, corrections, figures },
  }
}

const inUse = z.object({
  model: z.string().nullable().describe('空的是自带的'),
  readingHere: z.string().nullable().describe('这个进程实际在用的；与上面不同时看日志'),
  since: time.nullable(),
  decision: decision.nullable().describe('换上它的那次决定'),
  corrections: z.int().describe('现在一共有多少条纠正'),
  notLearnt: z.int().describe('其中还没学过的'),
  nightly: z.boolean(),
})

/** How far back the decision is looked for that has put a model in use. */
const lookedAt = 200

async function nowInUse(stores: ApiStores, parts: ApiParts): Promise<z.input<typeof inUse>> {
  const { model } = await stores.models.inUse()
  const history = await stores.models.decisions(null, lookedAt)
  const put = history.find((one) => one.model === model && one.before !== model) ?? null
  const said = (await stores.corrections.all()).filter(({ move }) => move !== 'designate')
  const about = model === null ? null : await stores.models.about(model)
  const known = new Set(about?.learnt)
  return {
    ...{ model, readingHere: parts.readerModel.name(), nightly: parts.readerModel.nightly },
    since: put?.at.toISOString() ?? null,
    decision: put === null ? null : present(put, parts),
    corrections: said.length,
    notLearnt: said.filter((one) => !known.has(keyOf(one))).length,
  }
}

/** The model in use: since when, by whose decision, with which figures. Its version is the number of the last decision. */
export const readModelRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readModel', method: 'get', path: '/reader/model', chapter, says: '在用的识读模型' },
    who: centre,
    answer: inUse,
    async look() {
      const { decision: version } = await parts.stores.models.inUse()
      return { body: await nowInUse(parts.stores, parts), version: Number(version) }
    },
  })

export const listModelDecisionsRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listModelDecisions', method: 'get', path: '/reader/decisions', chapter },
    says: '识读模型的历次决定',
    who: centre,
    query: pageOf,
    answer: z.object({ decisions: z.array(decision), next: z.string().nullable() }),
    async look(asked) {
      const { limit, cursor } = asked.query
      const identity = [asked.caller === null ? '' : callerName(asked.caller)]
      const before = cursor === undefined ? null : placeOf(cursor, identity).id
      const found = await parts.stores.models.decisions(before, limit + 1)
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      return {
        body: {
          decisions: page.map((one) => present(one, parts)),
          next: last === undefined ? null : cursorOf({ at: null, id: last.id }, identity),
        },
      }
    },
  })

/** Returns to the model before, at last to the project's own; every instance follows within a minute, this one at once. */
export const takeModelBackRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'takeModelBack', method: 'post', path: '/reader/model/take-back', chapter },
    says: '退回上一个识读模型',
    who: { posts: ['director'] },
    ...{ answer: inUse, needsVersion: true },
    async change(asked, stores) {
      const who = `person:${personAsking(asked)}`
      await stores.models.lock()
      const present = await stores.models.inUse()
      if (Number(present.decision) !== asked.version) throw new RequestFault('version_stale')
      const run = `api:${asked.requestId}`
      const back = await takeModelBack(stores.models, { run, who, at: asked.now })
      if (back === null) throw new Refusal('wrong_state', '现在用的就是自带的识读模型。')
      await audited(stores.audit, asked, 'reader.model_taken_back', {
        ...{ subject: back.model, before: { model: present.model }, after: { model: back.model } },
      })
      return {
        body: await nowInUse(stores, parts),
        version: Number(back.decision),
        after: () => {
          parts.readerModel.refresh().catch((error: unknown) => {
            parts.log.error({ err: error }, 'another model could not be taken up at once')
          })
        },
      }
    },
  })
