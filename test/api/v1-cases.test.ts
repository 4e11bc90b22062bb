import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiCall, openApi, type OpenApi } from '../support/api.ts'
import { withoutIds } from '../support/without-ids.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const lead = { person: 'grid_lead-G11', post: 'grid_lead', area: 'G11', dept: null } as const
const office = { person: 'lead-chengguan', post: 'department_lead', area: 'QH', dept: 'chengguan' } as const
const inG11 = { area: 'G11', grid: 'G11', room: 'room-g11', handler: lead, verifier: null } as const

const problem = async (status: number, code: string, path: string, call: ApiCall) => {
  const answer = await api.call(path, call)
  expect([answer.status, answer.body['code']]).toEqual([status, code])
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(String(answer.body['detail'])).toMatch(/\p{Script=Han}/u)
  return answer
}
const numbers = (body: Record<string, unknown>) =>
  (body['cases'] as { number: string }[]).map((one) => one.number)

describe('one case', () => {
  it('is read by whoever has it in sight, and unknown to everybody else', async () => {
    const { number } = await api.insert(inG11)
    const seen = await api.call(`/cases/${number}`, { as: lead.person })
    expect([seen.status, seen.headers.get('etag'), seen.body['state']]).toEqual([200, '"1"', 'dispatched'])
    for (const person of ['community_lead-C1-2', 'duty_officer-QH', 'supervisor-QH', 'grid_helper-G11'])
      expect((await api.call(`/cases/${number}`, { as: person })).status).toBe(200)
    for (const person of [
      'grid_lead-G12',
      'grid_member-G11-2',
      'community_lead-C2',
      'lead-yingji',
      'service_centre-QH',
    ])
      await problem(404, 'not_found', `/cases/${number}`, { as: person })
    const unknown = await problem(404, 'not_found', '/cases/XZ20261123-9999', { as: 'grid_lead-G12' })
    const kept = await problem(404, 'not_found', `/cases/${number}`, { as: 'grid_lead-G12' })
    expect(String(kept.body['detail']).replace(number, '')).toBe(
      String(unknown.body['detail']).replace('XZ20261123-9999', ''),
    )
    await problem(401, 'unauthenticated', `/cases/${number}`, {})
  })

  it('offers its moves, and none that answers what nobody has asked or said', async () => {
    const moves = async (changed: object) => {
      const { number } = await api.insert({ ...inG11, ...changed })
      return (await api.call(`/cases/${number}`, { as: 'duty_officer-QH' })).body['moves'] as string[]
    }
    const bare = await moves({})
    expect(bare).toContain('designate')
    for (const move of ['decline', 'late_class']) expect(bare).not.toContain(move)
    const ask = { what: 'withdrawal', at: api.clock.now().toISOString(), by: 'resident-1' }
    expect(await moves({ asks: [ask] })).toContain('decline')
    expect(await moves({ lateReason: '等配件' })).toContain('late_class')
  })

  it('names no reporter; opening them is for those who need them, and each try leaves a line', async () => {
    const { number } = await api.insert(inG11)
    const seen = await api.call(`/cases/${number}`, { as: lead.person })
    expect(seen.text).not.toContain('resident-1')
    expect(seen.body['reportersMasked']).toMatchObject([{ name: '居**' }])
    await problem(403, 'forbidden', `/cases/${number}/reporters`, { method: 'POST', as: 'supervisor-QH' })
    const opened = await api.call(`/cases/${number}/reporters`, { method: 'POST', as: lead.person })
    expect(opened.body['reporters']).toMatchObject([{ key: 'resident-1', name: '居民' }])
    const lines = await api.db.dataSource.query<object[]>(
      `SELECT who, action, subject FROM audit_log WHERE subject = '${number}' ORDER BY id`,
    )
    expect(lines).toEqual([
      { who: 'person:supervisor-QH', action: 'request.refused', subject: number },
      { who: 'person:grid_lead-G11', action: 'reporters.opened', subject: number },
    ])
  })

  it('that is confidential exists for those alone who have business with it', async () => {
    const { number } = await api.insert({
      ...inG11,
      handler: office,
      confidential: true,
      about: ['director-QH-2'],
    })
    for (const person of ['lead-chengguan', 'duty_officer-QH', 'director-QH'])
      expect((await api.call(`/cases/${number}`, { as: person })).status).toBe(200)
    for (const person of ['grid_lead-G11', 'community_lead-C1-2', 'director-QH-2', 'lead-chengguan-2'])
      await problem(404, 'not_found', `/cases/${number}`, { as: person })
    const listed = await api.call('/cases?limit=200', { as: 'grid_lead-G11' })
    expect(numbers(listed.body)).not.toContain(number)
    await problem(403, 'forbidden', `/cases/${number}/reporters`, { method: 'POST', as: 'lead-chengguan' })
  })
})

