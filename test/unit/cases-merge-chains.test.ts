import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { mergeCases, unmergeCases } from '../../src/cases/merging.ts'
import { moveCase } from '../../src/cases/moving.ts'
import * as orders from '../../src/cases/orders.ts'
import { mergedNotices, unmergedNotices } from '../../src/feedback/move-notices.ts'
import { casesInMemory } from '../support/cases-in-memory.ts'
import { aReporter, base, bot, ground, now, officer } from '../support/lifecycle-ask.ts'

const byOfficer = { actor: officer, door: 'chat' } as const
const byBot = { actor: bot, door: 'rule' } as const

/** Case A of reporter a, B of b and so on, each with whoever else is named. */
const caseOf = (name: string, also: readonly string[] = []): CaseRecord =>
  base({
    ...{
      id: name,
      number: `QH20261123-000${String(name.charCodeAt(0) - 64)}`,
      state: 'filed',
      handler: null,
    },
    reporters: [name.toLowerCase(), ...also].map((key) => aReporter({ key })),
  })

type Stores = ReturnType<typeof casesInMemory>

/** "A>B" merges, "A<" takes it back, "a!C" speaks there for themselves, "a+C" joins there, "C." ends it. */
async function play(stores: Stores, acts: string): Promise<void> {
  for (const act of acts.split(' ')) {
    const [who = '', what = '', where = ''] = act
    if (what === '>') await mergeCases(stores, { from: who, into: where }, byOfficer, ground, now)
    if (what === '<') await unmergeCases(stores, stores.now(who), byOfficer, ground, now)
    const own = { actor: { by: who, post: 'reporter' }, door: 'chat' } as const
    if (what === '!') await moveCase(stores, where, orders.supplementCase('还在漏', {}), own, ground, now)
    if (what === '+')
      await moveCase(stores, where, orders.joinCase(aReporter({ key: who }), null), byBot, ground, now)
    if (what === '.') {
      const closed = { ...stores.now(who), state: 'closed' } as const
      await stores.cases.update({ ...closed, version: closed.version + 1 })
    }
  }
}

const present = (record: CaseRecord): string =>
  record.reporters
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ key }) => key)
    .join('')

describe('Cases merged one into the next, and taken apart (2.1)', () => {
  it.each<[string, string, { A: string; B: string; C: string; D?: string }]>([
    ['the first goes home from the end of the chain', 'A>B B>C A<', { A: 'a', B: 'ba', C: 'cb' }],
    ['the middle takes along who came with the first', 'A>B B>C B<', { A: 'a', B: 'ba', C: 'c' }],
    ['the first, then the middle: each for itself', 'A>B B>C A< B<', { A: 'a', B: 'b', C: 'c' }],
    ['the middle, then the first: each for itself', 'A>B B>C B< A<', { A: 'a', B: 'b', C: 'c' }],
    ['who has spoken at the end stays there', 'A>B B>C a!C A<', { A: 'a', B: 'ba', C: 'cba' }],
    ['who has joined the end by a word stays there', 'A>B B>C a+C A<', { A: 'a', B: 'ba', C: 'cba' }],
    ['who had spoken in the middle before stays with it', 'A>B a!B B>C A<', { A: 'a', B: 'ba', C: 'cba' }],
    ['of an ended case nobody is taken out', 'A>B B>C C. A<', { A: 'a', B: 'ba', C: 'cba' }],
    ['merged again it is as before', 'A>B A< A>B B>C A<', { A: 'a', B: 'ba', C: 'cb' }],
    ['the first goes elsewhere meanwhile', 'A>B B>C A< A>D B<', { A: 'a', B: 'b', C: 'c', D: 'da' }],
    ['three links', 'A>B B>C C>D A<', { A: 'a', B: 'ba', C: 'cba', D: 'dcb' }],
    ['three links, taken apart from the end', 'A>B B>C C>D C< B< A<', { A: 'a', B: 'b', C: 'c', D: 'd' }],
    ['three links, taken apart from the first', 'A>B B>C C>D A< B< C<', { A: 'a', B: 'b', C: 'c', D: 'd' }],
    ['two into one', 'A>C B>C A<', { A: 'a', B: 'b', C: 'cb' }],
  ])('%s: %s', async (_what, acts, left) => {
    const stores = casesInMemory(['A', 'B', 'C', 'D'].map((name) => caseOf(name)))
    await play(stores, acts)
    const names = Object.keys(left)
    expect(Object.fromEntries(names.map((name) => [name, present(stores.now(name))]))).toEqual(left)
  })

  it.each([
    ['A>C B>C A<', 'cxb', 'by the other of the two'],
    ['B>C A>C B<', 'cax', 'whichever came first'],
    ['A>D D>C B>C A<', 'cdxb', 'also by a longer way'],
    ['A>C B>C A< B<', 'c', 'and goes with the last of them'],
  ])('a reporter of two cases that were merged stays: %s leaves %s %s', async (acts, left) => {
    const stores = casesInMemory([caseOf('A', ['x']), caseOf('B', ['x']), caseOf('C'), caseOf('D')])
    await play(stores, acts)
    expect([...present(stores.now('C'))].toSorted()).toEqual([...left].toSorted())
  })

  it('and only whose matter stands alone again is told so', async () => {
    const stores = casesInMemory(['A', 'B', 'C'].map((name) => caseOf(name)))
    await play(stores, 'A>B B>C')
    const told = (move: 'merge' | 'unmerge', id: string) => {
      const event = { ...stores.happened.findLast((one) => one.caseId === id && one.move === move) }
      const notices = (move === 'merge' ? mergedNotices : unmergedNotices)(
        { ...event, id: 'e', seq: 1, wordsDigest: null, previousHash: null, hash: '' } as never,
        stores.now(id),
        ground,
        now,
      )
      return notices.map(({ to, text }) => `${'private' in to ? to.private : ''} ${text}`)
    }
    expect(told('merge', 'B')).toEqual([
      expect.stringMatching(/^b .*QH20261123-0002.*和 QH20261123-0003 是同一件/u),
      expect.stringMatching(/^a .*QH20261123-0002.*和 QH20261123-0003 是同一件/u),
    ])
    await play(stores, 'A<')
    expect(told('unmerge', 'A')).toEqual([expect.stringMatching(/^a .*QH20261123-0001.*单独办理/u)])
    await play(stores, 'B<')
    expect(told('unmerge', 'B')).toEqual([expect.stringMatching(/^b .*QH20261123-0002.*单独办理/u)])
  })
})
