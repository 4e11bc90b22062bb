import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import { closeCase, refuseCase } from '../../src/cases/orders.ts'
import type { CaseFilter } from '../../src/cases/ports.ts'
import { readCommand } from '../../src/desk/command.ts'
import { agreementsTo } from '../../src/desk/second-person.ts'
import type { Speaker } from '../../src/desk/speaker.ts'
import { todoText } from '../../src/desk/todo.ts'
import { casesMeant } from '../../src/desk/which-case.ts'
import { maySee } from '../../src/rights/policy.ts'
import { recusedFrom } from '../../src/routing/recusal.ts'
import { base, ground, local, now } from '../support/lifecycle-ask.ts'

const speaker = (code: string): Speaker => ({
  ...{ contactId: `c-${code}`, code, key: code, name: code },
  ...{ staff: true, role: 'staff' as const },
})

/** The cases that stand in the database, filtered as the store does. */
const casesOf = (records: readonly CaseRecord[]) => {
  const found = (filter: CaseFilter): readonly CaseRecord[] =>
    records.filter(
      (one) =>
        (filter.states?.includes(one.state) ?? true) &&
        (filter.handler === undefined || one.handler?.person === filter.handler) &&
        (filter.verifier === undefined || one.verifier?.person === filter.verifier),
    )
  return {
    byNumber: (number: string) => Promise.resolve(records.find((one) => one.number === number) ?? null),
    find: (filter: CaseFilter) => Promise.resolve(found(filter)),
    findEach: (filters: readonly CaseFilter[]) => Promise.resolve(filters.map(found)),
  }
}

const seat = (person: string) => ({ person, post: 'grid_lead' as const, area: 'G11', dept: null })
const secret = base({
  confidential: true,
  about: ['grid_lead-G12', 'director-QH-2'],
  handler: seat('lead-jiwei'),
  verifier: seat('township_lead-QH'),
  informed: [seat('grid_helper-G12')],
  assistants: [seat('grid_adviser-G12')],
})

describe('Who may know of a case', () => {
  it.each([
    ['the handler', 'lead-jiwei', true],
    ['the verifier', 'township_lead-QH', true],
    ['somebody who was told', 'grid_helper-G12', true],
    ['an assistant', 'grid_adviser-G12', true],
    ['a duty officer', 'duty_officer-QH', true],
    ['the supervisor', 'supervisor-QH', true],
    ['the director', 'director-QH', true],
    ['a director whom it is about', 'director-QH-2', false],
    ['a grid lead whom it is about', 'grid_lead-G12', false],
    ['a grid lead without business there', 'grid_lead-G11', false],
    ['a department without business there', 'lead-yingji', false],
  ])('of a confidential one: %s', (_who, person, may) => {
    expect(maySee(person, secret, recusedFrom(secret.about, ground.directory), ground.directory)).toBe(may)
  })

  it('of an open one everybody but those it is about', () => {
    const record = { ...secret, confidential: false }
    const recused = recusedFrom(record.about, ground.directory)
    expect(maySee('lead-yingji', record, recused, ground.directory)).toBe(true)
    expect(maySee('grid_lead-G12', record, recused, ground.directory)).toBe(false)
  })
})

