import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { react } from '../../src/reactions.ts'
import { encodeModel } from '../../src/intake/model/model-file.ts'
import { decideLearnt, prepareLearning } from '../../src/learning-task.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { calendarByRules } from '../../src/worktime/calendar.ts'
import { addHours } from '../../src/kernel/clock.ts'
import { shippedModel } from '../../src/shipped-model.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { aMessage } from '../support/heard.ts'
import { smallTown } from '../support/small-town.ts'

const officer = 'duty_officer-QH'
const director = 'director-QH'
const town = smallTown()
const ground = {
  directory: makeDirectory(town),
  rulebook: defaultRulebook,
  calendar: calendarByRules(town.timezone, defaultRulebook),
}

let api: OpenApi
beforeAll(async () => {
  const modelEndpoints = [{ use: 'reading', address: 'https://models.example/v1', model: 'm' }] as const
  api = await openApi({ modelEndpoints })
  await api.db.stores.seats.bind(
    'the-room',
    'room-g11',
    ground.directory.data.people[0]?.code ?? '',
    api.clock.now(),
  )
})
afterAll(() => api.close())

interface Shown {
  id: string
  words: string
  room: string | null
  name: string
}

/** A message that the reader passed over. */
async function passedOver(id: string, text: string, heardAt = api.clock.now()): Promise<string> {
  const { stores } = api.db
  const message = aMessage({
    id,
    text,
    senderId: `c-${id}`,
    senderName: '王建国',
    conversation: { kind: 'room', roomId: 'the-room' },
  })
  const kept = await stores.messages.keep(message, heardAt)
  const read = {
    ...{ act: 'chatter' as const, score: 0.2, zone: 'ignore' as const, matters: [], pii: [] },
    ...{ expectsMore: false, rating: null },
  }
  await stores.messages.settle([kept?.seq ?? ''], 'chatter', read, null)
  return kept?.seq ?? ''
}

/** What follows from events, as the engine would. */
const followUp = () =>
  api.db.unitOfWork.run(async (stores) => {
    for (;;) {
      const event = await stores.reactions.claim(api.clock.now())
      if (event === null) return
      await react(event, stores, ground, api.clock.now())
      await stores.reactions.settle(event.id)
    }
  })

const audits = async (action: string) => {
  const rows = await api.db.dataSource.query<{ who: string; subject: string | null }[]>(
    'SELECT who, subject FROM audit_log WHERE action = $1 ORDER BY id',
    [action],
  )
  return rows
}

