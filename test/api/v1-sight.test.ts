import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { FollowUp } from '../../src/feedback/follow-up.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { cityOf } from '../support/city.ts'
import { local } from '../support/closed-cases.ts'
import { noticesIn } from '../support/notices.ts'
import { dispatched, inG11, lead, office, solved, went } from '../support/ledger-cases.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi({ follows: true, rulebook: { open311: { readWithoutKey: false } } })
})
afterAll(() => api.close())

const [officer, director, supervisor, townLead] = [
  ...['duty_officer-QH', 'director-QH', 'supervisor-QH', 'township_lead-QH'],
] as [string, string, string, string]

const now = local('2026-11-23 09:00')
const secret = {
  ...{ ...inG11, handler: office, confidential: true, category: '1503', state: 'in_progress' },
  ...{ words: '某局长收红包', title: '局长收红包', room: 'room-g11', receivedAt: now, dueAt: now },
  place: { estate: null, building: null, unit: null, room: '502', spot: '红包楼' },
} as const satisfies Partial<CaseRecord>
const said = /收红包|红包楼|"502"|502室|局长/u
const text = async (path: string, as: string) => (await api.call(path, { as })).text
const numbersAt = async (path: string, as: string) =>
  ((await api.call(path, { as })).body['cases'] as { number: string }[]).map(({ number }) => number)

describe('a confidential case', () => {
  it('is not found by what is kept back from the one who asks, nor counted by it', async () => {
    const { number } = await api.insert(secret)
    for (const asked of [`q=${encodeURIComponent('收红包')}`, 'room=room-g11&confidential=true']) {
      expect([asked, await numbersAt(`/cases?${asked}`, officer)]).toEqual([asked, [number]])
      expect([asked, await numbersAt(`/cases?${asked}`, 'lead-chengguan')]).toEqual([asked, [number]])
      for (const as of [supervisor, townLead, lead.person]) {
        expect([asked, as, await numbersAt(`/cases?${asked}`, as)]).toEqual([asked, as, []])
        const { states, overdue } = (
          await api.call(`/case-counts?${asked.replace('&confidential=true', '')}`, { as })
        ).body as unknown as { states: Record<string, number>; overdue: number }
        expect([...Object.values(states), overdue].every((count) => count === 0)).toBe(true)
      }
    }
    expect(await numbersAt(`/cases?number=${number}`, supervisor)).toEqual([number])
    expect(await numbersAt(`/cases?number=${number}`, lead.person)).toEqual([])
    expect((await api.call(`/case-counts?number=${number}`, { as: lead.person })).body['overdue']).toBe(0)
  })

  it('is in every list a confidential matter and no more, and unknown to those who may not see it', async () => {
    const record = await api.insert({ ...secret, state: 'resolved', verifier: { ...lead, person: townLead } })
    const unread = await api.insert(secret)
    const followUp: FollowUp = {
      ...{ key: `${unread.id}:call`, caseId: unread.id, kind: 'call', reporter: null, dueAt: now },
      assignee: { person: 'grid_helper-G11', post: 'grid_helper', area: 'G11', dept: null },
      ...{ tries: 1, doneAt: null, doneBy: null, outcome: null, words: '局长说没有收红包' },
    }
    await api.db.stores.followUps.plan(followUp)
    await api.db.stores.followUps.save(followUp)
    const given = { words: '红包楼的事抓紧', dueAt: '2026-11-25T17:30:00+08:00', owner: lead.person }
    const sent = { method: 'POST', as: director, body: given } as const
    expect((await api.call(`/cases/${unread.number}/instructions`, sent)).status).toBe(201)
    const everywhere = [
      ...['/cases?limit=200', '/case-counts', '/follow-ups', '/tasks?of=all', '/morning', '/morning/page'],
      ...['/briefs/2026-11', '/me/todo', '/hot-spots', '/exports/ledger.html', `/cases/${unread.number}`],
      ...['/statistics?by=category', '/statistics/grids', '/duty/sheet', '/audit', '/visits'],
    ]
    for (const path of everywhere) {
      expect([path, (await text(path, supervisor)).replaceAll(record.number, '')]).toEqual([
        path,
        expect.not.stringMatching(said) as string,
      ])
      const outside = (await text(path, 'grid_lead-G12')).replace(`没有找到编号 ${unread.number}`, '')
      expect([path, outside.includes(unread.number), said.test(outside)]).toEqual([path, false, false])
    }
    expect(await text('/follow-ups', supervisor)).toContain('一件保密事项')
    expect(await text('/tasks?of=all', supervisor)).toContain('【保密】')
    expect(await text('/me/todo', townLead)).toContain('收红包')
    const own = await text('/tasks', lead.person)
    expect([own.includes('一件保密事项'), own.includes('抓紧'), own.includes(unread.number)]).toEqual([
      true,
      true,
      false,
    ])
    const told = await noticesIn<{ text: string }>(api.db.dataSource, 'text', `WHERE purpose = 'ledger_task'`)
    expect(told.map((one) => one.text).join()).not.toContain(unread.number)
  })

  it('keeps back what was wished, asked of others and given as a reason, and the first sign of a name', async () => {
    const reporter = {
      key: 'r-zhao',
      contactId: 'wx-zhao',
      name: '赵秀英3-502',
      room: 'room-g11',
      joinedAt: now,
    }
    const { number } = await api.insert({
      ...{ ...secret, occurred: '开会那天', result: '已约谈会计', lateReason: '会计出差' },
      extensionAsked: { days: 2, reason: '等会计回来' },
      assistants: [{ ...lead, task: '查会计的账' }],
      reporters: [{ ...reporter, withdrawn: false, rating: null }],
    })
    const telling = /会计|开会那天|赵/u
    const asks = { extensionAsked: { days: 2, reason: '【保密】' }, assistants: [{ task: '【保密】' }] }
    for (const as of [supervisor, townLead, lead.person]) {
      const { body, text: read } = await api.call(`/cases/${number}`, { as })
      expect([as, telling.exec(read)]).toEqual([as, null])
      expect(body).toMatchObject({ ...asks, occurred: null, result: '【保密】', lateReason: '【保密】' })
      expect(body['reportersMasked']).toMatchObject([{ name: '邻居', room: null }])
    }
    const whole = await api.call(`/cases/${number}`, { as: officer })
    for (const one of ['等会计回来', '查会计的账', '已约谈会计', '会计出差', '开会那天', '赵**'])
      expect(whole.text).toContain(one)
  })

  it('about somebody is not in their audit either', async () => {
    const { number } = await api.insert({ ...secret, about: ['director-QH-2'] })
    expect((await api.call(`/cases/${number}/reporters`, { method: 'POST', as: director })).status).toBe(200)
    expect(await text('/audit', director)).toContain(number)
    const seen = await text('/audit?action=reporters.opened', 'director-QH-2')
    expect([seen.includes(number), seen.includes('reporters.opened')]).toEqual([false, true])
    const asked = await api.call(`/audit?subject=${number}`, { as: 'director-QH-2' })
    expect(asked.body['entries']).toEqual([])
  })
})

