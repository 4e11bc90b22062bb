import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addHours } from '../../src/kernel/clock.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { changesOf } from '../support/changes.ts'
import { noticesIn } from '../support/notices.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const { post, change } = changesOf(() => api)

describe('rooms (1.3, 8.8)', () => {
  it('are bound where the bot sits, show strangers to the centre, and go live by the director', async () => {
    const { rooms, seats } = api.db.stores
    const now = api.clock.now()
    const members = [
      { contactId: 'a', name: '甲' },
      { contactId: 'b', name: '外人' },
    ]
    await rooms.seen({ roomId: 'chat-1', topic: '第一网格工作群', members }, now)
    await seats.tie('a', 'grid_lead-G11', now)
    const made = await post('/rooms', 'duty_officer-QH', { name: '第一网格', kind: 'staff', areas: ['G11'] })
    const path = `/rooms/${String(made.body['code'])}`
    expect((await api.call('/chat-rooms', { as: 'director-QH' })).text).toContain('chat-1')
    const act = (deed: string, as: string, body: unknown = {}) =>
      change('POST', `${path}/${deed}`, as, body, path)
    expect((await act('bind', 'duty_officer-QH', { roomId: 'chat-9' })).status).toBe(404)
    expect((await act('bind', 'duty_officer-QH', { roomId: 'chat-1' })).status).toBe(200)
    expect((await post(`${path}/unbind`, 'duty_officer-QH', {}, '"1"')).status).toBe(412)
    const seen = await api.call(path, { as: 'duty_officer-QH' })
    expect(seen.body['binding']).toMatchObject({ roomId: 'chat-1', members: 2, strangers: ['外人'] })
    expect((await api.call(path, { as: 'grid_lead-G11' })).body['binding']).toMatchObject({ strangers: null })
    expect((await act('live', 'duty_officer-QH')).status).toBe(403)
    expect((await act('live', 'director-QH')).body['shadow']).toBe(false)
    expect((await act('live', 'director-QH')).body['code']).toBe('wrong_state')
    const said: unknown = await noticesIn(api.db.dataSource, 'text', `WHERE purpose = 'room_greeting'`)
    expect(JSON.stringify(said)).toContain('第一网格')
    expect((await act('unbind', 'duty_officer-QH')).status).toBe(200)
    expect((await api.call(path, { as: 'director-QH' })).body['binding']).toBeNull()
  })
})

