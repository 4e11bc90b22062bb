import { z } from 'zod'
import { newId } from '../../../kernel/ids.ts'
import { Refusal } from '../../../kernel/errors.ts'
import type { SavedFilter } from '../../../rights/saved-filters.ts'
import { accept } from '../../input.ts'
import { RequestFault } from '../../problems.ts'
import { audited } from '../audited.ts'
import type { ApiParts } from '../ports.ts'
import { type ApiRoute, personAsking, route } from '../route.ts'
import { caseFilters, caseOrder } from '../shapes/case-filters.ts'
import { code, time, words } from '../shapes/people.ts'

const mostPerPerson = 50

const shown = z.object({
  id: z.string(),
  name: z.string(),
  query: z.record(z.string(), z.string()),
  version: z.int(),
  changedAt: time,
})

/** As the list would take it: what the list would refuse is not kept. */
const query = z
  .record(words(40), words(400))
  .refine((said) => Object.keys(said).length <= 40, '条件太多')
  .describe('和案件列表的查询一样，不含翻页')

const listQuery = caseFilters.extend(caseOrder.partial().shape)

const present = ({ id, name, query: kept, version, changedAt }: SavedFilter): z.input<typeof shown> => ({
  ...{ id, name, query: { ...kept }, version },
  changedAt: changedAt.toISOString(),
})

const who = { posts: 'staff' } as const
const params = z.strictObject({ id: code })
const nameTaken = (): Refusal => new Refusal('conflict', '您已经有一个叫这个名字的筛选，请换个名字。')
const noSuch = (): Refusal => new Refusal('not_found', '没有这个筛选。')

/** The filters that the caller has kept. */
export const listFiltersRoute = ({ stores }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listFilters', method: 'get', path: '/me/filters', chapter: '案件', says: '我保存的筛选' },
    who,
    answer: z.object({ filters: z.array(shown) }),
    look: async (asked) => ({
      body: { filters: (await stores.savedFilters.ofPerson(personAsking(asked))).map(present) },
    }),
  })

/** Keeps a filter under a name. */
export const keepFilterRoute = (_parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'keepFilter', method: 'post', path: '/me/filters', chapter: '案件', says: '保存一个筛选' },
    ...{ who, status: 201 },
    body: z.strictObject({ name: words(40), query }),
    answer: shown,
    async change(asked, stores) {
      const person = personAsking(asked)
      accept(listQuery, asked.body.query)
      const own = await stores.savedFilters.ofPerson(person)
      if (own.length >= mostPerPerson) throw new Refusal('conflict', '保存的筛选太多了，请先删掉几个。')
      const filter: SavedFilter = {
        ...{ id: newId(), person, name: asked.body.name, query: asked.body.query, version: 1 },
        ...{ madeAt: asked.now, changedAt: asked.now },
      }
      if (!(await stores.savedFilters.add(filter))) throw nameTaken()
      await audited(stores.audit, asked, 'filter.kept', { subject: filter.id })
      return { body: present(filter), version: 1 }
    },
  })

/** Gives a kept filter another name, or other conditions. */
export const changeFilterRoute = (_parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'changeFilter', method: 'patch', path: '/me/filters/{id}' },
    ...{ chapter: '案件', says: '给筛选改名，或改条件' },
    ...{ who, params, needsVersion: true },
    body: z.strictObject({ name: words(40).optional(), query: query.optional() }),
    answer: shown,
    async change(asked, stores) {
      const person = personAsking(asked)
      const kept = await stores.savedFilters.byId(person, asked.params.id)
      if (kept === null) throw noSuch()
      if (kept.version !== asked.version) throw new RequestFault('version_stale')
      if (asked.body.query !== undefined) accept(listQuery, asked.body.query)
      const filter: SavedFilter = {
        ...kept,
        name: asked.body.name ?? kept.name,
        query: asked.body.query ?? kept.query,
        version: kept.version + 1,
        changedAt: asked.now,
      }
      if (!(await stores.savedFilters.change(filter))) throw nameTaken()
      await audited(stores.audit, asked, 'filter.changed', { subject: filter.id })
      return { body: present(filter), version: filter.version }
    },
  })

/** Forgets a kept filter; one that is gone already is no fault. */
export const dropFilterRoute = (_parts: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'dropFilter',
      method: 'delete',
      path: '/me/filters/{id}',
      chapter: '案件',
      says: '删掉一个筛选',
    },
    ...{ who, params, answer: null },
    async change(asked, stores) {
      await stores.savedFilters.remove(personAsking(asked), asked.params.id)
      await audited(stores.audit, asked, 'filter.dropped', { subject: asked.params.id })
      return { body: null }
    },
  })
