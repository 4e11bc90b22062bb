import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi, type OpenApi } from '../support/api.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const officer = 'duty_officer-QH'
const lead = { person: 'grid_lead-G11', post: 'grid_lead', area: 'G11', dept: null } as const
const inG11 = { area: 'G11', grid: 'G11', room: 'room-g11', handler: lead, verifier: null } as const

describe('a picture', () => {
  const taken = (format: 'jpeg' | 'png' | 'webp') =>
    sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } })
      .withExif({
        IFD0: { Make: 'Somephone', Copyright: 'Qian Dama' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1', GPSLongitude: '120/1 10/1 0/1' },
      })
      .toFormat(format)
      .toBuffer()
  const bytesOf = async (path: string, as: string) => {
    const answer = await fetch(`${api.url}/api/v1${path}`, { headers: { cookie: await api.cookieOf(as) } })
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  const send = (number: string, raw: Buffer, type = 'image/jpeg', as: string = lead.person) =>
    api.call(`/cases/${number}/attachments`, { method: 'POST', as, raw, headers: { 'content-type': type } })

  it.each(['jpeg', 'png', 'webp'] as const)(
    'as %s is kept and given out without where it was taken',
    async (format) => {
      const { number } = await api.insert(inG11)
      const picture = await taken(format)
      expect((await sharp(picture).metadata()).exif).toBeDefined()
      const { status, body } = await send(number, picture, `image/${format}`)
      expect([status, body['mediaType']]).toEqual([201, `image/${format}`])
      const kept = Buffer.from((await api.bytes.get(String(body['id']))) ?? [])
      const { answer, bytes } = await bytesOf(`/cases/${number}/attachments/${String(body['id'])}`, officer)
      for (const one of [kept, bytes]) {
        expect((await sharp(one).metadata()).exif).toBeUndefined()
        expect(one.includes('Somephone')).toBe(false)
      }
      expect(answer.headers.get('content-type')).toBe(`image/${format}`)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-security-policy')).toContain('sandbox')
      expect(answer.headers.get('content-disposition')).toMatch(/^inline; filename=/u)
      const lines = await api.db.dataSource.query<{ who: string }[]>(
        `SELECT who FROM audit_log WHERE action = 'attachment.opened' AND subject = '${number}'`,
      )
      expect(lines).toEqual([{ who: `person:${officer}` }])
    },
  )

  it('that came by chat is cleaned as well before anybody sees it, and is nobody’s who does not see the case', async () => {
    const record = await api.insert(inG11)
    const platformId = `picture-${record.id}`
    await api.db.dataSource.query(
      `INSERT INTO messages (platform_id, conversation_key, contact_id, sender_name, self, kind, text, addressed, mentions,
         sent_at, heard_at, state, case_id) VALUES ($1, 'room:r', 'c-1', '居民', false, 'image', '', false, '{}',
         now(), now(), 'done', $2)`,
      [platformId, record.id],
    )
    await api.bytes.put(platformId, { bytes: await taken('jpeg') })
    const path = `/cases/${record.number}/attachments/${platformId}`
    const { answer, bytes } = await bytesOf(path, officer)
    expect([answer.status, (await sharp(bytes).metadata()).exif]).toEqual([200, undefined])
    const other = await api.insert(inG11)
    for (const [wrong, as] of [
      [path, 'grid_lead-G21'],
      [`/cases/${other.number}/attachments/${platformId}`, officer],
      [`/cases/${record.number}/attachments/none`, officer],
    ] as const)
      expect((await bytesOf(wrong, as)).answer.status).toBe(404)
    await api.bytes.put(platformId, { bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') })
    expect((await bytesOf(path, officer)).answer.status).toBe(409)
  })

  it('that is none, or too large, is not taken, and nothing is kept', async () => {
    const { number } = await api.insert(inG11)
    const script = Buffer.from('<html><script>alert(1)</script></html>')
    expect((await send(number, script)).status).toBe(415)
    expect((await send(number, script, 'text/html')).status).toBe(415)
    expect((await send(number, (await taken('jpeg')).subarray(0, 200))).status).toBe(415)
    expect((await send(number, Buffer.alloc(12_000_001))).status).toBe(413)
    const heic = Buffer.concat([
      Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
      Buffer.alloc(400),
    ])
    const refused = await send(number, heic, 'application/octet-stream')
    expect([refused.status, refused.body['detail']]).toEqual([
      400,
      'HEIC 照片这里打不开：请在手机的“相机—格式”里选“兼容性最佳”再拍，或者转成 JPG 再传。',
    ])
    expect((await send(number, await taken('png'), 'image/png', 'grid_lead-G21')).status).toBe(404)
    const whole = await api.call(`/cases/${number}`, { as: officer })
    expect(whole.body['attachments']).toEqual([])
  })

  it('shows the result where the leaf asks for one, and stays with it; one brought by mistake goes again', async () => {
    const { number } = await api.insert({ ...inG11, category: '1102' })
    const resolve = (photos?: readonly string[]) =>
      api.call(`/cases/${number}/moves/resolve`, {
        ...{ method: 'POST', as: lead.person, headers: { 'if-match': '"1"' } },
        body: { outcome: 'solved', text: '现场清理好了', ...(photos === undefined ? {} : { photos }) },
      })
    const [wrong, right] = [
      await send(number, await taken('jpeg')),
      await send(number, await taken('webp'), 'image/webp'),
    ]
    const [wrongId, rightId] = [String(wrong.body['id']), String(right.body['id'])]
    expect((await resolve()).status).toBe(400)
    expect((await resolve(['upload-none'])).status).toBe(400)
    const done = await resolve([rightId])
    expect([done.status, done.body['state']]).toEqual([200, 'resolved'])
    const drop = (id: string, as: string = lead.person) =>
      api.call(`/cases/${number}/attachments/${id}`, { method: 'DELETE', as })
    expect((await drop(wrongId, officer)).status).toBe(403)
    expect((await drop(rightId)).status).toBe(409)
    expect((await drop(wrongId)).status).toBe(204)
    const whole = await api.call(`/cases/${number}`, { as: officer })
    expect(whole.body['attachments']).toMatchObject([{ id: rightId, by: lead.person, byReporter: false }])
  })
})
