import { beforeAll, describe, expect, it } from 'vitest'
import type { Notice } from '../../src/chat/outbox.ts'
import { hearMisplaced } from '../../src/desk/misplaced.ts'
import type { DeskDeps } from '../../src/desk/ports.ts'
import type { Setting } from '../../src/desk/speaker.ts'
import type { Ground } from '../../src/grid/ground.ts'
import type { KeptMessage } from '../../src/intake/ports.ts'
import { instant } from '../../src/kernel/clock.ts'
import { exampleGround } from '../support/example-town.ts'

let ground: Ground
beforeAll(async () => {
  ground = await exampleGround()
})

interface Told {
  settled: boolean
  notices: readonly Notice[]
}

/** What a person with a post says in a room, and what follows. */
async function said(text: string, { room = 'cuihu-a', staff = true, addressed = false } = {}): Promise<Told> {
  const notices: Notice[] = []
  const stores = {
    outbox: { put: (one: Notice) => Promise.resolve(void notices.push(one)) },
    messages: { settle: () => Promise.resolve() },
  }
  const deps = {
    clock: { now: () => instant('2026-11-23T09:10:00+08:00') },
    unitOfWork: { run: (work: (all: typeof stores) => Promise<unknown>) => work(stores) },
  } as unknown as DeskDeps
  const setting = {
    speaker: { contactId: 'c-1', code: 'chenlan', key: 'chenlan', name: '陈岚', staff, role: 'staff' },
    ...{ conversationKey: 'room:1', private: false, room: ground.directory.room(room) },
  } as Setting
  const message = { seq: '7', contactId: 'c-1', addressed } as KeptMessage
  return { settled: await hearMisplaced(deps, message, setting, text), notices }
}

describe("A command in a residents' room is not carried out (10.1)", () => {
  it.each(['签收 7', '7 办结 换好了', '转 7 范华'])('%s: the speaker alone is told', async (text) => {
    const { settled, notices } = await said(text)
    expect(settled).toBe(true)
    expect(notices).toHaveLength(1)
    expect(notices[0]?.to).toEqual({ private: 'chenlan' })
    expect(notices[0]?.text).toContain('没有办')
  })

  it('without a number it counts only where the bot was addressed', async () => {
    expect((await said('收到')).settled).toBe(false)
    expect((await said('撤销', { addressed: true })).settled).toBe(true)
  })

  it.each(['进度 7', '帮助', '今天真冷', '7号楼签收快递了吗'])(
    '%s is everybody’s word, or talk',
    async (text) => {
      expect((await said(text, { addressed: true })).settled).toBe(false)
    },
  )

  it('a resident who says the same is no staff, and a staff room is no residents’ room', async () => {
    expect((await said('签收 7', { staff: false })).settled).toBe(false)
    expect((await said('签收 7', { room: 'jx-staff' })).settled).toBe(false)
  })
})
