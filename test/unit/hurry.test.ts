import { describe, expect, it } from 'vitest'
import { conversationKey, inRoom } from '../../src/chat/conversation.ts'
import { makeHurry } from '../../src/desk/hurry.ts'

const room = inRoom('r-1')
const key = conversationKey(room)

describe('a hurry', () => {
  it('begins with danger to life that waits in the same room, and ends when that has had its turn', () => {
    const hurry = makeHurry()
    const waiting = hurry.signal(key)
    hurry.announced(room, 'm-1', '楼道灯坏了')
    expect(waiting.aborted).toBe(false)
    hurry.announced(room, 'm-2', '3号楼着火了，有人没出来')
    expect(waiting.aborted).toBe(true)
    hurry.settled(key, 'm-1')
    expect(hurry.signal(key).aborted).toBe(true)
    hurry.settled(key, 'm-2')
    expect(hurry.signal(key).aborted).toBe(false)
  })

  it('is nobody else’s: another room is read as ever', () => {
    const hurry = makeHurry()
    hurry.announced(room, 'm-1', '家里煤气味很大，有人晕倒了')
    expect(hurry.signal(key).aborted).toBe(true)
    expect(hurry.signal(conversationKey(inRoom('r-2'))).aborted).toBe(false)
  })
})