describe('what a confidential case says', () => {
  it('is for who acts on it; who was only told reads how it stands', async () => {
    const { number } = await api.insert({
      ...{ ...inG11, handler: office, informed: [lead], confidential: true, room: 'R-502' },
      ...{ words: '某某收红包', title: '红包楼 收红包' },
      place: { estate: null, building: null, unit: null, room: '502', spot: '红包楼' },
    })
    const told = await api.call(`/cases/${number}`, { as: lead.person })
    expect(told.body).toMatchObject({
      number,
      words: '【保密】',
      title: '一件保密事项',
      placeText: '【保密】',
    })
    expect(withoutIds(told.text)).not.toMatch(/收红包|红包楼|502/u)
    const listed = await api.call(`/cases?number=${number}`, { as: lead.person })
    expect(listed.body['cases']).toMatchObject([{ number, title: '一件保密事项', room: null }])
    expect(withoutIds(listed.text)).not.toMatch(/收红包|红包楼|502/u)
    for (const as of ['lead-chengguan', 'duty_officer-QH', 'director-QH'])
      expect((await api.call(`/cases/${number}`, { as })).body['words']).toBe('某某收红包')
  })
})

describe('a move', () => {
  const move = (
    number: string,
    name: string,
    as: string,
    body: object = {},
    headers: Record<string, string> = {},
  ) => ({
    path: `/cases/${number}/moves/${name}`,
    call: { method: 'POST', as, body, headers } satisfies ApiCall,
  })

  it('needs the version that was seen, and is refused where the case has moved since', async () => {
    const { number } = await api.insert(inG11)
    const bare = move(number, 'accept', lead.person)
    await problem(428, 'version_required', bare.path, bare.call)
    const any = move(number, 'accept', lead.person, {}, { 'if-match': '*' })
    await problem(428, 'version_required', any.path, any.call)
    const right = move(number, 'accept', lead.person, {}, { 'if-match': '"1"' })
    const done = await api.call(right.path, right.call)
    expect([done.status, done.headers.get('etag'), done.body['state']]).toEqual([200, '"2"', 'in_progress'])
    expect(done.body['timeline']).toMatchObject([{ move: 'accept', by: lead.person, door: 'api' }])
    await problem(412, 'version_stale', right.path, right.call)
    const again = move(number, 'accept', lead.person, {}, { 'if-match': '"2"' })
    await problem(409, 'wrong_state', again.path, again.call)
    expect(api.pokes()).toBeGreaterThan(0)
  })

  it('is for whom the table names; what it must carry is asked for in one sentence', async () => {
    const { number } = await api.insert(inG11)
    const match = { 'if-match': '"1"' }
    const stranger = move(number, 'accept', 'community_lead-C1-2', {}, match)
    await problem(403, 'forbidden', stranger.path, stranger.call)
    const unseen = move(number, 'accept', 'grid_lead-G21', {}, match)
    await problem(404, 'not_found', unseen.path, unseen.call)
    const bare = move(number, 'resolve', lead.person, {}, match)
    const lacking = await problem(400, 'invalid', bare.path, bare.call)
    expect(lacking.body['faults']).toMatchObject([{ path: 'outcome' }, { path: 'text' }])
    const half = move(number, 'resolve', lead.person, { outcome: 'solved' }, match)
    const lacks = await problem(400, 'invalid', half.path, half.call)
    expect(lacks.body['faults']).toMatchObject([{ path: 'text' }])
    const begun = await api.insert({ ...inG11, state: 'in_progress' })
    const days = move(begun.number, 'ask_extension', lead.person, { text: '等配件' }, match)
    const asked = await problem(400, 'invalid', days.path, days.call)
    expect(asked.body['faults']).toMatchObject([{ path: 'days', message: asked.body['detail'] }])
    expect(asked.text).not.toContain('比如')
    const odd = move(number, 'resolve', lead.person, { outcome: 'solved', text: '好', more: 1 }, match)
    await problem(400, 'invalid', odd.path, odd.call)
    const none = move(number, 'fly', lead.person, {}, match)
    await problem(400, 'invalid', none.path, none.call)
    const done = move(number, 'resolve', lead.person, { outcome: 'solved', text: '灯换好了' }, match)
    expect((await api.call(done.path, done.call)).body).toMatchObject({
      state: 'resolved',
      result: '灯换好了',
    })
  })

  it('by one person alone in an emergency only agrees, until a second says the same', async () => {
    const { number } = await api.insert({ ...inG11, urgency: 'emergency', state: 'verified' })
    const first = move(number, 'close', 'duty_officer-QH', {}, { 'if-match': '"1"' })
    expect((await api.call(first.path, first.call)).body['state']).toBe('verified')
    const second = move(number, 'close', 'director-QH', {}, { 'if-match': '"2"' })
    expect((await api.call(second.path, second.call)).body['state']).toBe('closed')
  })

  it('is taken back by whoever made it', async () => {
    const { number } = await api.insert(inG11)
    const accept = move(number, 'accept', lead.person, {}, { 'if-match': '"1"' })
    await api.call(accept.path, accept.call)
    const undo = await api.call(`/cases/${number}/undo`, {
      ...{ method: 'POST', as: lead.person, headers: { 'if-match': '"2"' } },
    })
    expect([undo.status, undo.body['state']]).toEqual([200, 'dispatched'])
  })

  it('is done once for each Idempotency-Key, also after a restart', async () => {
    const { number } = await api.insert(inG11)
    const once = move(number, 'accept', lead.person, {}, { 'if-match': '"1"', 'idempotency-key': 'k-1' })
    const first = await api.call(once.path, once.call)
    await api.again()
    const replayed = await api.call(once.path, once.call)
    expect([replayed.status, replayed.text]).toEqual([200, first.text])
    expect(replayed.headers.get('idempotent-replayed')).toBe('true')
    expect(replayed.headers.get('etag')).toBe('"2"')
    const other = move(number, 'accept', lead.person, { text: '别的' }, once.call.headers)
    await problem(422, 'key_reused', other.path, other.call)
  })
})