describe('Which case a command means', () => {
  const meant = (text: string, person: string, records: readonly CaseRecord[], at = now) => {
    const command = readCommand(text)
    if (command === null) throw new Error('no command')
    const setting = { speaker: speaker(person), private: true }
    return casesMeant(command, { quote: null }, setting, casesOf(records), ground, at).then(
      (found) => found?.map(({ record }) => record.id) ?? null,
    )
  }
  const numbered = (id: string, number: string, more: Partial<CaseRecord> = {}) =>
    base({ id, number, ...more })
  const old = numbered('old', 'XZ20261120-0007')
  const today = numbered('today', 'XZ20261123-0007')
  const me = old.handler?.person ?? ''

  it.each(['转 7 张伟', '签收 7', '同意 7', '上报 7 原因', '办结 XZ20261123-0007 好了'])(
    'answers %s by the accused word for word as an unknown number',
    async (text) => {
      const accused = { ...secret, number: 'XZ20261123-0007' }
      const unknown = await meant(text, 'grid_lead-G12', []).catch(String)
      expect(unknown).toContain('没有找到编号')
      expect(await meant(text, 'grid_lead-G12', [accused]).catch(String)).toBe(unknown)
    },
  )

  it.each([
    ['签收 7', [today, old], ['today']],
    ['签收 7', [old], ['old']],
    ['签收 0007', [old], ['old']],
    ['签收 20261120-0007', [today, old], ['old']],
    ['签收 7 7', [today], ['today']],
  ])('%s', async (text, records, expected) => {
    const others = records.map((one) =>
      one === old && records.length > 1 ? { ...one, handler: null, verifier: old.handler } : one,
    )
    expect(await meant(text, me, others)).toEqual(expected)
  })

  it('asks between two of one number', async () => {
    const older = numbered('older', 'XZ20261119-0007')
    await expect(meant('签收 7', me, [old, older])).rejects.toThrow('XZ20261119-0007、XZ20261120-0007')
  })

  it("asks where today's is not the one that waits", async () => {
    const others = { ...today, state: 'closed' as const }
    await expect(meant('签收 7', me, [others, old])).rejects.toThrow('XZ20261120-0007、XZ20261123-0007')
  })

  it('finds for the duty officer what waits for the centre', async () => {
    const verified = { ...old, state: 'verified' as const }
    expect(await meant('结案 7', 'duty_officer-QH', [verified])).toEqual(['old'])
    expect(await meant('同意 7', 'duty_officer-QH', [verified])).toEqual(['old'])
    await expect(meant('同意 7', 'lead-yingji', [verified])).rejects.toThrow('没有找到编号 7')
  })
})

describe('我的待办', () => {
  const violent = base({ id: 'v', number: 'XZ20261123-0002', category: '0902', state: 'verified' })
  const open = base({ id: 'o', number: 'XZ20261123-0003', state: 'verified' })
  const kept = { ...secret, id: 'k', number: 'XZ20261123-0004', state: 'verified' as const }
  const todo = (person: string, alone: boolean) =>
    todoText({ speaker: speaker(person), private: alone }, casesOf([violent, open, kept]), ground, now)

  it('in a room leaves out what must not be read there, and says so', async () => {
    const text = await todo('duty_officer-QH', false)
    expect(text).toContain(open.number)
    expect(text).not.toContain(violent.number)
    expect(text).not.toContain(kept.number)
    expect(text).toContain('另有2件需保密，请私聊我查看')
  })

  it('in private shows all that are theirs', async () => {
    const text = await todo('duty_officer-QH', true)
    for (const one of [violent, open, kept]) expect(text).toContain(one.number)
    expect(text).not.toContain('另有')
  })

  it('never shows or counts a case to somebody whom it is about', async () => {
    expect(await todo('director-QH-2', true)).not.toContain(kept.number)
    expect(await todo('director-QH-2', false)).toContain('另有1件')
  })
})

describe('An agreement', () => {
  const event = (move: CaseEvent['move'], by: string, facts: CaseEvent['facts'] = {}): CaseEvent => ({
    ...{ id: `${move}-${by}`, caseId: 'case-1', seq: 1, move, from: 'verified', to: 'verified' },
    ...{ actor: { by, post: 'duty_officer' }, door: 'chat', at: local('2026-11-23 14:00'), facts },
    ...{ wordsDigest: null, previousHash: null, hash: '' },
  })
  const agreed = event('agree', 'a', { agreesTo: 'close' })
  const byOf = (events: readonly CaseEvent[], order = closeCase()) =>
    agreementsTo(order, events).map(({ actor }) => actor.by)

  it('counts while the case has not moved since', () => {
    expect(byOf([event('verify', 'v'), agreed])).toEqual(['a'])
    expect(byOf([event('verify', 'v'), agreed, event('supplement', 'r')])).toEqual(['a'])
    expect(byOf([agreed, event('send_back', 'd'), event('verify', 'v')])).toEqual([])
    expect(byOf([agreed, event('undo', 'a')])).toEqual([])
  })

  it('counts for the same move and ground only', () => {
    const refusing = event('agree', 'a', { agreesTo: 'refuse', ground: 'outside' })
    expect(byOf([agreed], refuseCase('outside'))).toEqual([])
    expect(byOf([refusing], refuseCase('repeat'))).toEqual([])
    expect(byOf([refusing], refuseCase('outside'))).toEqual(['a'])
  })
})