describe('What the reader passed over', () => {
  it('is shown to the centre alone, without numbers and names, and each look is written down', async () => {
    await passedOver('p-1', '楼上那家的空调水一直滴，打我电话13812345678')
    await passedOver('p-2', '值日提醒 东西放好')
    await passedOver('p-old', '八天前说的', addHours(api.clock.now(), -24 * 8))
    expect((await api.call('/passed-over', { as: 'grid_lead-G11' })).status).toBe(403)
    const before = (await audits('raw.looked')).length
    const { status, body } = await api.call('/passed-over?limit=1', { as: officer })
    expect(status).toBe(200)
    const [only, ...more] = body['messages'] as Shown[]
    expect(more).toEqual([])
    const second = await api.call(`/passed-over?limit=1&cursor=${String(body['next'])}`, { as: officer })
    expect([only, ...(second.body['messages'] as Shown[])]).toMatchObject([
      { words: '值日提醒 东西放好', room: 'room-g11', name: '王**' },
      { words: '楼上那家的空调水一直滴，打我电话[电话]' },
    ])
    expect(second.text).not.toContain('王建国')
    expect((await api.call('/passed-over', { as: officer })).text).not.toContain('八天前说的')
    expect(await audits('raw.looked')).toHaveLength(before + 3)
    expect(
      (await api.call(`/passed-over?atLeast=0.5&cursor=${String(body['next'])}`, { as: officer })).status,
    ).toBe(400)
  })

  it('is not shown to whom it is about', async () => {
    const name = ground.directory.nameOf(officer)
    await passedOver('p-about', `${name}从来不接电话`)
    const shownTo = async (as: string) =>
      ((await api.call('/passed-over', { as })).body['messages'] as Shown[]).map(({ words }) => words)
    expect(await shownTo(officer)).not.toContain(`${name}从来不接电话`)
    expect(await shownTo(director)).toContain(`${name}从来不接电话`)
  })

  it('becomes a case in triage with source, words and reporter, once, and an example to learn from', async () => {
    const id = await passedOver('p-3', '那个水一直滴下来 烦死人')
    const taken = await api.call(`/passed-over/${id}/take-up`, { method: 'POST', as: officer, body: {} })
    expect(taken.status).toBe(201)
    expect(taken.body).toMatchObject({ state: 'triage', source: 'chat', words: '那个水一直滴下来 烦死人' })
    const again = await api.call(`/passed-over/${id}/take-up`, { method: 'POST', as: officer, body: {} })
    expect(again.status).toBe(404)
    await followUp()
    const number = String(taken.body['number'])
    const one = await api.call(`/reader/corrections/${number}/receive`, { as: director })
    expect(one.body).toMatchObject({
      ...{ number, move: 'receive', post: 'duty_officer', words: '那个水一直滴下来 烦死人' },
      readAs: { act: 'chatter', category: null },
      meant: { act: 'new', category: null },
    })
    expect(await audits('raw.taken_up')).toMatchObject([{ who: `person:${officer}`, subject: number }])
  })

  it('is filed as whoever takes it up says, and nothing happens where that is no leaf', async () => {
    const id = await passedOver('p-4', '那边又是老样子')
    const leaf = ground.directory.data.leaves[0]!
    const wrong = await api.call(`/passed-over/${id}/take-up`, {
      ...{ method: 'POST', as: director, body: { category: '9876' } },
    })
    expect(wrong.status).toBe(400)
    const taken = await api.call(`/passed-over/${id}/take-up`, {
      ...{
        method: 'POST',
        as: director,
        body: { category: leaf.code, kind: 'help', place: { building: '3' } },
      },
    })
    expect(taken.body).toMatchObject({
      ...{ category: leaf.code, nature: leaf.nature, kind: 'help', place: { building: '3', room: null } },
    })
  })

  it('is found no more once the speaker asks to be left out, and with it the example goes', async () => {
    const id = await passedOver('p-5', '水管漏成这样')
    const taken = await api.call(`/passed-over/${id}/take-up`, { method: 'POST', as: officer, body: {} })
    await followUp()
    const path = `/reader/corrections/${String(taken.body['number'])}/receive`
    expect((await api.call(path, { as: officer })).status).toBe(200)
    await passedOver('p-6', '还有一句')
    await api.db.stores.leftOut.leaveOut('c-p-5', '王建国', api.clock.now())
    await api.db.stores.messages.eraseOutsideCases('c-p-5')
    expect((await api.call(path, { as: officer })).status).toBe(404)
    await api.db.stores.leftOut.leaveOut('c-p-6', '王建国', api.clock.now())
    expect((await api.call('/passed-over', { as: officer })).text).not.toContain('还有一句')
  })
})

describe('What the centre said of readings', () => {
  it('is listed page by page, and one of them is taken back for good', async () => {
    const id = await passedOver('p-7', '楼下又吵起来')
    const taken = await api.call(`/passed-over/${id}/take-up`, { method: 'POST', as: officer, body: {} })
    await followUp()
    const number = String(taken.body['number'])
    const first = await api.call('/reader/corrections?limit=1', { as: officer })
    expect(first.body['corrections']).toHaveLength(1)
    const next = await api.call(`/reader/corrections?limit=200&cursor=${String(first.body['next'])}`, {
      as: officer,
    })
    expect(next.status).toBe(200)
    const path = `/reader/corrections/${number}/receive`
    expect((await api.call(path, { method: 'DELETE', as: 'grid_lead-G11' })).status).toBe(403)
    expect((await api.call(path, { method: 'DELETE', as: officer })).status).toBe(204)
    expect((await api.call(path, { method: 'DELETE', as: officer })).status).toBe(404)
    expect(await audits('correction.taken_back')).toMatchObject([{ subject: number }])
    expect((await api.call(`/reader/corrections/${number}/refuse`, { as: officer })).status).toBe(400)
  })
})

