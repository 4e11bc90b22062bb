import { z } from 'zod'
import { type Fault, spotSaid } from '../../../../grid/faults.ts'
import { readRuleFiles, ruleDifferences, type RuleFiles } from '../../../../grid/rules-change.ts'
import { refusalOf } from '../../../../grid/town-change.ts'
import { exportTown } from '../../../../grid/town-export.ts'
import type { TownInForce } from '../../../../grid/ports.ts'
import { instant } from '../../../../kernel/clock.ts'
import { Refusal } from '../../../../kernel/errors.ts'
import { newId } from '../../../../kernel/ids.ts'
import { directorAlone, overseers } from '../../../../rights/town-policy.ts'
import { audited } from '../../audited.ts'
import { contentVersion } from '../../content-version.ts'
import type { ApiParts, ApiStores } from '../../ports.ts'
import { type ApiRoute, personAsking, type Request, route } from '../../route.ts'
import { time, words } from '../../shapes/people.ts'
import { townChanged } from '../../shapes/town.ts'
import { carryOut } from './changing.ts'
import { current, difference, partOf, requireRules, shownDifferences } from './rules-parts.ts'

const chapter = '规则'
const yaml = z.string().min(1).max(900_000)
const files = z.strictObject({
  rules: yaml.optional().describe('rules.yaml 全文；不写就不变'),
  categories: yaml.optional().describe('categories.yaml 全文；不写就不变'),
})
const fault = z.object({
  file: z.string(),
  line: z.int().nullable(),
  field: z.string().nullable(),
  says: z.string(),
})

const presentFault = (one: Fault): z.input<typeof fault> => ({
  file: one.line === null ? spotSaid(one) : one.file,
  ...{ line: one.line, field: one.field ?? null, says: one.says },
})
const given = ({ rules, categories }: z.output<typeof files>): RuleFiles => {
  if (rules === undefined && categories === undefined)
    throw new Refusal('invalid', '请写上 rules 或 categories。')
  return { rules: rules ?? null, categories: categories ?? null }
}

const toCome = z.object({
  id: z.string(),
  from: time,
  askedBy: z.string(),
  askedByName: z.string(),
  rules: z.boolean(),
  categories: z.boolean(),
})

/** What is in force, as files, and what is to come. */
export const readRulesRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readRules', method: 'get', path: '/rules', chapter, says: '现行规则和事项表' },
    who: { posts: overseers },
    answer: z.object({
      revision: z.int(),
      rules: z.string(),
      categories: z.string(),
      toCome: z.array(toCome),
    }),
    async look() {
      const found = await current(stores)
      const { 'rules.yaml': rules, 'categories.yaml': categories } = exportTown(found.town, found.rules)
      const waiting = await stores.townBooks.waiting()
      const { directory } = ground()
      return {
        body: {
          ...{ revision: found.revision, rules, categories },
          toCome: waiting.map((one) => ({
            ...{ id: one.id, from: one.from.toISOString(), askedBy: one.askedBy },
            askedByName: directory.nameOf(one.askedBy),
            ...{ rules: one.rules !== null, categories: one.categories !== null },
          })),
        },
        version: contentVersion(partOf(found)),
      }
    },
  })

/** Looks at proposed files: every fault with line and field, and what would be otherwise. Changes nothing. */
export const checkRulesRoute = ({ stores }: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'checkRules',
      method: 'post',
      path: '/rules/check',
      chapter,
      says: '先看规则文件对不对，不生效',
    },
    who: { posts: overseers },
    body: files,
    answer: z.object({
      faults: z.array(fault),
      warnings: z.array(fault),
      differences: z.array(difference),
    }),
    neverKept: true,
    async look(asked) {
      const found = await current(stores)
      const read = readRuleFiles(given(asked.body), found)
      const faulty = read.faults.length > 0
      return {
        body: {
          faults: read.faults.map(presentFault),
          warnings: faulty ? [] : read.warnings.map(presentFault),
          differences: faulty ? [] : shownDifferences(ruleDifferences(found, read)),
        },
      }
    },
  })

const asCategories = ({ town }: { town: TownInForce['town'] }): unknown => ({
  departments: town.departments,
  leaves: town.leaves,
})

/** Puts files in force, now or from a moment on. What is dispatched already keeps its due time (4.5). */
export const setRulesRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'setRules', method: 'put', path: '/rules', chapter, says: '规则生效，可以定时' },
    who: { posts: directorAlone },
    body: files.extend({
      from: z.iso
        .datetime({ offset: true })
        .transform((said) => instant(said))
        .optional()
        .describe('从什么时候起；不写就是现在'),
    }),
    answer: townChanged.extend({ differences: z.array(difference), toCome: z.string().nullable() }),
    ...{ needsVersion: true, needsProof: true },
    async change(asked, stores) {
      const { from, ...said } = asked.body
      const wanted = given(said)
      await stores.town.hold()
      const found = await current(stores)
      requireRules(found, asked)
      const read = readRuleFiles(wanted, found)
      if (read.faults.length > 0) throw refusalOf(read.faults)
      const changes = shownDifferences(ruleDifferences(found, read))
      const names = changes.map(({ field }) => field).slice(0, 50)
      if (from !== undefined && from > asked.now) {
        const id = await keepForLater(asked, stores, { from, wanted, read })
        await audited(stores.audit, asked, 'rules.to_come', {
          subject: id,
          after: { from: from.toISOString(), changed: names },
        })
        const { revision } = found
        return {
          body: { revision, saved: false, code: null, warnings: [], differences: changes, toCome: id },
          after: parts.poke,
        }
      }
      const answer = await carryOut(parts, asked, stores, {
        ...{ action: 'rules.in_force', subject: 'rules', before: { revision: found.revision } },
        ...{ after: { changed: names }, edit: () => ({ town: read.town, rules: read.rules }) },
      })
      return { ...answer, body: { ...answer.body, differences: changes, toCome: null } }
    },
  })

async function keepForLater(
  asked: Request,
  stores: ApiStores,
  { from, wanted, read }: { from: Date; wanted: RuleFiles; read: ReturnType<typeof readRuleFiles> },
): Promise<string> {
  const id = newId()
  await stores.townBooks.addToCome({
    ...{ id, from, askedBy: personAsking(asked), askedAt: asked.now, state: 'waiting', why: null },
    rules: wanted.rules === null ? null : read.rules,
    categories: wanted.categories === null ? null : asCategories(read),
    ...{ revision: null, version: 1 },
  })
  await stores.timers.set({
    ...{ key: `rules:${id}`, kind: 'rules_to_come', runAt: from, hold: false, caseId: null },
    facts: { id },
  })
  return id
}

/** Rules that are to come are taken back before their time. */
export const dropRulesRoute = (_parts: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'dropRules',
      method: 'delete',
      path: '/rules/to-come/{id}',
      chapter,
      says: '取消定时生效的规则',
    },
    who: { posts: directorAlone },
    ...{ params: z.strictObject({ id: words(64) }), answer: null },
    async change(asked, stores) {
      const { id } = asked.params
      const one = await stores.townBooks.toCome(id)
      if (one?.state !== 'waiting') throw new Refusal('not_found', '没有等着生效的这份规则。')
      await stores.townBooks.saveToCome({ ...one, state: 'cancelled' })
      await stores.timers.cancel(`rules:${id}`)
      await audited(stores.audit, asked, 'rules.dropped', { subject: id })
      return { body: null }
    },
  })