describe('duty (1.6, 9.5)', () => {
  const at = (day: number, hour: number): string =>
    `2026-11-${String(day)}T${String(hour).padStart(2, '0')}:00:00+08:00`

  it('stands on a roster that is put for a stretch of time; overlaps and strangers to the post are refused', async () => {
    const shifts = [
      { holder: 'duty_officer-QH', from: at(23, 8), to: at(24, 8) },
      { holder: 'duty_officer-QH-2', from: at(24, 8), to: at(25, 8) },
    ]
    const put = (all: unknown, as = 'duty_officer-QH') =>
      change('PUT', '/roster', as, { from: at(23, 8), to: at(25, 8), shifts: all })
    const twice = [...shifts, { holder: 'duty_officer-QH-2', from: at(23, 20), to: at(24, 8) }]
    expect((await put(twice)).body['detail']).toContain('值班重叠')
    const stray = await put([{ ...shifts[0], holder: 'grid_lead-G11' }])
    expect(stray.body['detail']).toContain('不是值班人员')
    expect((await put(shifts)).status).toBe(200)
    const short = { from: at(24, 0), to: at(24, 8) }
    const shorter = { ...short, shifts: [{ holder: 'duty_officer-QH-2', ...short }] }
    expect((await change('PUT', '/roster', 'director-QH', shorter)).status).toBe(200)
    const roster = (await api.call('/roster', { as: 'grid_lead-G11' })).body['shifts'] as { to: string }[]
    expect(roster.map(({ to }) => to)).toEqual([
      '2026-11-23T16:00:00.000Z',
      '2026-11-24T00:00:00.000Z',
      '2026-11-25T00:00:00.000Z',
    ])
  })

  it('passes on by one’s own word in turn or by the director’s, with what came, is open and is to be watched', async () => {
    const late = await api.insert({
      ...{ state: 'in_progress', dueAt: addHours(api.clock.now(), -1), grid: 'G11', area: 'G11' },
      receivedAt: addHours(api.clock.now(), -1),
    })
    const duty = await api.call('/duty', { as: 'grid_lead-G11' })
    expect(duty.body).toMatchObject({ onDuty: { person: 'duty_officer-QH' }, gap: false, outstanding: false })
    const sheet = await api.call('/duty/sheet', { as: 'duty_officer-QH' })
    const { came, watch } = sheet.body as {
      came: { number: string }[]
      watch: Record<string, { number: string }[]>
    }
    expect(came.map(({ number }) => number)).toContain(late.number)
    expect(watch['overdue']?.map(({ number }) => number)).toContain(late.number)
    const take = (as: string, body: unknown = {}) => change('POST', '/duty/handover', as, body, '/duty')
    expect((await take('duty_officer-QH-2')).status).toBe(403)
    const named = await take('director-QH', { person: 'duty_officer-QH-2' })
    expect(named.body).toMatchObject({
      from: { person: 'duty_officer-QH' },
      onDuty: { person: 'duty_officer-QH-2' },
    })
    const behind = await api.call('/duty', { as: 'grid_lead-G11' })
    expect(behind.body).toMatchObject({ outstanding: false, takenOverAt: api.clock.now().toISOString() })
    expect(named.body).toMatchObject(behind.body)
    expect((await post('/duty/handover', 'duty_officer-QH', {}, duty.headers.get('etag'))).status).toBe(412)
    const log = await api.call('/duty/log', { as: 'director-QH' })
    expect(log.body['handovers']).toMatchObject([
      { person: 'duty_officer-QH-2', from: 'duty_officer-QH', by: 'director-QH' },
    ])
  })

  it('passes over whoever is on leave, and takes them back when they are there again (3.4)', async () => {
    const path = '/people/grid_lead-G21/leave'
    const leave = { from: at(24, 0), to: at(26, 0), delegate: 'grid_lead-G22-2' }
    expect((await change('POST', path, 'grid_lead-G11', leave, path)).status).toBe(404)
    expect(
      (await change('POST', path, 'grid_lead-G21', { ...leave, delegate: 'grid_lead-G21' }, path)).status,
    ).toBe(400)
    expect((await change('POST', path, 'grid_lead-G21', leave, path)).status).toBe(201)
    expect((await change('POST', path, 'community_lead-C2', leave, path)).body['code']).toBe('conflict')
    expect((await api.call('/people/grid_lead-G21', { as: 'director-QH' })).body['leave']).toMatchObject([
      { delegate: 'grid_lead-G22-2' },
    ])
    expect((await change('DELETE', path, 'grid_lead-G21')).status).toBe(200)
    expect((await api.call(path, { as: 'grid_lead-G21' })).body['leave']).toEqual([])
  })
})