describe('the figures', () => {
  type Measures = Record<string, number>
  const sumsOf = async (as: string, query: string) => {
    const { total } = (await api.call(`/statistics?${query}`, { as })).body as unknown as {
      total: Record<'figures' | 'rounds', { measures: Measures }>
    }
    return (name: string): number => (total.figures.measures[name] ?? 0) + (total.rounds.measures[name] ?? 0)
  }

  it('add up for whoever looks: what came, less what ended, is open; and the morning counts as they do', async () => {
    const today = { ...inG11, receivedAt: now, closedAt: local('2026-11-23 11:30') }
    api.clock.moveTo(local('2026-11-23 18:00'))
    await went(api, { ...today, state: 'closed' }, ...solved)
    await went(api, { ...today, state: 'closed', source: 'staff' }, ...solved)
    await went(api, { ...today, state: 'closed', confidential: true }, ...solved)
    const praise = await went(api, { ...today, state: 'closed', kind: 'praise' }, ['receive'], ['close'])
    await went(
      api,
      { ...today, closedAt: null, state: 'dispatched', handler: office },
      ['receive'],
      ['dispatch', dispatched(office)],
    )
    await went(api, { ...today, closedAt: null, state: 'triage', confidential: true, handler: null }, [
      'receive',
    ])
    await went(api, { ...today, closedAt: null, state: 'dismissed' }, ['receive'], ['dismiss'])
    // What the tests above put there has no events.
    await api.db.dataSource.query(
      `UPDATE cases SET state = 'dismissed' WHERE id NOT IN (SELECT case_id FROM case_events)`,
    )
    for (const as of [
      director,
      supervisor,
      lead.person,
      'community_lead-C1',
      'lead-chengguan',
      'grid_lead-G21',
    ]) {
      const sum = await sumsOf(as, 'from=2026-11-01&to=2026-11-30')
      const left =
        sum('received') -
        sum('closed') -
        sum('shelvedClosed') +
        sum('reopened') -
        sum('refused') -
        sum('withdrawn')
      const grids = (await api.call('/cases?limit=200', { as })).body['cases'] as {
        state: string
        kind: string
      }[]
      const open = grids.filter(
        ({ state, kind }) => !['closed', 'dismissed', 'refused'].includes(state) && kind !== 'praise',
      )
      expect([as, left]).toEqual([as, open.length])
    }
    const sum = await sumsOf(supervisor, 'from=2026-11-22&to=2026-11-23')
    const morning = (await api.call('/morning', { as: supervisor })).body as unknown as {
      counts: Record<string, number>
      kept: number
      open: number
      received: { number: string }[]
    }
    // What the figure leaves out stands in no list beneath it: no praise, and nothing that is confidential.
    const listed = morning.received.map(({ number }) => number)
    expect([listed.length, listed.includes(praise.number)]).toEqual([
      (morning.counts['received'] ?? 0) - 2,
      false,
    ])
    expect(await text('/duty/sheet/page', officer)).not.toContain(praise.number)
    expect(morning.counts).toMatchObject({
      received: sum('received'),
      closed: sum('closed'),
      open: morning.open,
    })
    expect([morning.counts['closed'], morning.kept]).toEqual([3, 1])
    expect(await text('/morning/page', supervisor)).toContain('含保密件 1')
  })
})

