import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { rawRequest } from '../support/raw-request.ts'
import { openDoor } from '../support/sandbox-door.ts'
import type { OpenDoor } from '../support/sandbox-door.ts'

let open: OpenDoor
const say = (body: unknown): Promise<Response> => post('/sandbox/api/say', JSON.stringify(body))
const post = (path: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${open.url}${path}`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', ...headers },
  })
const heard = async (
  room: string,
  query = '',
): Promise<{ messages: Record<string, unknown>[]; next: string }> =>
  (await (await fetch(`${open.url}/sandbox/api/rooms/${room}/messages${query}`)).json()) as never
const problem = async (answer: Response): Promise<[number, string, string]> => {
  const { code, detail } = (await answer.json()) as { code: string; detail: string }
  return [answer.status, code, detail]
}

beforeAll(async () => {
  open = await openDoor()
})
afterAll(() => open.door.close())
beforeEach(() => {
  open.sandbox.away = false
})

describe('POST /sandbox/api/say', () => {
  it('lets a resident speak and answers the id of the message', async () => {
    const answer = await say({ room: 'cuihu-a', as: 'liayi', text: '楼道灯坏了' })
    expect(answer.status).toBe(200)
    const { id } = (await answer.json()) as { id: string }
    const { messages } = await heard('cuihu-a')
    expect(messages.at(-1)).toEqual({
      id,
      at: '2026-11-23T01:10:00.000Z',
      room: 'cuihu-a',
      from: 'liayi',
      fromName: '李阿姨',
      text: '楼道灯坏了',
      mentions: [],
      quote: null,
      kind: 'text',
      recalled: false,
      attachment: null,
    })
  })

  it('keeps a private talk apart, as the room private:<person>', async () => {
    expect((await say({ private: true, as: 'liayi', text: '在吗' })).status).toBe(200)
    expect((await heard('private:liayi')).messages.map((one) => one['text'])).toEqual(['在吗'])
  })

  it('takes pictures, voice, files, places, quotes and recalls', async () => {
    const { id } = (await (await say({ room: 'cuihu-b', as: 'chenjie', text: '原话' })).json()) as {
      id: string
    }
    for (const more of [
      { image: 'lamp.png' },
      { image: 'big.png', bytes: Buffer.alloc(2_000_000).toString('base64') },
      { voice: 'words.sil' },
      { file: 'list.pdf' },
      { location: { latitude: 30.1, longitude: 120.2, name: '翠湖花园', address: '建设路1号' } },
      { text: '同上', quote: id },
      { recall: id },
    ]) {
      expect((await say({ room: 'cuihu-b', as: 'chenjie', ...more })).status).toBe(200)
    }
    const { messages } = await heard('cuihu-b')
    expect(messages.map((one) => one['kind'])).toEqual([
      'text',
      'image',
      'image',
      'voice',
      'file',
      'location',
      'text',
      'recall',
    ])
    expect(messages[0]).toMatchObject({ recalled: true })
    expect(messages[6]).toMatchObject({ quote: id })
  })

  it('takes ten thousand characters', async () => {
    expect((await say({ room: 'cuihu-a', as: 'liayi', text: '长'.repeat(10_000) })).status).toBe(200)
  })

  it('waits for rest only when asked to', async () => {
    const before = open.rested()
    await say({ room: 'cuihu-a', as: 'liayi', text: '甲' })
    await say({ room: 'cuihu-a', as: 'liayi', text: '乙', rest: false })
    expect(open.rested()).toBe(before)
    await say({ room: 'cuihu-a', as: 'liayi', text: '丙', rest: true })
    expect(open.rested()).toBe(before + 1)
  })

  it('lets the chat client begin anew, and no other part', async () => {
    const ask = (body: unknown): Promise<Response> =>
      fetch(`${open.url}/sandbox/api/restart`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    expect((await ask({ part: 'db' })).status).toBe(400)
    expect(open.renewed()).toBe(0)
    expect((await ask({ part: 'bot' })).status).toBe(204)
    expect(open.renewed()).toBe(1)
  })

  it.each([
    ['nothing at all', {}],
    ['no words', { room: 'cuihu-a', as: 'liayi' }],
    ['blank words', { room: 'cuihu-a', as: 'liayi', text: ' \n ' }],
    ['no room', { as: 'liayi', text: '在吗' }],
    ['a room and private', { room: 'cuihu-a', private: true, as: 'liayi', text: '在吗' }],
    ['nobody who speaks', { room: 'cuihu-a', text: '在吗' }],
    ['a key that is none', { room: 'cuihu-a', as: 'liayi', text: '在吗', mention: ['bot'] }],
    ['a number for words', { room: 'cuihu-a', as: 'liayi', text: 5 }],
    [
      'one content for two attachments',
      { room: 'cuihu-a', as: 'liayi', image: 'a.png', file: 'b.pdf', bytes: 'AAAA' },
    ],
    ['words together with a recall', { room: 'cuihu-a', as: 'liayi', text: '看', recall: 'm1' }],
    ['bytes without a name', { room: 'cuihu-a', as: 'liayi', text: '看', bytes: 'AAAA' }],
    ['bytes that are no base64', { room: 'cuihu-a', as: 'liayi', image: 'a.png', bytes: '!!' }],
    [
      'a place off the earth',
      { room: 'cuihu-a', as: 'liayi', location: { latitude: 91, longitude: 0, name: '', address: '' } },
    ],
    ['a NUL', { room: 'cuihu-a', as: 'liayi', text: '在\0吗' }],
    ['a list', []],
  ])('refuses %s with 400 in Chinese, and says nothing', async (_, body) => {
    const before = (await heard('cuihu-a')).messages.length
    const [status, code, detail] = await problem(await say(body))
    expect([status, code]).toEqual([400, 'invalid'])
    expect(detail).toMatch(/\p{Script=Han}/u)
    expect((await heard('cuihu-a')).messages).toHaveLength(before)
  })

  it.each([
    ['room', { room: 'nowhere', as: 'liayi', text: '在吗' }],
    ['person', { room: 'cuihu-a', as: 'nobody', text: '在吗' }],
    ['quoted message', { room: 'cuihu-a', as: 'liayi', text: '在吗', quote: 'm999999' }],
    ['recalled message', { room: 'cuihu-a', as: 'liayi', recall: 'm999999' }],
  ])('does not know an unknown %s', async (_, body) => {
    const [status, code, detail] = await problem(await say(body))
    expect([status, code]).toEqual([404, 'not_found'])
    expect(detail).toMatch(/没有/)
  })

  it('refuses broken JSON, a form, and what is too large', async () => {
    expect(await problem(await post('/sandbox/api/say', '{"room":'))).toEqual([
      400,
      'malformed_json',
      '请求内容不是正确的 JSON。',
    ])
    const form = await post('/sandbox/api/say', 'room=cuihu-a&as=liayi&text=x', {
      'Content-Type': 'application/x-www-form-urlencoded',
    })
    expect((await problem(form)).slice(0, 2)).toEqual([415, 'unsupported_media_type'])
    const plain = await post('/sandbox/api/say', '{}', { 'Content-Type': 'text/plain' })
    expect((await problem(plain)).slice(0, 2)).toEqual([415, 'unsupported_media_type'])
    const huge = await rawRequest(open.port, {
      path: '/sandbox/api/say',
      method: 'POST',
      headers: { Host: 'localhost', 'Content-Type': 'application/json' },
      body: Buffer.alloc(41 * 1024 * 1024, 0x20),
    })
    expect([huge.status, JSON.parse(huge.text)]).toMatchObject([413, { code: 'too_large' }])
    const packed = await post('/sandbox/api/say', '{}', { 'Content-Encoding': 'lzma' })
    expect(packed.status).toBe(415)
  })

  it('tells in a sentence that the chat server is away, and when to come again', async () => {
    open.sandbox.away = true
    const answer = await say({ room: 'cuihu-a', as: 'liayi', text: '在吗' })
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(await problem(answer)).toEqual([503, 'chat_away', '聊天服务暂时连不上，请稍后再试。'])
  })
})

describe('GET /sandbox/api/rooms', () => {
  it('lists the rooms with their members', async () => {
    const answer = await fetch(`${open.url}/sandbox/api/rooms`)
    const { rooms } = (await answer.json()) as { rooms: { code: string; members: { code: string }[] }[] }
    expect(rooms.slice(0, 4).map((room) => room.code)).toEqual(['cuihu-a', 'cuihu-b', 'jx-staff', 'centre'])
    expect(rooms[0]?.members.map((member) => member.code)).toEqual(['liayi', 'xiaozhou', 'bot'])
  })

  it('shows what came after a message, and the newest few of many', async () => {
    const ids: string[] = []
    for (let count = 0; count < 120; count += 1) {
      ids.push(open.sandbox.botSays('centre', `第${count}条`, open.clock.now()).id)
    }
    const after = await heard('centre', `?after=${ids[116]}`)
    expect(after.messages.map((one) => one['text'])).toEqual(['第117条', '第118条', '第119条'])
    expect(after.next).toBe(ids[119])
    const last = await heard('centre', '?last=2')
    expect([last.messages.map((one) => one['text']), last.next]).toEqual([['第118条', '第119条'], ids[119]])
    expect(await heard('centre', `?after=${ids[119]}`)).toEqual({ messages: [], next: ids[119] })
    expect((await heard('centre', `?last=5&after=${ids[119]}`)).messages).toEqual([])
  })

  it.each([
    ['/sandbox/api/rooms/nowhere/messages', 404],
    ['/sandbox/api/rooms/private:nobody/messages', 404],
    ['/sandbox/api/rooms/cuihu-a/messages?after=m999999', 404],
    ['/sandbox/api/rooms/cuihu-a/messages?last=0', 400],
    ['/sandbox/api/rooms/cuihu-a/messages?last=many', 400],
    ['/sandbox/api/rooms/cuihu-a/messages?after=', 400],
    ['/sandbox/api/rooms/cuihu-a/messages?after=m1&after=m2', 400],
    ['/sandbox/api/rooms/cuihu-a/messages?before=m1', 400],
  ])('answers %s with %i', async (path, status) => {
    expect((await fetch(`${open.url}${path}`)).status).toBe(status)
  })
})

describe('GET /sandbox/api/messages/:id/attachment', () => {
  const attachmentOf = async (kind: 'image' | 'voice' | 'file', name: string): Promise<Response> => {
    const { id } = (await (await say({ room: 'cuihu-a', as: 'liayi', [kind]: name })).json()) as {
      id: string
    }
    return fetch(`${open.url}/sandbox/api/messages/${id}/attachment`)
  }

  it('hands out a picture to be shown in place', async () => {
    const answer = await attachmentOf('image', '楼道 (1).png')
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(answer.headers.get('content-disposition')).toBe(
      "inline; filename*=UTF-8''%E6%A5%BC%E9%81%93%20%281%29.png",
    )
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
  })

  it('never lets a page or a drawing run that somebody sent as a file', async () => {
    for (const mediaType of ['text/html', 'image/svg+xml', 'text/html;image/png']) {
      const { id } = open.sandbox.botSays('cuihu-a', '看', open.clock.now())
      open.sandbox.attach(id, { name: 'x', mediaType, bytes: Buffer.from('<script>alert(1)</script>') })
      const { headers } = await fetch(`${open.url}/sandbox/api/messages/${id}/attachment`)
      expect(headers.get('content-type')).toBe('application/octet-stream')
      expect(headers.get('content-disposition')).toMatch(/^attachment/)
      expect(headers.get('content-security-policy')).toContain('sandbox')
    }
  })

  it('does not know messages without one, or unknown ones', async () => {
    const { id } = (await (await say({ room: 'cuihu-a', as: 'liayi', text: '只有字' })).json()) as {
      id: string
    }
    for (const unknown of [id, 'm999999']) {
      const answer = await fetch(`${open.url}/sandbox/api/messages/${unknown}/attachment`)
      expect((await problem(answer)).slice(0, 2)).toEqual([404, 'not_found'])
    }
  })
})

describe('POST /sandbox/api/change', () => {
  const change = (body: unknown): Promise<Response> => post('/sandbox/api/change', JSON.stringify(body))

  it.each([
    { kind: 'join', room: 'cuihu-a', as: 'chenjie', inviter: 'liayi' },
    { kind: 'leave', room: 'cuihu-a', as: 'chenjie' },
    { kind: 'rename', room: 'cuihu-a', as: 'liayi', name: '翠湖一家人' },
    { kind: 'nickname', room: 'cuihu-a', as: 'liayi', name: '3-2-502李' },
    { kind: 'invite', room: 'cuihu-a', as: 'liayi' },
    { kind: 'system', room: 'cuihu-a', text: '消息过于频繁' },
  ])('passes $kind on as it is', async (body) => {
    expect((await change(body)).status).toBe(204)
    expect(open.sandbox.changes.at(-1)).toEqual(body)
  })

  it.each([
    [{ kind: 'explode', room: 'cuihu-a' }, 400],
    [{ kind: 'join', room: 'cuihu-a' }, 400],
    [{ kind: 'rename', room: 'cuihu-a', as: 'liayi', name: ' ' }, 400],
    [{ kind: 'leave', room: 'nowhere', as: 'liayi' }, 404],
  ])('refuses %j with %i', async (body, status) => {
    expect((await change(body)).status).toBe(status)
  })

  it('takes no more than a megabyte', async () => {
    const answer = await change({ kind: 'system', room: 'cuihu-a', text: 'x'.repeat(1_100_000) })
    expect(answer.status).toBe(413)
  })
})