describe('rules and categories', () => {
  const yaml = async (part: 'rules' | 'categories'): Promise<string> =>
    String((await api.call('/rules', { as: 'supervisor-QH' })).body[part])

  it('are looked at with every fault by line and field, and nothing changes', async () => {
    const rules = 'undoMinutes: soon\nzones: { file: 0.2, ignore: 0.5 }\nparty: 1\n'
    const looked = await post('/rules/check', 'duty_officer-QH', { rules })
    const faults = looked.body['faults'] as { line: number; field: string; says: string }[]
    expect(faults.map(({ line, field }) => [line, field])).toEqual([
      [1, 'undoMinutes'],
      [3, 'party'],
    ])
    expect(faults[0]?.says).toContain('要写数字')
    const crossed = await post('/rules/check', 'duty_officer-QH', {
      rules: 'zones: { file: 0.2, ignore: 0.5 }',
    })
    expect(crossed.body['faults']).toMatchObject([
      { line: 1, says: expect.stringContaining('忽略线') as string },
    ])
    const refused = await change('PUT', '/rules', 'director-QH', { rules }, '/rules')
    expect([refused.status, refused.body['code']]).toEqual([400, 'invalid'])
    expect(refused.body['faults']).toHaveLength(2)
    expect(await yaml('rules')).toContain('undoMinutes: 10')
    const both = (await yaml('categories')).replace('dept: chengguan', 'dept: nobody')
    const dept = await post('/rules/check', 'duty_officer-QH', { categories: both })
    expect(JSON.stringify(dept.body['faults'])).toContain('部门“nobody”不在部门表里')
  })

  it('are put in force by the director, known in the history, and taken back', async () => {
    const before = (await yaml('rules')).replace('undoMinutes: 10', 'undoMinutes: 15')
    const set = await change('PUT', '/rules', 'director-QH', { rules: before }, '/rules')
    expect(set.body['differences']).toEqual([{ field: 'rules.undoMinutes', before: '10', after: '15' }])
    const revision = Number(set.body['revision'])
    const history = await api.call('/rules/history', { as: 'township_lead-QH' })
    const entries = history.body['entries'] as { revision: number; by: string }[]
    expect(entries[0]).toMatchObject({ revision, by: 'director-QH', differences: set.body['differences'] })
    const stale = await api.call('/rules', {
      ...{ method: 'PUT', as: 'director-QH', body: { rules: before } },
      headers: { 'if-match': '"1"' },
    })
    expect(stale.status).toBe(412)
    const earlier = { revision: entries.at(-1)?.revision }
    const back = await change('POST', '/rules/take-back', 'director-QH', earlier, '/rules')
    expect([back.status, await yaml('rules')]).toEqual([200, expect.stringContaining('undoMinutes: 10')])
    const rooms = await api.call('/rooms', { as: 'director-QH' })
    expect(rooms.text).toContain('第一网格')
  })

  it('wait for their moment, and can be dropped before it', async () => {
    const wanted = { rules: 'undoMinutes: 20', from: '2026-12-01T00:00:00+08:00' }
    const later = await change('PUT', '/rules', 'director-QH', wanted, '/rules')
    expect(later.body).toMatchObject({ saved: false, toCome: expect.any(String) as string })
    const id = String(later.body['toCome'])
    const seen = await api.call('/rules', { as: 'director-QH' })
    expect(seen.body['toCome']).toMatchObject([{ id, rules: true, categories: false }])
    const drop = () => api.call(`/rules/to-come/${id}`, { method: 'DELETE', as: 'director-QH' })
    expect([(await drop()).status, (await drop()).status]).toEqual([204, 404])
  })

  it('hold the director’s authority: signed, dated, revoked (2.3)', async () => {
    const wish = { categories: ['02'], moves: ['close'], until: '2026-12-31', alone: true }
    const path = '/authority'
    expect((await change('POST', path, 'director-QH', { ...wish, categories: ['99'] })).status).toBe(400)
    expect((await change('POST', path, 'director-QH', { ...wish, until: '2026-01-01' })).status).toBe(400)
    expect((await change('POST', path, 'director-QH', wish)).status).toBe(201)
    expect((await api.call(path, { as: 'grid_lead-G11' })).body['authority']).toMatchObject([
      {
        categories: ['02'],
        moves: ['close'],
        signedBy: 'director-QH',
        signedOn: '2026-11-23',
        inForce: true,
      },
    ])
    expect(await yaml('rules')).toContain('signedBy: director-QH')
    expect((await change('DELETE', `${path}/0`, 'director-QH', undefined, path)).status).toBe(200)
    expect((await api.call(path, { as: 'director-QH' })).body['authority']).toEqual([])
  })
})