describe('the list', () => {
  it('goes page after page without missing or doubling, and a cursor serves its own query alone', async () => {
    const all = numbers((await api.call('/cases?limit=200', { as: 'duty_officer-QH' })).body)
    const paged: string[] = []
    let cursor = ''
    for (;;) {
      const page = await api.call(`/cases?limit=2${cursor}`, { as: 'duty_officer-QH' })
      paged.push(...numbers(page.body))
      const next = page.body['next']
      if (typeof next !== 'string') break
      cursor = `&cursor=${next}`
    }
    expect(paged).toEqual(all)
    const first = await api.call('/cases?limit=2', { as: 'duty_officer-QH' })
    const next = String(first.body['next'])
    for (const path of [`/cases?limit=2&state=closed&cursor=${next}`, '/cases?cursor=abc'])
      await problem(400, 'cursor_of_another_query', path, { as: 'duty_officer-QH' })
    await problem(400, 'cursor_of_another_query', `/cases?limit=2&cursor=${next}`, { as: 'director-QH' })
  })

  it('takes filters together, and refuses one that does not exist', async () => {
    const { number } = await api.insert({
      ...inG11,
      state: 'resolved',
      words: '井盖丢了100%',
      kind: 'complaint',
    })
    for (const filter of [
      'q=井盖丢了100%25',
      'q=井盖',
      'state=resolved,closed',
      `handler=${lead.person}`,
      'community=C1',
      'grid=G11',
      'kind=complaint',
    ])
      expect(
        numbers((await api.call(`/cases?limit=200&${filter}`, { as: 'duty_officer-QH' })).body),
      ).toContain(number)
    for (const filter of [
      'q=没有的字',
      'state=closed',
      'community=C2',
      'kind=praise',
      'overdue=true',
      'receivedTo=2020-01-01T00:00:00Z',
    ])
      expect(
        numbers((await api.call(`/cases?limit=200&${filter}`, { as: 'duty_officer-QH' })).body),
      ).not.toContain(number)
    for (const filter of ['color=red', 'state=flying', 'limit=0', 'receivedFrom=yesterday', 'q=%00'])
      expect((await api.call(`/cases?${filter}`, { as: 'duty_officer-QH' })).status).toBe(400)
  })
})

describe('triage and the own list', () => {
  it('triage is the centre’s', async () => {
    const { number } = await api.insert({ ...inG11, state: 'triage', handler: null })
    expect(numbers((await api.call('/triage?limit=200', { as: 'duty_officer-QH' })).body)).toContain(number)
    await problem(403, 'not_allowed', '/triage', { as: 'grid_lead-G11' })
  })

  it('triage comes page after page, the oldest first, each case once', async () => {
    for (let n = 0; n < 3; n += 1) await api.insert({ ...inG11, state: 'triage', handler: null })
    const whole = (await api.call('/triage?limit=200', { as: 'duty_officer-QH' })).body
    const seen: unknown[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const asked = `/triage?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`
      const { body } = await api.call(asked, { as: 'duty_officer-QH' })
      seen.push(...numbers(body))
      cursor = body['next'] as string | null
    }
    expect(seen).toEqual(numbers(whole))
    expect(seen.length).toBeGreaterThan(2)
    await problem(400, 'cursor_of_another_query', '/triage?cursor=abc', { as: 'duty_officer-QH' })
  })

  it('todo is what waits for the caller', async () => {
    const { number } = await api.insert({ ...inG11, handler: office })
    expect(numbers((await api.call('/me/todo', { as: office.person })).body)).toContain(number)
    expect(numbers((await api.call('/me/todo', { as: 'lead-yingji' })).body)).toEqual([])
  })
})
