import { extractRawText } from 'mammoth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenApi } from '../support/api.ts'
import { local } from '../support/closed-cases.ts'
import { dispatched, inG11, lead, openLedger, went } from '../support/ledger-cases.ts'
import { noticesIn } from '../support/notices.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openLedger()
})
afterAll(() => api.close())

describe('briefs and what is decided over them', () => {
  const post = (path: string, as: string, body: object, headers: Record<string, string> = {}) =>
    api.call(path, { method: 'POST', as, body, headers })

  it('say of a month what came, what is late and why, and carry what was decided until it is done (9.4)', async () => {
    const late = { receivedAt: local('2026-11-02 09:00'), dueAt: local('2026-11-03 17:30') }
    const { number } = await went(
      api,
      {
        ...late,
        state: 'in_progress',
        lateReason: '等配件',
        lateClass: 'objective',
        grid: 'G12',
        area: 'G12',
      },
      ['receive'],
      ['dispatch', dispatched(lead)],
    )
    const dueAt = local('2026-11-30 17:30').toISOString()
    const wish = { words: '月底前把挂账件再过一遍', owner: 'community_lead-C1-2', dueAt }
    const given = await post('/briefs/2026-10/decisions', 'duty_officer-QH', wish)
    expect([given.status, given.body['ownerName']]).toEqual([201, '名community_lead-C1-2'])
    const brief = (await api.call('/briefs/2026-11', { as: 'supervisor-QH' })).body
    expect(brief['overdue']).toMatchObject([{ number, lateReason: '等配件', lateClass: 'objective' }])
    expect(brief['communities']).toMatchObject([{ key: 'C1', overdue: 1 }, { key: 'C2' }])
    expect(brief['carried']).toMatchObject([{ words: wish.words }])
    expect(brief['compared']).toEqual({ from: '2026-10-01', to: '2026-10-24' })
    expect(brief['standing']).toMatchObject({ overdue: 1 })
    const quarter = (await api.call('/briefs/2026-Q4', { as: 'supervisor-QH' })).body['trend']
    expect(quarter).toMatchObject([{ key: '2026-10' }, { key: '2026-11' }])
    expect((await api.call('/briefs/2026-10', { as: 'supervisor-QH' })).body['decided']).toHaveLength(1)
    const done = { result: '已过完，恢复两件' }
    const task = `/tasks/${String(given.body['id'])}/done`
    expect((await post(task, 'grid_lead-G11', done, { 'if-match': '"1"' })).status).toBe(404)
    expect((await post(task, wish.owner, done, { 'if-match': '"9"' })).status).toBe(412)
    expect((await post(task, wish.owner, done, { 'if-match': '"1"' })).body['result']).toBe(done.result)
    expect((await post(task, wish.owner, done, { 'if-match': '"2"' })).status).toBe(409)
    expect((await api.call('/briefs/2026-11', { as: 'supervisor-QH' })).body['carried']).toEqual([])
    const said = await noticesIn<{ text: string }>(
      api.db.dataSource,
      'text',
      `WHERE purpose = 'ledger_task' ORDER BY queued`,
    )
    const texts = said.map(({ text }) => text).join()
    expect(texts).toContain('月底前把挂账件再过一遍')
    expect(texts).toContain('已过完，恢复两件')
  })

  it('refuse an owner without a post, a time that lies behind, and a period that there is not', async () => {
    const dueAt = local('2026-11-30 17:30').toISOString()
    const wish = { words: '做一件事', owner: 'resident-1', dueAt }
    expect((await post('/briefs/2026-11/decisions', 'director-QH', wish)).status).toBe(400)
    const past = { ...wish, owner: 'director-QH', dueAt: local('2026-11-01 17:30').toISOString() }
    expect((await post('/briefs/2026-11/decisions', 'director-QH', past)).status).toBe(400)
    for (const period of ['2026', '2026-W60', '2026-13', 'now'])
      expect((await api.call(`/briefs/${period}`, { as: 'director-QH' })).status).toBe(400)
  })

  it('go out as a Word document, of a month, a quarter and a week', async () => {
    for (const [period, title, span] of [
      ['2026-11', '月末例会简报', '2026年11月1日至30日'],
      ['2026-Q4', '季度分析', '2026年10月1日至12月31日'],
      ['2026-W48', '周小结', '2026年11月23日至29日'],
    ] as const) {
      const answer = await fetch(`${api.url}/api/v1/briefs/${period}/document`, {
        headers: { cookie: await api.cookieOf('director-QH') },
      })
      expect(answer.headers.get('content-type')).toContain('wordprocessingml.document')
      const { value } = await extractRawText({ buffer: Buffer.from(await answer.arrayBuffer()) })
      expect(value).toContain(title)
      expect(value).toContain('二、各村(社区)情况')
      for (const said of [span, '比较', '本期未结束', '超期未办结'])
        expect([period, said, value.includes(said)]).toEqual([period, said, true])
      expect(value.includes('考评')).toBe(period === '2026-11')
    }
  })

  it('a word of the leadership on a case is a task of its handler, and stands in the morning page', async () => {
    const { number } = await went(api, { receivedAt: local('2026-11-23 09:00') }, ['receive'])
    const wish = { words: '请当天见面', dueAt: local('2026-11-24 17:30').toISOString() }
    const path = `/cases/${number}/instructions`
    expect((await post(path, 'supervisor-QH', wish)).status).toBe(403)
    expect((await post(path, 'township_lead-QH', wish)).body).toMatchObject({
      owner: lead.person,
      subject: number,
    })
    const own = await api.call('/tasks', { as: lead.person })
    expect(own.body['tasks']).toMatchObject([{ kind: 'instruction', words: wish.words }])
    expect((await api.call('/tasks?of=all', { as: lead.person })).status).toBe(403)
    const morning = await api.call('/morning', { as: 'township_lead-QH' })
    expect(morning.body['instructions']).toMatchObject([{ subject: number }])
    expect(morning.body['counts']).toMatchObject({ received: 6, receivedBefore: 0, open: 4, overdue: 1 })
    const page = await api.call('/morning/page', { as: 'director-QH' })
    for (const said of ['请当天见面', '<h1>领导晨报</h1>', '本月至今', '上月同期', '落实中'])
      expect(page.text).toContain(said)
    const sheet = await api.call('/duty/sheet/page', { as: 'duty_officer-QH' })
    expect(sheet.text).toContain('值班交接单')
  })

  it('a word on a case never goes to somebody who keeps out of it (3.5)', async () => {
    const { number } = await api.insert({ ...inG11, about: [lead.person], handler: null })
    const wish = { words: '查清楚', dueAt: local('2026-11-24 17:30').toISOString() }
    expect((await post(`/cases/${number}/instructions`, 'director-QH', wish)).status).toBe(400)
    const named = { ...wish, owner: lead.person }
    expect((await post(`/cases/${number}/instructions`, 'director-QH', named)).status).toBe(400)
  })
})

describe('the sample of the supervisor (9.6)', () => {
  it('is of a month that is over, the same whoever draws it, and each case is looked at once', async () => {
    expect((await api.call('/samples/2026-11', { as: 'supervisor-QH' })).status).toBe(400)
    const drawn = await api.call('/samples/2026-10', { as: 'supervisor-QH' })
    expect(drawn.body).toMatchObject({ closed: 1, drawn: 1, lookedAt: 0 })
    expect((await api.call('/samples/2026-10', { as: 'director-QH' })).text).toBe(drawn.text)
    const number = String((drawn.body['cases'] as { number: string }[])[0]?.number)
    const look = { method: 'POST', as: 'supervisor-QH', body: { words: '现场看过，属实' } }
    expect((await api.call(`/samples/2026-10/${number}`, look)).status).toBe(201)
    expect((await api.call(`/samples/2026-10/${number}`, look)).status).toBe(409)
    expect((await api.call('/samples/2026-10/XZ20261123-9999', look)).status).toBe(404)
    const after = await api.call('/samples/2026-10', { as: 'supervisor-QH' })
    expect(after.body).toMatchObject({ lookedAt: 1, cases: [{ finding: { words: '现场看过，属实' } }] })
  })
})
