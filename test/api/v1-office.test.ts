import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Notice } from '../../src/chat/outbox.ts'
import type { FollowUp } from '../../src/feedback/follow-up.ts'
import { instant } from '../../src/kernel/clock.ts'
import { type ApiCall, openApi, type OpenApi } from '../support/api.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const officer = 'duty_officer-QH'
const director = 'director-QH'
const lead = { person: 'grid_lead-G11', post: 'grid_lead', area: 'G11', dept: null } as const
const inG11 = { area: 'G11', grid: 'G11', room: 'room-g11', handler: lead, verifier: null } as const
const post = (path: string, as: string, body: object = {}, more: ApiCall = {}) =>
  api.call(path, { method: 'POST', as, body, ...more })
const first = (value: unknown) => (value as Record<string, unknown>[])[0] ?? {}

describe('a task after the end of a case', () => {
  const planned = async (wanted: Partial<FollowUp>) => {
    const closed = {
      state: 'closed',
      nature: 'resident_dispute',
      closedAt: instant('2026-11-20T02:00:00Z'),
    } as const
    const record = await api.insert({ ...inG11, ...closed, handler: { ...lead, person: 'grid_lead-G11-2' } })
    const one: FollowUp = {
      ...{ key: `${record.id}:1:call:x`, caseId: record.id, kind: 'call', reporter: null },
      ...{ dueAt: instant('2026-11-23T01:00:00Z'), assignee: lead, tries: 0 },
      ...{ doneAt: null, doneBy: null, outcome: null, words: null },
      ...wanted,
    }
    await api.db.stores.followUps.plan(one)
    return { one, record }
  }
  const path = ({ key }: FollowUp) => `/follow-ups/${encodeURIComponent(key)}/report`

  it('is listed for whoever was given it, and reported once, with what follows', async () => {
    const { one, record } = await planned({})
    const own = await api.call('/follow-ups', { as: lead.person })
    expect(first(own.body['followUps'])).toMatchObject({ key: one.key, case: { number: record.number } })
    expect((await api.call('/follow-ups', { as: 'grid_lead-G12' })).body['followUps']).toEqual([])
    expect((await post(path(one), 'grid_lead-G12', { words: '平稳' })).status).toBe(404)
    expect((await post(path(one), lead.person)).status).toBe(400)
    const said = await post(path(one), lead.person, { words: '平稳，13812345678没再吵', mood: 'calm' })
    expect(said.status).toBe(200)
    const done = await api.call('/follow-ups?done=true', { as: officer })
    expect(first(done.body['followUps'])).toMatchObject({
      outcome: 'calm',
      words: '平稳，[电话]没再吵',
      doneBy: lead.person,
    })
    expect((await post(path(one), lead.person, { words: '平稳' })).status).toBe(409)
    const open = await api.call('/follow-ups', { as: officer })
    expect(first(open.body['followUps'])).toMatchObject({ kind: 'visit' })
  })

  it('on the telephone is tried again until somebody gives up', async () => {
    const { one } = await planned({ kind: 'telephone', reporter: 'resident-1', assignee: null })
    for (const tries of [1, 2, 3]) {
      expect((await post(path(one), officer, { reached: false })).status).toBe(200)
      const kept = await api.db.stores.followUps.byKey(one.key)
      expect([kept?.tries, kept?.outcome]).toEqual([tries, tries === 3 ? 'unreachable' : null])
    }
    expect((await post(path(one), officer)).status).toBe(409)
  })
})

describe('a visit', () => {
  it('is written into the log of its area, and read by whose area it is', async () => {
    const kept = await post('/visits', lead.person, { place: 'G11苑3号楼', words: '看望，电话13812345678' })
    expect([kept.status, kept.body['area']]).toEqual([201, 'G11'])
    const seen = await api.call('/visits?area=G11', { as: 'community_lead-C1' })
    expect(first(seen.body['visits'])).toMatchObject({ by: lead.person, words: '看望，电话[电话]' })
    expect((await api.call('/visits', { as: 'grid_lead-G21' })).body['visits']).toEqual([])
    expect(
      (await post('/visits', lead.person, { place: '某处', words: '看过', area: 'nowhere' })).status,
    ).toBe(400)
  })
})

describe('a hot spot', () => {
  it('is settled once by the director, who says how; it names only cases that its reader sees', async () => {
    const [open, secret] = [await api.insert(inG11), await api.insert({ ...inG11, about: ['supervisor-QH'] })]
    const spot = { key: 'joint:x', kind: 'joint', community: 'C1', category: '0201' } as const
    await api.db.stores.hotSpots.raise({ ...spot, caseIds: [open.id, secret.id] }, api.clock.now())
    const seen = await api.call('/hot-spots?settled=false', { as: 'supervisor-QH' })
    expect(first(seen.body['hotSpots'])).toMatchObject({
      key: 'joint:x',
      numbers: [open.number],
      settledAt: null,
    })
    const path = `/hot-spots/${encodeURIComponent('joint:x')}/settle`
    expect((await post(path, officer, { words: '办好了' })).status).toBe(403)
    const settled = await post(path, director, { words: '开了协调会' })
    expect([settled.status, settled.body['settlement']]).toEqual([200, '开了协调会'])
    expect((await post(path, director, { words: '又办' })).status).toBe(409)
    expect((await post('/hot-spots/none/settle', director, { words: '又办' })).status).toBe(404)
  })
})

