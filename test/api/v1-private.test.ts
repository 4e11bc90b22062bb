import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseRecord, Reporter } from '../../src/cases/case.ts'
import { aMessage } from '../support/heard.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { withoutIds } from '../support/without-ids.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const officer = 'duty_officer-QH'
const person = (key: string, name: string, contactId: string | null = null): Reporter => ({
  ...{ key, name, contactId, room: null, joinedAt: api.clock.now(), withdrawn: false, rating: null },
})
const audit = async (action: string) => api.db.stores.audit.page({ action, before: null, most: 50 })

describe('the audit', () => {
  it('is read by director and supervisor alone, newest first, by filters, page after page', async () => {
    const { number } = await api.insert({})
    await api.call(`/cases/${number}/reporters`, { method: 'POST', as: officer, body: {} })
    const [line] = await audit('reporters.opened')
    expect(line).toMatchObject({
      ...{
        who: `person:${officer}`,
        post: 'duty_officer',
        door: 'api',
        subject: number,
        address: '127.0.0.1',
      },
      session: expect.stringMatching(/^[\w-]+$/u) as string,
    })
    for (const who of ['director-QH', 'supervisor-QH'])
      expect((await api.call('/audit', { as: who })).status).toBe(200)
    const of = async (query: string) => (await api.call(`/audit?${query}`, { as: 'director-QH' })).body
    const found = (await of(`subject=${number}`))['entries'] as { action: string; name: string }[]
    expect(found.map(({ action }) => action)).toEqual(['audit.looked', 'reporters.opened'].slice(1))
    const first = await of('limit=1&action=audit.')
    expect(first['entries']).toHaveLength(1)
    const next = String(first['next'])
    const second = await of(`limit=1&action=audit.&cursor=${next}`)
    expect(second['entries']).toHaveLength(1)
    expect(second['entries']).not.toEqual(first['entries'])
    expect(await of(`limit=1&action=login&cursor=${next}`)).toMatchObject({ code: 'cursor_of_another_query' })
    expect(await of('door=nowhere')).toMatchObject({ status: 400 })
  })

  it('has each look at the whole of a confidential case, and none of one that everybody may see', async () => {
    const open = await api.insert({})
    const secret = await api.insert({ confidential: true, about: [] })
    for (const { number } of [open, secret, secret])
      expect((await api.call(`/cases/${number}`, { as: 'director-QH' })).status).toBe(200)
    expect((await api.call(`/cases/${secret.number}`, { as: 'grid_lead-G22' })).status).toBe(404)
    const looks = (await audit('case.opened')).map(({ who, subject, address }) => ({ who, subject, address }))
    const look = { who: 'person:director-QH', subject: secret.number, address: '127.0.0.1' }
    expect(looks).toEqual([look, look])
  })

  it('says which chains were anchored', async () => {
    const { body } = await api.call('/audit/anchors', { as: 'supervisor-QH' })
    expect(body).toEqual({ anchors: [] })
  })
})

