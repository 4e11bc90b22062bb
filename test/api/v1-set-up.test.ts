import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { openApi, type OpenApi } from '../support/api.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

describe('the set-up from three sheets', () => {
  const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  const workbook = (people: string[][]): Promise<Buffer> =>
    writeWorkbook([
      { sheet: '人员', data: [['姓名*', '手机号', '岗位*', '区域*'], ...people] },
      {
        sheet: '楼栋',
        data: [
          ['村(社区)*', '网格*', '类型*', '名称*'],
          ['C9', 'G91', '小区', '翠湖苑'],
        ],
      },
      {
        sheet: '群',
        data: [
          ['群名*', '类型*', '区域*'],
          ['翠湖苑邻里群', '居民群', 'G91'],
        ],
      },
    ]).toBuffer()
  const send = async (method: string, path: string, raw: Buffer, type = xlsx) => {
    const etag = (await api.call('/set-up', { as: 'director-QH' })).headers.get('etag') ?? ''
    const headers = { 'content-type': type, 'if-match': etag }
    return api.call(path, { method, as: 'director-QH', raw, headers })
  }

  it('gives the template, which can be read and says how', async () => {
    const answer = await fetch(`${api.url}/api/v1/set-up/template`, {
      headers: { cookie: await api.cookieOf('duty_officer-QH') },
    })
    expect(answer.headers.get('content-type')).toBe(xlsx)
    const template = Buffer.from(await answer.arrayBuffer())
    const sheet = (nth: number) => strFromU8(unzipSync(template)[`xl/worksheets/sheet${String(nth)}.xml`]!)
    expect(sheet(1)).toMatch(/<dataValidation type="list"[^>]*sqref="C4:C2000"><formula1>"网格责任人,/u)
    expect(sheet(1)).toContain('sqref="D4:D2000"><formula1>"QH,C1,C2,G11,G12,G21,G22"</formula1>')
    expect(sheet(2)).toContain('sqref="C4:C2000"><formula1>"小区,道路,地标"</formula1>')
    expect(sheet(3)).toContain('sqref="E4:E2000"><formula1>"是,否"</formula1>')
    const looked = await send('POST', '/set-up/check', template)
    expect(looked.body).toMatchObject({ faults: [], after: looked.body['before'] })
  })

  it('looks first, then puts all of it in force or nothing, and says what is open', async () => {
    const bad = await workbook([['孙九', 'x', '网格责任人', 'G91']])
    const looked = await send('POST', '/set-up/check', bad)
    expect(looked.body['faults']).toMatchObject([{ sheet: '人员', row: 2, column: '手机号' }])
    expect((await send('PUT', '/set-up', bad)).status).toBe(400)
    const good = await workbook([['孙九', '13900009999', '网格责任人', 'G91']])
    const put = await send('PUT', '/set-up', good)
    expect([put.status, put.body['saved']]).toEqual([200, true])
    const open = await api.call('/set-up', { as: 'duty_officer-QH' })
    expect(open.body['says']).toMatch(/^\d+个群未绑定，\d+人未认领，\d+个区域没有责任人$/u)
    expect(JSON.stringify(open.body['unclaimed'])).toContain('孙九')
    expect(JSON.stringify(open.body['unboundRooms'])).toContain('翠湖苑邻里群')
    const stale = await api.call('/set-up', {
      ...{ method: 'PUT', as: 'director-QH', raw: good },
      headers: { 'content-type': xlsx, 'if-match': '"1"' },
    })
    expect(stale.status).toBe(412)
  })

  const column = (said: string) => `<row r="1"><c r="${said}" t="inlineStr"><is><t>x</t></is></c></row>`
  it.each([
    ['the last row of all', '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'],
    ['a row too far, by its cell alone', '<row><c r="A20001"><v>1</v></c></row>'],
    ['a column too far', column('CW1')],
    ['a place written with a reference', column('&#88;FD1')],
    ['a place under a prefix', '<x:row x:r = "1048576"><x:c x:r=\'A1048576\'/></x:row>'],
    ['too many rows that name none', '<row/>'.repeat(20_001)],
    ['too many cells that name none', `<row>${'<c/>'.repeat(101)}</row>`],
    ['a size too large', '</sheetData><dimension ref="A1:XFD1048576"/><sheetData>'],
  ])('refuses a sheet with %s before it is padded', async (_what, rows) => {
    const files = unzipSync(await workbook([['孙九', '13900009999', '网格责任人', 'G91']]))
    const sheet = 'xl/worksheets/sheet1.xml'
    const xml = strFromU8(files[sheet]!).replace(
      /<sheetData>.*<\/sheetData>/su,
      () => `<sheetData>${rows}</sheetData>`,
    )
    expect(xml).toContain(rows)
    const sent = await send(
      'POST',
      '/set-up/check',
      Buffer.from(zipSync({ ...files, [sheet]: strToU8(xml) })),
    )
    expect([sent.status, sent.body['detail']]).toEqual([400, expect.stringContaining('表太大')])
  })

  it('is put in force once for each Idempotency-Key, and another query is another request', async () => {
    const raw = await workbook([['孙九', '13900009999', '网格责任人', 'G91']])
    const etag = (await api.call('/set-up', { as: 'director-QH' })).headers.get('etag') ?? ''
    const headers = { 'content-type': xlsx, 'if-match': etag, 'idempotency-key': 'set-up-1' }
    const put = (query: string) =>
      api.call(`/set-up${query}`, { method: 'PUT', as: 'director-QH', raw, headers })
    const first = await put('')
    expect(first.status).toBe(200)
    expect((await put('')).text).toBe(first.text)
    const fresh = await put('?fresh=true')
    expect([fresh.status, fresh.body['code']]).toEqual([422, 'key_reused'])
  })

  it('refuses what is no workbook, what is packed too tight, and what is too large', async () => {
    const check = (raw: Buffer) => send('POST', '/set-up/check', raw)
    expect((await check(Buffer.from('姓名,手机号'))).status).toBe(400)
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(60_000_000) })
    expect(bomb.length).toBeLessThan(100_000)
    expect((await check(Buffer.from(bomb))).body['detail']).toContain('展开后太大')
    const files = unzipSync(await workbook([['孙九', '13900009999', '网格责任人', 'G91']]))
    for (const endless of [
      ' '.repeat(300_000),
      `<c a="${'><b>'.repeat(9)}"/>`,
      `<!--${'<b>'.repeat(9)}-->`,
    ]) {
      const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
      const held = strToU8(sheet.replace('<sheetData>', `<sheetData>${endless}`))
      const sent = await check(Buffer.from(zipSync({ ...files, 'xl/worksheets/sheet1.xml': held })))
      expect([sent.status, sent.body['detail']]).toEqual([400, expect.stringContaining('表太大')])
    }
    expect((await check(Buffer.alloc(5_100_000))).body['code']).toBe('too_large')
    expect((await send('POST', '/set-up/check', Buffer.from('{}'), 'application/json')).status).toBe(415)
  })

  it('names the settings in force where a sheet would leave the roster to somebody without the post', async () => {
    const now = api.clock.now().getTime()
    const [from, to] = [now, now + 86_400_000].map((at) => new Date(at).toISOString())
    const roster = await api.call('/roster', { as: 'director-QH' })
    const written = await api.call('/roster', {
      ...{ method: 'PUT', as: 'director-QH' },
      headers: { 'if-match': roster.headers.get('etag') ?? '' },
      body: { from, to, shifts: [{ holder: 'duty_officer-QH', from, to }] },
    })
    expect(written.status).toBe(200)
    const looked = await send(
      'POST',
      '/set-up/check',
      await workbook([['孙九', '13900009999', '值班人员', 'QH']]),
    )
    expect(looked.body['faults']).toMatchObject([
      { sheet: '现行设置', row: null, says: expect.stringMatching(/请先改值班表$/u) as string },
    ])
  })

  it('lets go the chat rooms and accounts of what went out of the town, and keeps those of what stays', async () => {
    const { rooms, seats } = api.db.stores
    const now = api.clock.now()
    const bound = [
      ['chat-old', 'room-g11'],
      ['chat-gone', 'of-an-earlier-town'],
    ] as const
    for (const [roomId, code] of bound) {
      await rooms.seen({ roomId, topic: roomId, members: [] }, now)
      await seats.bind(roomId, code, 'director-QH', now)
    }
    const offered = async () => (await api.call('/chat-rooms', { as: 'director-QH' })).text
    expect(await offered()).not.toContain('chat-old')
    expect(await offered()).toContain('chat-gone')
    await seats.tie('contact-gone', 'supervisor-QH', now)
    await seats.tie('contact-stays', 'director-QH', now)
    const leaderless = await workbook([['孙九', '13900009999', '网格责任人', 'G91']])
    const refused = await send('PUT', '/set-up?fresh=true', leaderless)
    expect([refused.status, refused.body['detail']]).toEqual([400, expect.stringContaining('没有中心主任')])
    expect(await seats.roomIdOf('room-g11')).toBe('chat-old')
    const officer = await api.cookieOf('duty_officer-QH')
    expect((await api.call('/me', { headers: { cookie: officer } })).status).toBe(200)
    const book = await workbook([
      ['名director-QH', '', '中心主任', 'QH'],
      ['孙九', '13900009999', '网格责任人', 'G91'],
    ])
    const put = await send('PUT', '/set-up?fresh=true', book)
    expect([put.status, put.body['saved']]).toEqual([200, true])
    expect((await offered()).match(/chat-(?:old|gone)/gu)).toEqual(
      expect.arrayContaining(['chat-old', 'chat-gone']),
    )
    expect(await seats.bindings()).toEqual([])
    // A code is given again one day: it must not find somebody else's chat account or session.
    expect(await seats.contactOf('supervisor-QH')).toBeNull()
    expect(await seats.contactOf('director-QH')).toBe('contact-stays')
    expect((await api.call('/me', { headers: { cookie: officer } })).status).toBe(401)
    const audit = await api.call('/audit?action=town.room_unbound', { as: 'director-QH' })
    expect(audit.text).toContain('chat-old')
    const [room] = (await api.call('/rooms', { as: 'director-QH' })).body['rooms'] as { code: string }[]
    const path = `/rooms/${room?.code ?? ''}`
    const etag = (await api.call(path, { as: 'director-QH' })).headers.get('etag') ?? ''
    const body = { roomId: 'chat-old' }
    const headers = { 'if-match': etag }
    const bind = await api.call(`${path}/bind`, { method: 'POST', as: 'director-QH', body, headers })
    expect(bind.status).toBe(200)
    expect(await offered()).not.toContain('chat-old')
    expect((await send('PUT', '/set-up?fresh=true', book)).status).toBe(200)
    expect(await seats.roomIdOf(room?.code ?? '')).toBe('chat-old')
  })
})