describe('an approved answer', () => {
  it('is proposed by anybody, approved by the director, given to an enquiry as it stands, and retired', async () => {
    const proposed = await post('/answers', lead.person, {
      ...{ category: '0201', question: '路灯谁管', answer: '路灯由社区报修，一般一个工作日修好。' },
    })
    expect(proposed.status).toBe(201)
    const path = `/answers/${String(proposed.body['id'])}`
    const { number } = await api.insert({ ...inG11, kind: 'enquiry' })
    const give = () =>
      post(
        `/cases/${number}/moves/resolve`,
        lead.person,
        { answer: String(proposed.body['id']) },
        { headers: { 'if-match': '"1"' } },
      )
    expect((await give()).status).toBe(400)
    const match = { headers: { 'if-match': '"1"' } }
    expect((await post(`${path}/approve`, officer, {}, match)).status).toBe(403)
    expect((await post(`${path}/approve`, director, {}, match)).body['state']).toBe('approved')
    expect((await post(`${path}/approve`, director, {}, match)).status).toBe(412)
    const listed = await api.call('/answers?state=approved&category=0201&q=路灯', { as: lead.person })
    expect(first(listed.body['answers'])).toMatchObject({ question: '路灯谁管', used: 0 })
    const given = await give()
    expect(given.body).toMatchObject({ result: '路灯由社区报修，一般一个工作日修好。', outcome: 'explained' })
    const other = await api.insert(inG11)
    const wrong = { answer: String(proposed.body['id']) }
    expect((await post(`/cases/${other.number}/moves/resolve`, lead.person, wrong, match)).status).toBe(400)
    expect(
      (await post(`${path}/retire`, director, {}, { headers: { 'if-match': '"2"' } })).body,
    ).toMatchObject({ state: 'retired', used: 1 })
  })
})

describe('what the bot could not say', () => {
  const lost = async (wanted: Partial<Notice>, state: string) => {
    const notice: Notice = {
      ...{
        dedupeKey: `lost-${String(Math.random())}`,
        to: { private: 'resident-1' },
        mentions: [],
        purpose: 'closure',
      },
      ...{
        text: '李明阳家的事办好了，电话13812345678',
        held: 'never',
        priority: 1,
        caseId: null,
        rung: null,
      },
      runAt: api.clock.now(),
      ...wanted,
    }
    await api.db.stores.outbox.put(notice)
    const [row] = await api.db.dataSource
      .query<{ id: string }[]>(
        `UPDATE outbox SET state = $2, settled_at = now() WHERE dedupe_key = $1 RETURNING id`,
        [notice.dedupeKey, state],
      )
      .then(([rows]: [{ id: string }[]] | unknown[]) => rows as { id: string }[])
    return row!.id
  }

  it('is shown masked, resent or given up once; about what its reader may not know, without words', async () => {
    const secret = await api.insert({ ...inG11, about: [officer] })
    const id = await lost({}, 'uncertain')
    const kept = await lost({ caseId: secret.id }, 'uncertain')
    const { body, text } = await api.call('/outbox?state=uncertain', { as: officer })
    expect(text).not.toContain('13812345678')
    const shown = body['notices'] as { id: string; text: string | null; to: object }[]
    expect(shown.find((one) => one.id === id)).toMatchObject({ to: { kind: 'resident', code: null } })
    expect(shown.find((one) => one.id === kept)).toMatchObject({ text: null, number: null })
    expect((await post(`/outbox/${id}/resend`, officer)).body['state']).toBe('pending')
    expect((await post(`/outbox/${id}/resend`, officer)).status).toBe(409)
    expect((await post(`/outbox/${kept}/give-up`, officer)).body['state']).toBe('dropped')
    expect((await post('/outbox/none/resend', officer)).status).toBe(404)
    const bot = await api.call('/bot', { as: officer })
    expect(bot.body).toMatchObject({ state: 'up', scan: null, notices: { pending: 1, uncertain: 0 } })
  })
})

