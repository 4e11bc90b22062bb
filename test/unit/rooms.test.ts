import { beforeAll, describe, expect, it } from 'vitest'
import { readRoomWord } from '../../src/desk/rooms/commands.ts'
import { dutyLine } from '../../src/feedback/duty-line.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { readRoomAsked } from '../../src/grid/room-asked.ts'
import { makeRoomWatch } from '../../src/grid/room-watch.ts'
import { likelyRoom } from '../../src/grid/same-room.ts'
import { strangersIn } from '../../src/grid/strangers.ts'
import type { SeenRoom } from '../../src/grid/ports.ts'
import { instant } from '../../src/kernel/clock.ts'
import { Outage } from '../../src/kernel/errors.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { exampleGround } from '../support/example-town.ts'

let ground: Ground
beforeAll(async () => {
  ground = await exampleGround()
})

const people = (...ids: string[]) => ids.map((id) => ({ contactId: `c-${id}`, name: id }))
const renamedIds = (...ids: string[]) => ids.map((id) => ({ contactId: `new-${id}`, name: id }))
const shares = { sameMembersShare: 0.5, renamedMembersShare: 0.8 }

describe('What a room is to be bound to is read from the words', () => {
  it.each([
    ['翠湖花园1-6栋邻里群', { asked: 'room', room: { code: 'cuihu-a' } }],
    ['jx-staff', { asked: 'room', room: { code: 'jx-staff' } }],
    ['锦绣第一网格', { asked: 'areas', areas: ['QH-JX-01'], kind: null, dept: null }],
    ['锦绣社区锦绣第一网格 居民群', { asked: 'areas', areas: ['QH-JX-01'], kind: 'residents' }],
    ['锦绣第一网格、锦绣第二网格 居民群', { asked: 'areas', areas: ['QH-JX-01', 'QH-JX-02'] }],
    ['锦绣社区工作群', { asked: 'areas', areas: ['QH-JX'], kind: 'staff' }],
    ['qh-df', { asked: 'areas', areas: ['QH-DF'], kind: null }],
    ['派出所', { asked: 'areas', areas: ['QH'], dept: 'paichusuo', kind: 'staff' }],
    ['锦绣', { asked: 'unknown', said: '锦绣' }],
    ['居民群', { asked: 'nothing' }],
    ['', { asked: 'nothing' }],
  ])('%s', (said, wanted) => {
    expect(readRoomAsked(said, ground.directory)).toMatchObject(wanted)
  })

  it.each([
    ['绑定 锦绣社区', { word: '绑定', said: '锦绣社区' }],
    ['解绑', { word: '解绑', said: '' }],
    ['上线：东风社区居民群', { word: '上线', said: '东风社区居民群' }],
    ['绑定手机号怎么弄', null],
    ['上线了吗', null],
    ['请绑定 锦绣社区', null],
  ])('%s is a command or none', (text, wanted) => {
    expect(readRoomWord(text)).toEqual(wanted)
  })
})

describe('A room under a new id', () => {
  const lost = [
    { code: 'a', room: { topic: '邻里群', members: people('li', 'wu', 'zhou', 'chen') } },
    { code: 'b', room: { topic: '业主群', members: people('mei', 'jun') } },
  ]

  it('is known again by half of its members under the same topic', () => {
    const fresh = { topic: '邻里群', members: people('li', 'wu', 'new') }
    expect(likelyRoom(fresh, lost, shares)).toEqual({ code: 'a', again: 2, of: 4 })
  })

  it('needs more of them under another topic', () => {
    const three = people('li', 'wu', 'zhou')
    expect(likelyRoom({ topic: '新群', members: three }, lost, shares)).toBeNull()
    expect(likelyRoom({ topic: '新群', members: [...three, ...people('chen')] }, lost, shares)?.code).toBe(
      'a',
    )
  })

  it('is never known by its topic alone', () => {
    expect(likelyRoom({ topic: '邻里群', members: people('x', 'y') }, lost, shares)).toBeNull()
    expect(
      likelyRoom({ topic: '', members: [] }, [{ code: 'c', room: { topic: '', members: [] } }], shares),
    ).toBeNull()
  })

  it('is known by names where the account was given new ids for everybody', () => {
    const fresh = { topic: '业主群', members: renamedIds('mei', 'jun', 'li') }
    expect(likelyRoom(fresh, lost, shares)).toEqual({ code: 'b', again: 2, of: 2 })
  })

  it('is left open where two rooms are as likely', () => {
    const twins = ['a', 'b'].map((code) => ({ code, room: { topic: '群', members: people('li', 'wu') } }))
    expect(likelyRoom({ topic: '群', members: people('li', 'wu') }, twins, shares)).toBeNull()
  })
})

