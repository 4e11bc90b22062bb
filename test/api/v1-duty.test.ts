import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addHours } from '../../src/kernel/clock.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { changesOf } from '../support/changes.ts'

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
    const said: unknown = await api.db.dataSource.query(
      `SELECT text FROM outbox WHERE purpose = 'room_greeting'`,
    )
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