describe('live changes', () => {
  it('missed while away are told to who comes back, by what they may see now', async () => {
    const [own, other] = [
      await api.insert({ ...inG11, confidential: false }),
      await api.insert({ ...inG11, area: 'G21', grid: 'G21', room: null, handler: null }),
    ]
    const tell = api.live.telling(() => undefined)
    const changed = (id: string) => tell({ caseId: id } as Parameters<typeof tell>[0])
    /** Followed from when this is there. */
    const come = async (lastId: string) => {
      const ending = new AbortController()
      const cookie = await api.cookieOf(lead.person)
      const headers = { cookie, ...(lastId === '' ? {} : { 'last-event-id': lastId }) }
      const answer = await fetch(`${api.url}/api/v1/events`, { signal: ending.signal, headers })
      const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
      return async (enough: (text: string) => boolean) => {
        let text = ''
        while (!enough(text)) {
          const { value, done } = await reader.read()
          if (done) break
          text += value
        }
        ending.abort()
        return text
      }
    }
    const hear = async (lastId: string, enough: (text: string) => boolean) => {
      const told = await come(lastId)
      if (lastId === '') changed(own.id)
      return await told(enough)
    }
    const live = await hear('', (text) => text.includes(own.number))
    const lastId = /id: (\S+)/u.exec(live)?.[1] ?? ''
    for (const id of [other.id, own.id, own.id]) changed(id)
    const back = await hear(lastId, (text) => text.includes(own.number))
    expect(back.match(/event: case/gu)).toHaveLength(1)
    expect(back).not.toContain(other.number)
    expect(await hear('elsewhere-7', (text) => text.includes('reset'))).toContain('event: reset')
    // What is still being told when somebody comes back, they hear once: by coming back.
    const after = await api.insert({ ...inG11, confidential: false })
    const beside = await come('')
    const held = api.db.dataSource.createQueryRunner()
    await held.startTransaction()
    await held.query('LOCK TABLE cases IN ACCESS EXCLUSIVE MODE')
    changed(own.id)
    const told = await come(lastId)
    await held.commitTransaction()
    await held.release()
    changed(after.id)
    for (const one of [told, beside])
      expect((await one((text) => text.includes(after.number))).split(own.number)).toHaveLength(2)
  })
})

describe('the digest', () => {
  it('has all that waits for one person: what presses, what to verify, to help with, to do and to call', async () => {
    const me = 'grid_lead-G22'
    const mine = { person: me, post: 'grid_lead', area: 'G22', dept: null } as const
    const inG22 = { area: 'G22', grid: 'G22', room: null, verifier: null } as const
    const due = (dueAt: string, more: object = {}) =>
      api.insert({ ...inG22, handler: mine, dueAt: instant(dueAt), ...more })
    const late = await due('2026-11-20T17:30:00+08:00')
    const today = await due('2026-11-23T17:30:00+08:00')
    await due('2026-12-04T17:30:00+08:00')
    const verify = await due('2026-11-24T17:30:00+08:00', {
      ...{ handler: lead, verifier: mine, state: 'resolved', resolvedAt: instant('2026-11-23T01:00:00Z') },
    })
    const helping = { ...mine, task: '到场', dueAt: '2026-11-24T04:00:00.000Z' }
    const helped = await due('2026-11-24T17:30:00+08:00', { handler: lead, assistants: [helping] })
    await due('2026-11-24T17:30:00+08:00', {
      ...{ handler: lead, assistants: [{ ...helping, doneAt: '2026-11-23T01:00:00.000Z' }] },
    })
    const wish = { words: '排查井盖', owner: me, dueAt: '2026-11-30T17:30:00+08:00' }
    expect((await post('/briefs/2026-10/decisions', director, wish)).status).toBe(201)
    await api.db.stores.followUps.plan({
      ...{ key: 'digest-call', caseId: late.id, kind: 'call', reporter: null, assignee: mine, tries: 0 },
      ...{ dueAt: api.clock.now(), doneAt: null, doneBy: null, outcome: null, words: null },
    })
    const { body } = await api.call('/me/digest', { as: me })
    expect(body).toMatchObject({
      overdue: [{ number: late.number }],
      today: [{ number: today.number }],
      ...{ half: [], rest: 1, toVerify: [{ number: verify.number }], toDecide: [], approvals: 0 },
      assisting: [{ number: helped.number, task: '到场', taskDueAt: '2026-11-24T04:00:00.000Z' }],
      tasks: [{ words: '排查井盖' }],
      followUps: [{ key: 'digest-call' }],
    })
    expect(String(body['says'])).toContain(late.number.slice(-4).replace(/^0+/u, ''))
    const own = await api.call('/cases?assistant=me', { as: me })
    const todo = (await api.call('/me/todo', { as: me })).body['cases'] as { number: string }[]
    expect(todo.map(({ number }) => number)).toContain(helped.number)
    expect(todo).toHaveLength(5)
    expect(own.body['cases']).toHaveLength(2)
    expect((await api.call('/me/digest', { as: 'lead-jiwei' })).body).toMatchObject({ says: null, tasks: [] })
  })

  it('counts for who decides what waits for a word, and the approvals asked for', async () => {
    const { number } = await api.insert({ ...inG11, state: 'triage', handler: null })
    const wish = { kind: 'export', facts: { a: '1' }, purpose: '核对', until: '2026-11-30T17:30:00+08:00' }
    expect((await post('/approvals', officer, wish)).status).toBe(201)
    const { body } = await api.call('/me/digest', { as: director })
    expect(body).toMatchObject({ approvals: 1 })
    expect((body['toDecide'] as { number: string }[]).map((one) => one.number)).toContain(number)
  })
})