describe('a kept answer', () => {
  it('is not said again to somebody who may no longer see the case, and is to everybody else', async () => {
    const { number, id } = await api.insert({ ...inG11, state: 'dispatched', words: '灯坏了' })
    const accept = () =>
      api.call(`/cases/${number}/moves/accept`, {
        ...{ method: 'POST', as: lead.person, body: {} },
        headers: { 'if-match': '"1"', 'idempotency-key': 'once-1' },
      })
    expect((await accept()).status).toBe(200)
    const again = await accept()
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true'])
    await api.db.dataSource.query(`UPDATE cases SET confidential = true WHERE id = $1`, [id])
    expect((await accept()).status).toBe(200)
    await api.db.dataSource.query(
      `UPDATE cases SET handler = jsonb_set(handler, '{person}', '"lead-yingji"'), handler_person = 'lead-yingji' WHERE id = $1`,
      [id],
    )
    const lost = await accept()
    expect([lost.status, lost.text.includes('灯坏了')]).toEqual([404, false])
  })
})

describe('the answer to a registration or a move', () => {
  it('shows the case as it stands once what follows is done, under the version that the next change names', async () => {
    const wish = {
      source: 'visit',
      words: 'G11苑3号楼楼道灯坏了',
      category: '0201',
      place: { estate: 'G11苑', building: '3' },
    }
    const made = await api.call('/cases', { method: 'POST', as: officer, body: wish })
    const {
      number,
      case: inner,
      ...outer
    } = made.body as unknown as Record<string, unknown> & { case: Record<string, unknown> }
    expect([made.status, inner['state'], inner['number']]).toEqual([201, 'dispatched', number])
    expect(inner).toMatchObject({ handler: outer['handler'], dueAt: outer['dueAt'] })
    expect(outer['handler']).not.toBeNull()
    const tag = made.headers.get('etag') ?? ''
    expect((await api.call(`/cases/${String(number)}`, { as: officer })).headers.get('etag')).toBe(tag)
    const triaged = await api.call('/cases', { method: 'POST', as: officer, body: { ...wish, to: 'triage' } })
    const filed = await api.call(`/cases/${String(triaged.body['number'])}/moves/file`, {
      ...{ method: 'POST', as: officer, body: {} },
      headers: { 'if-match': triaged.headers.get('etag') ?? '' },
    })
    expect([filed.status, filed.body['state']]).toEqual([200, 'dispatched'])
    const next = await api.call(`/cases/${String(triaged.body['number'])}/moves/designate`, {
      ...{ method: 'POST', as: officer, body: { handler: 'community_lead-C1', text: '请看一下' } },
      headers: { 'if-match': filed.headers.get('etag') ?? '' },
    })
    expect([next.status, next.body['handler']]).toMatchObject([200, { person: 'community_lead-C1' }])
  })
})

describe('readWithoutKey: false', () => {
  it('closes requests, one request and tokens to whoever has no key', async () => {
    const city = cityOf(api)
    const key = await city.keyFor(['cases:read'])
    const { number } = await api.insert({ ...inG11, state: 'dispatched', source: 'chat' })
    for (const path of ['/requests.json?', `/requests/${number}.json?`, `/tokens/${number}.json?`]) {
      city.refused(await city.get(path), 403)
      expect((await city.get(`${path}api_key=${key}`)).status).toBe(200)
    }
  })
})