describe('The model of the reader', () => {
  const keptAside = { areaUnderCurve: 0.97, act: 80, leaf: 60, kind: 70 }
  const figures = {
    before: { keptAside, corrections: { of: 3, right: 1, off: 0.5 } },
    after: { keptAside, corrections: { of: 3, right: 3, off: 0.1 } },
  }

  it('is told with its history, and the director returns to the one before', async () => {
    const own = await api.call('/reader/model', { as: officer })
    expect(own.body).toMatchObject({ model: null, since: null, decision: null, nightly: false })
    expect(own.headers.get('etag')).toBe('"0"')
    const prepared = (await prepareLearning(api.db.stores))!
    await api.db.unitOfWork.run((stores) =>
      decideLearnt(
        stores,
        prepared,
        { bytes: encodeModel(shippedModel()), learnt: ['a', 'b', 'c'], whyNot: null, figures },
        { run: 'night:2026-11-23', who: 'clock', at: api.clock.now() },
      ),
    )
    const learnt = await api.call('/reader/model', { as: officer })
    expect(learnt.body).toMatchObject({
      ...{ model: 'reader-1', since: api.clock.now().toISOString() },
      decision: { whoName: '夜间学习', outcome: 'taken', corrections: 3, figures },
    })
    const version = learnt.headers.get('etag') ?? ''
    const back = (as: string, ifMatch?: string) =>
      api.call('/reader/model/take-back', {
        ...{ method: 'POST', as },
        ...(ifMatch === undefined ? {} : { headers: { 'if-match': ifMatch } }),
      })
    expect((await back(officer, version)).status).toBe(403)
    expect((await back(director)).status).toBe(428)
    expect((await back(director, '"0"')).status).toBe(412)
    const returned = await back(director, version)
    expect(returned.body).toMatchObject({ model: null })
    expect((await back(director, returned.headers.get('etag') ?? '')).status).toBe(409)
    const { body } = await api.call('/reader/decisions', { as: officer })
    expect(body['decisions']).toMatchObject([
      { outcome: 'taken_back', before: 'reader-1', model: null, who: `person:${director}` },
      { outcome: 'taken', before: null, model: 'reader-1', who: 'clock' },
    ])
    expect(await audits('reader.model_taken_back')).toHaveLength(1)
  })
})

describe('The models outside the house (9.7)', () => {
  it('are told with what the director must approve, and whether it was', async () => {
    const shown = async () => (await api.call('/reader/endpoints', { as: officer })).body['endpoints']
    const facts = { use: 'reading', address: 'https://models.example/v1', model: 'm' }
    const before = { ...facts, outside: true, allowed: false, until: null, facts }
    expect(await shown()).toEqual([before])
    expect((await api.call('/reader/endpoints', { as: 'grid_lead-G11' })).status).toBe(403)
    const wish = { kind: 'model_endpoint', facts, purpose: '辅助识读', until: '2026-12-01T00:00:00.000Z' }
    const asked = await api.call('/approvals', { method: 'POST', as: officer, body: wish })
    expect([asked.status, await shown()]).toEqual([201, [before]])
    const decided = await api.call(`/approvals/${String(asked.body['id'])}/decision`, {
      ...{ method: 'POST', as: 'director-QH', body: { approve: true } },
      headers: { 'if-match': asked.headers.get('etag') ?? '' },
    })
    expect(decided.status).toBe(200)
    expect(await shown()).toEqual([{ ...before, allowed: true, until: '2026-12-01T00:00:00.000Z' }])
    const ended = await api.call(`/approvals/${String(asked.body['id'])}`, {
      ...{ method: 'DELETE', as: 'director-QH' },
      headers: { 'if-match': decided.headers.get('etag') ?? '' },
    })
    expect([ended.status, await shown()]).toEqual([200, [before]])
  })
})
