import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { addHours } from '../../src/kernel/clock.ts'
import { requireApproval } from '../../src/rights/approvals.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { smallTown } from '../support/small-town.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const post = (path: string, as: string, body: unknown = {}, version?: string | null) =>
  api.call(path, {
    ...{ method: 'POST', as, body },
    headers: version == null ? {} : { 'if-match': version },
  })

describe('what needs the director (9.7)', () => {
  const facts = { ledger: 'township', month: '2026-11', private: true }
  const town = { directory: makeDirectory(smallTown()), rulebook: defaultRulebook }
  const ask = (as: string, more: object = {}) =>
    post('/approvals', as, {
      ...{ kind: 'export', facts, purpose: '月底例会核对', until: '2026-11-30T17:30:00+08:00' },
      ...more,
    })
  const require = (person: string, id: string, wanted: object = facts, now = api.clock.now()) =>
    api.db.unitOfWork.run(({ approvals }) =>
      requireApproval(
        approvals,
        { kind: 'export', facts: { ...wanted }, person, shown: { approval: id } },
        town,
        now,
      ),
    )

  it('is asked for with purpose and end, decided by the director alone, and holds for exactly that', async () => {
    const asked = await ask('supervisor-QH')
    expect([asked.status, asked.body['state'], asked.body['inForce']]).toEqual([201, 'asked', false])
    const id = String(asked.body['id'])
    await expect(require('supervisor-QH', id)).rejects.toThrow('主任还没有批准')
    expect((await api.call(`/approvals/${id}`, { as: 'duty_officer-QH' })).status).toBe(404)
    const version = asked.headers.get('etag')
    expect((await post(`/approvals/${id}/decision`, 'director-QH', { approve: true })).status).toBe(428)
    const word = { approve: true, until: '2026-11-25T17:30:00+08:00', words: '只给例会用' }
    expect((await post(`/approvals/${id}/decision`, 'supervisor-QH', word, version)).status).toBe(403)
    const approved = await post(`/approvals/${id}/decision`, 'director-QH', word, version)
    expect(approved.body).toMatchObject({
      state: 'approved',
      inForce: true,
      until: '2026-11-25T09:30:00.000Z',
    })
    expect((await post(`/approvals/${id}/decision`, 'director-QH', word, version)).status).toBe(412)
    expect(await require('supervisor-QH', id)).toMatchObject({ state: 'approved' })
    await expect(require('supervisor-QH', id, { ...facts, month: '2026-10' })).rejects.toThrow('不是这件事')
    await expect(require('duty_officer-QH', id)).rejects.toThrow('没有这个批准')
    const late = addHours(api.clock.now(), 72)
    await expect(require('supervisor-QH', id, facts, late)).rejects.toThrow('有效期已经过了')
    const said: unknown = await api.db.dataSource.query(
      `SELECT text FROM outbox WHERE purpose = 'approval' ORDER BY id`,
    )
    expect(JSON.stringify(said)).toMatch(/请批准.*月底例会核对.*主任批准了.*只给例会用/u)
  })

  it('is taken back by the director, and is given by the own word of the director', async () => {
    const asked = await ask('supervisor-QH')
    const path = `/approvals/${String(asked.body['id'])}`
    const decided = await post(
      `${path}/decision`,
      'director-QH',
      { approve: true },
      asked.headers.get('etag'),
    )
    const ended = await api.call(path, {
      ...{ method: 'DELETE', as: 'director-QH' },
      headers: { 'if-match': decided.headers.get('etag') ?? '' },
    })
    expect(ended.body['state']).toBe('revoked')
    await expect(require('supervisor-QH', String(asked.body['id']))).rejects.toThrow('收回')
    const shown = { purpose: '给县平台开密钥', until: addHours(api.clock.now(), 24) }
    const own = (person: string) =>
      api.db.unitOfWork.run(({ approvals }) =>
        requireApproval(
          approvals,
          { kind: 'key', facts: { name: '县平台' }, person, shown },
          town,
          api.clock.now(),
        ),
      )
    expect(await own('director-QH')).toMatchObject({ state: 'approved', decidedBy: 'director-QH' })
    await expect(own('duty_officer-QH')).rejects.toThrow('要主任批准')
    const mine = await api.call('/approvals', { as: 'supervisor-QH' })
    const all = await api.call('/approvals?state=approved', { as: 'director-QH' })
    expect((mine.body['approvals'] as unknown[]).length).toBe(2)
    expect((all.body['approvals'] as unknown[]).length).toBe(2)
  })

  it.each([
    ['no purpose', { purpose: ' ' }],
    ['an end that is over', { until: '2026-11-01T00:00:00+08:00' }],
    ['an end too far away', { until: '2036-11-01T00:00:00+08:00' }],
    ['a kind that does not exist', { kind: 'party' }],
  ])('refuses %s', async (_what, more) => {
    expect((await ask('supervisor-QH', more)).status).toBe(400)
  })
})