describe('Strangers in a staff room', () => {
  it('are accounts tied to nobody and people without a post, whatever they are called', async () => {
    const tied = new Map([
      ['c-1', 'chenlan'],
      ['c-2', 'liayi'],
      ['c-4', 'left-the-town'],
    ])
    const members = ['c-1', 'c-2', 'c-3', 'c-4'].map((contactId) => ({ contactId, name: '陈岚' }))
    const found = await strangersIn({ members }, { peopleOf: async () => tied }, ground.directory)
    expect(found.map(({ contactId }) => contactId)).toEqual(['c-2', 'c-3', 'c-4'])
  })

  it('are told of after the quiet hours, and privately where the centre’s room is the one', () => {
    const night = instant('2026-11-24T03:12:00+08:00')
    const line = dutyLine({ key: 'k', purpose: 'stranger', text: '…' }, ground, night)
    expect(line).toMatchObject({
      to: { room: 'centre' },
      mentions: ['luona'],
      runAt: instant('2026-11-24T08:30:00+08:00'),
    })
    const apart = dutyLine({ key: 'k', purpose: 'stranger', text: '…', privately: true }, ground, night)
    expect(apart).toMatchObject({ to: { private: 'luona' }, mentions: [] })
  })
})

describe('Who sits in a room', () => {
  const now = instant('2026-11-23T09:10:00+08:00')

  function watching(
    kept: Partial<SeenRoom> | null,
    answer: () => Promise<{ topic: string; members: SeenRoom['members'] } | null>,
  ) {
    let room: SeenRoom | null =
      kept === null ? null : { roomId: 'r', topic: '', here: true, completeAt: null, members: [], ...kept }
    let asked = 0
    const watch = makeRoomWatch({
      link: {
        room: async (roomId) => {
          asked += 1
          const found = await answer()
          return found === null ? null : { roomId, ...found }
        },
        rooms: async () => [],
        self: () => 'c-bot',
      },
      rooms: {
        find: async () => room,
        all: async () => (room === null ? [] : [room]),
        seen: async (seen, at) => {
          room = { ...seen, here: true, completeAt: at }
        },
        joined: () => Promise.resolve(),
        left: () => Promise.resolve(),
        renamed: () => Promise.resolve(),
        gone: async () => true,
      },
      clock: { now: () => now },
      log: silentLog,
    })
    return { watch, asked: () => asked }
  }
  const answering = async () => ({ topic: '群', members: people('bot', 'li') })
  const silent = () => Promise.reject(new Outage('chat', 'away'))

  it('is asked anew once what is known is too old, and the bot is left out', async () => {
    const old = watching(
      { completeAt: instant('2026-11-23T09:00:00+08:00'), members: people('wu') },
      answering,
    )
    expect((await old.watch.known('r', 3_600))?.members).toEqual(people('wu'))
    expect(old.asked()).toBe(0)
    expect((await old.watch.known('r', 30))?.members).toEqual(people('li'))
    expect(old.asked()).toBe(1)
    await old.watch.known('r', 30)
    expect(old.asked()).toBe(1)
  })

  it('counts as it was seen last where the chat does not answer, and is unknown where it never was seen whole', async () => {
    const seen = watching({ completeAt: instant('2026-11-23T08:00:00+08:00'), members: people('wu') }, silent)
    expect((await seen.watch.known('r', 30))?.members).toEqual(people('wu'))
    expect(await watching({ members: people('wu') }, silent).watch.known('r', 30)).toBeNull()
    expect(await watching(null, silent).watch.known('r', Number.POSITIVE_INFINITY)).toBeNull()
  })

  it('is asked of a room never seen even in an emergency, which else takes what is known', async () => {
    const never = watching(null, answering)
    expect((await never.watch.known('r', Number.POSITIVE_INFINITY))?.members).toEqual(people('li'))
    const long = watching(
      { completeAt: instant('2026-01-01T08:00:00+08:00'), members: people('wu') },
      answering,
    )
    expect((await long.watch.known('r', Number.POSITIVE_INFINITY))?.members).toEqual(people('wu'))
    expect(long.asked()).toBe(0)
  })

  it('tells which rooms are gone only from a whole list', async () => {
    const { watch } = watching({ completeAt: now, members: people('wu') }, answering)
    expect(await watch.lookAround()).toMatchObject({ met: [], lost: [{ roomId: 'r' }] })
  })
})