describe('at the counter', () => {
  let [alone, shared]: CaseRecord[] = []
  const call = (path: string, body: unknown, as = officer) => api.call(path, { method: 'POST', as, body })

  beforeAll(async () => {
    const own = person('wx-77', '李阿姨3-502', 'wx-77')
    const words = '我是李阿姨，电话13800010001，楼道灯坏了'
    alone = await api.insert({ reporters: [own], words, state: 'closed', about: ['wx-77'] })
    shared = await api.insert({ reporters: [own, person('wx-78', '王叔', 'wx-78')], words: '路灯坏了' })
    await api.db.stores.besideCases.keepCaller(alone.id, {
      ...{
        reporter: 'wx-77',
        phone: '138 0001 0001',
        remark: '下午在家',
        takenBy: officer,
        takenAt: api.clock.now(),
      },
    })
    const message = await api.db.stores.messages.keep(
      aMessage({ id: 'm77', senderId: 'wx-77', senderName: '李阿姨3-502', text: words, kind: 'image' }),
      api.clock.now(),
    )
    await api.db.stores.messages.settle([message!.seq], 'filed', null, alone.id)
    for (const [caseId, by] of [
      [alone.id, 'wx-77'],
      [shared.id, 'wx-78'],
    ] as const)
      await api.db.unitOfWork.run((stores) =>
        stores.events.append({
          ...{ caseId, move: 'supplement', from: 'in_progress', to: 'in_progress', door: 'chat' },
          ...{ actor: { by, post: 'reporter' }, at: api.clock.now(), facts: {}, words: `${by}补充的话` },
        }),
      )
    await api.db.stores.outbox.put({
      ...{
        dedupeKey: 'n77',
        to: { private: 'wx-77' },
        text: '李阿姨，办好了',
        mentions: ['wx-77'],
        purpose: 'x',
      },
      ...{ held: 'never', priority: 1, caseId: alone.id, runAt: api.clock.now(), rung: null },
    })
  })

  it('a number finds the cases of its caller, however it is written; each search is recorded without the number', async () => {
    const { body } = await call('/cases-by-phone', { phone: '+86 138-0001-0001' })
    expect(body['cases']).toMatchObject([{ number: alone?.number, reporter: 'wx-77' }])
    expect((await call('/cases-by-phone', { phone: '13800010002' })).body['cases']).toEqual([])
    expect((await call('/cases-by-phone', { phone: '13800010001' }, 'grid_lead-G11')).status).toBe(403)
    const lines = await audit('private.phone_searched')
    expect(lines.map(({ after }) => after)).toEqual([
      { ends: '02', found: 0 },
      { ends: '01', found: 1 },
    ])
    expect(withoutIds(JSON.stringify(lines))).not.toContain('138')
  })

  it('a person learns what is kept, and that was recorded', async () => {
    const of = { case: alone?.number, reporter: 'wx-77', purpose: '本人到窗口查询' }
    const { status, headers, body } = await call('/person-traces/show', of)
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(body).toMatchObject({ messages: 1, phones: 1, tied: false, leftOut: false })
    expect(body['cases']).toHaveLength(2)
    expect((await audit('private.shown'))[0]).toMatchObject({ who: `person:${officer}`, after: { cases: 2 } })
    expect((await call('/person-traces/show', { ...of, reporter: 'wx-99' })).status).toBe(404)
    expect((await call('/person-traces/show', { staff: 'grid_lead-G11', purpose: 'x' })).status).toBe(409)
  })

  it('a person goes at their own word, the cases stay, and every chain still holds', async () => {
    const of = { case: alone?.number, reporter: 'wx-77', purpose: '本人到窗口要求删除' }
    expect((await call('/person-traces/erase', { of, sure: false })).status).toBe(400)
    const open = await call('/person-traces/erase', { of, sure: true })
    expect([open.status, open.body['detail']]).toEqual([403, '这件请由主任办理。'])
    const { body } = await call('/person-traces/erase', { of, sure: true }, 'director-QH')
    expect(body).toMatchObject({ cases: 2, messages: 1, words: 1, files: 1 })
    const first = await api.db.stores.cases.byId(alone!.id)
    expect(first).toMatchObject({
      state: 'closed',
      words: '（应本人要求已删除）',
      about: [body['pseudonym']],
    })
    expect(first?.reporters).toMatchObject([{ key: body['pseudonym'], name: '居民', contactId: null }])
    const second = await api.db.stores.cases.byId(shared!.id)
    expect(second?.words).toBe('路灯坏了')
    expect(second?.reporters.map(({ name }) => name)).toEqual(['居民', '王叔'])
    const tables = ['messages', 'callers', 'outbox', 'event_words', 'case_reporters', 'cases', 'audit_log']
    for (const table of tables) {
      const rows = await api.db.dataSource.query<unknown[]>(`SELECT * FROM ${table}`)
      const kept = table === 'messages' ? JSON.stringify(rows).replaceAll('wx-77', '') : JSON.stringify(rows)
      expect([table, /李阿姨|13800010001|wx-77(?!补)/u.exec(kept)?.[0]]).toEqual([table, undefined])
    }
    expect([...(await api.db.stores.caseLists.words(shared!.id)).values()]).toEqual(['wx-78补充的话'])
    expect((await api.db.stores.caseLists.words(alone!.id)).size).toBe(0)
    const [notice] = await api.db.dataSource.query<{ state: string; why: string }[]>(
      `SELECT state, why FROM outbox WHERE dedupe_key = 'n77'`,
    )
    expect(notice).toEqual({ state: 'dropped', why: 'erased' })
    expect(await api.db.stores.events.verify()).toBeNull()
    expect((await call('/cases-by-phone', { phone: '13800010001' })).body['cases']).toEqual([])
    expect((await audit('private.erased'))[0]).toMatchObject({ subject: body['pseudonym'] })
  })
})

describe('at the counter, of whom the caller may not know', () => {
  const call = (path: string, body: unknown, as = officer) => api.call(path, { method: 'POST', as, body })
  const purpose = '本人到窗口'

  it('a case about the caller is not shown to them, and its reporter not erased by them (3.5)', async () => {
    const reporters = [person('wx-81', '赵叔', 'wx-81')]
    const seen = await api.insert({ reporters, state: 'closed', about: [] })
    const hidden = await api.insert({ reporters, state: 'closed', about: [officer] })
    const of = { case: seen.number, reporter: 'wx-81', purpose }
    const shown = await call('/person-traces/show', of)
    expect(shown.body['cases']).toEqual([{ number: seen.number, ended: true }])
    expect((await audit('private.shown'))[0]).toMatchObject({ after: { cases: 1 } })
    const refused = await call('/person-traces/erase', { of, sure: true })
    expect([refused.status, refused.body['detail']]).toEqual([403, '这件请由主任办理。'])
    expect((await api.db.stores.cases.byId(hidden.id))?.reporters).toMatchObject([{ key: 'wx-81' }])
    const all = await call('/person-traces/show', of, 'director-QH')
    expect(all.body['cases']).toHaveLength(2)
    expect((await call('/person-traces/erase', { of, sure: true }, 'director-QH')).body['cases']).toBe(2)
  })

  it('a director neither erases who reported them; a person without open cases goes by the duty officer', async () => {
    const [first, second] = [[person('wx-82', '钱叔', 'wx-82')], [person('wx-83', '孙叔', 'wx-83')]]
    const seen = await api.insert({ reporters: first, state: 'closed', about: [] })
    await api.insert({ reporters: first, state: 'in_progress', about: ['director-QH'] })
    const other = await api.insert({ reporters: second, state: 'closed', about: [] })
    const erase = (number: string, reporter: string, as: string) =>
      call('/person-traces/erase', { of: { case: number, reporter, purpose }, sure: true }, as)
    expect((await erase(seen.number, 'wx-82', 'director-QH')).status).toBe(403)
    expect((await erase(other.number, 'wx-83', officer)).status).toBe(200)
  })

  it('as staff only who was that is known, never a resident, nor a code that nobody has', async () => {
    await api.db.stores.accounts.open('once-here', api.clock.now())
    for (const [staff, status] of [
      ['resident-1', 404],
      ['wx-78', 404],
      ['nobody', 404],
      ['once-here', 200],
    ] as const)
      expect([staff, (await call('/person-traces/show', { staff, purpose })).status]).toEqual([staff, status])
  })
})
