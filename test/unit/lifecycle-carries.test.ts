import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { Actor, EventFacts, Move } from '../../src/cases/event.ts'
import {
  ask,
  base,
  bot,
  clock,
  director,
  fullFacts,
  handler,
  officer,
  readyFor,
  reporter,
  saysOf,
  verifier,
} from '../support/lifecycle-ask.ts'

type More = { facts?: EventFacts; words?: string | null; photos?: number }

const carrying = (facts: EventFacts): More => ({ facts: { ...fullFacts, ...facts } })
const working = { state: 'in_progress' } as const
const refused = { ...readyFor('uphold'), state: 'refused' } as const
const triage = { state: 'triage' } as const
const photographed = { ...working, category: '1102' }
const wish = { what: 'withdrawal', by: reporter.by }
const double = { what: 'merge', by: 'bot', into: 'case-2' }

describe('What must come with a move (2.1) is asked for in one sentence', () => {
  it.each<[string, Move, Actor, Partial<CaseRecord> | null, More]>([
    ['请写明来源。', 'receive', officer, null, carrying({ to: 'triage', source: null })],
    ['请写明来源。', 'receive', officer, null, carrying({ to: 'triage', source: ' ' })],
    ['请写明来源。', 'receive', officer, null, carrying({ to: 'triage', source: 7 })],
    ['请写明内容。', 'county_progress', officer, { state: 'county' }, { words: null }],
    ['请写明内容。', 'county_progress', officer, { state: 'county' }, { words: ' \n' }],
    ['请写明理由。', 'return', handler, {}, { words: null }],
    ['请写明理由。', 'return', handler, {}, { words: ' ' }],
    ['请写明依据的规则。', 'dispatch', officer, { state: 'filed' }, carrying({ rules: [] })],
    ['请写明依据的规则。', 'dispatch', officer, { state: 'filed' }, carrying({ rules: '3.1' })],
    ['请写明理由。', 'designate', officer, {}, { ...carrying({ rules: [] }), words: ' ' }],
    ['请写明由谁办理。', 'designate', officer, {}, carrying({ handler: null })],
    ['请写明由谁办理。', 'designate', officer, {}, carrying({ handler: 'nobody' })],
    ['请写明办理时限。', 'designate', officer, {}, carrying({ due: null })],
    ['请写明办理时限。', 'designate', officer, {}, carrying({ due: '后天' })],
    ['转县要在当天办完。', 'hand_to_county', officer, {}, carrying({ due: '2026-11-23T16:00:00Z' })],
    ['转县要在当天办完。', 'hand_to_county', officer, {}, carrying({ due: '2026-11-22T15:59:59Z' })],
    ['转县要在当天办完。', 'hand_to_county', officer, {}, carrying({ due: '' })],
    ['请先定好类别。', 'file', officer, { ...triage, category: '4711' }, {}],
    ['请写明不予受理的理由。', 'refuse', officer, triage, carrying({ ground: 'tired' })],
    ['请写明不予受理的理由。', 'refuse', officer, triage, carrying({ ground: null })],
    ['请写明并入哪一件（不能并入自己）。', 'merge', officer, {}, carrying({ into: ' ' })],
    ['请写明并入哪一件（不能并入自己）。', 'merge', officer, {}, carrying({ into: 'case-1' })],
    ['请写明并入哪一件（不能并入自己）。', 'merge', officer, {}, carrying({ into: base().number })],
    ['延期只能是2天或3天。', 'ask_extension', handler, working, carrying({ days: 4 })],
    ['延期只能是2天或3天。', 'ask_extension', handler, working, carrying({ days: '2' })],
    [
      '请写明下次办理的日期（今天以后）。',
      'shelve',
      director,
      working,
      carrying({ until: '2026-11-23T15:00:00+08:00' }),
    ],
    ['请写明下次办理的日期（今天以后）。', 'shelve', director, working, carrying({ until: '明年' })],
    ['请写明是实际解决、部分解决还是解释说明。', 'resolve', handler, {}, carrying({ outcome: 'done' })],
    ['这类事项办结要附照片，请发一张现场照片。', 'resolve', handler, photographed, {}],
    ['这类事项办结要附照片，请发一张现场照片。', 'resolve', handler, photographed, { photos: 0 }],
    ['请回满意、基本满意或不满意。', 'rate', reporter, { state: 'closed' }, carrying({ rating: 'great' })],
    ['请写明同意什么。', 'agree', officer, triage, carrying({ agreesTo: 'accept' })],
    ['请写明要中心定什么。', 'ask', bot, {}, carrying({ what: 'money', by: 'resident-1' })],
    ['请写明要中心定什么。', 'ask', bot, {}, carrying({ ...wish, by: '' })],
    ['请写明要中心定什么。', 'ask', bot, { state: 'closed' }, carrying(wish)],
    ['请写明要中心定什么。', 'ask', reporter, {}, carrying({ ...wish, by: 'resident-2' })],
    ['请写明要中心定什么。', 'ask', reporter, {}, carrying({ ...double, by: reporter.by })],
    ['请写明要中心定什么。', 'ask', bot, {}, carrying({ ...double, into: ' ' })],
    ['请写明要中心定什么。', 'ask', bot, {}, carrying({ ...double, into: base().number })],
    ['请写明理由，要告诉居民。', 'decline', director, refused, { facts: { what: 'objection' }, words: '' }],
    ['请写明由谁协办。', 'confer', officer, {}, carrying({ assistants: [] })],
    ['请写明由谁协办。', 'confer', officer, {}, carrying({ assistants: 'lead-yingji' })],
    [
      '请写明是客观原因还是责任问题。',
      'late_class',
      officer,
      { lateReason: '等货' },
      carrying({ class: 'confirmed' }),
    ],
    ['请写明是哪位居民。', 'join', officer, {}, carrying({ reporter: '' })],
    ['请写明理由。', 'reject', verifier, { state: 'resolved' }, { words: '' }],
  ])('%s', (says, move, actor, wanted, more) => {
    expect(saysOf(ask(move, actor, wanted === null ? null : base(wanted), more))).toBe(says)
  })
})

describe('What comes with a move is enough', () => {
  it.each<[string, Move, Actor, Partial<CaseRecord>, More]>([
    ['the rule, where the clock escalates', 'escalate', clock, {}, { words: null }],
    ['the rule, where somebody is named', 'designate', officer, {}, { words: null }],
    ['a reason, where no rule names them', 'designate', officer, {}, carrying({ rules: [] })],
    [
      'any hour of today, for the county',
      'hand_to_county',
      officer,
      {},
      carrying({ due: '2026-11-23T15:59:59Z' }),
    ],
    [
      'the first minute of today, for the county',
      'hand_to_county',
      officer,
      {},
      carrying({ due: '2026-11-22T16:00:00Z' }),
    ],
    [
      'the next minute, for what is shelved',
      'shelve',
      director,
      working,
      carrying({ until: '2026-11-23T15:01:00+08:00' }),
    ],
    ['a category that the list knows', 'file', officer, triage, {}],
    ['a reporter by key', 'join', officer, {}, carrying({ reporter: 'resident-2' })],
    ['somebody who helps', 'confer', officer, {}, carrying({ assistants: ['lead-yingji'] })],
    ['one photograph', 'resolve', handler, photographed, { photos: 1 }],
    ['no photograph, where the leaf asks for none', 'resolve', handler, working, { photos: 0 }],
    ['no photograph, where the leaf is unknown', 'resolve', handler, { ...working, category: '4711' }, {}],
    ['two days', 'ask_extension', handler, working, carrying({ days: 2 })],
    ['three days', 'ask_extension', handler, working, carrying({ days: 3 })],
    ['another case', 'merge', officer, {}, carrying({ into: 'QH20261123-0002' })],
    ['a wish of one’s own', 'ask', reporter, {}, carrying(wish)],
    ['a wish that the bot passes on', 'ask', bot, {}, carrying(wish)],
    ['the bot’s own doubt', 'ask', bot, {}, carrying(double)],
    [
      'no word to residents, where it was the bot that asked',
      'decline',
      officer,
      { asks: [{ what: 'merge', by: 'bot', at: '2026-11-23T06:00:00Z' }] },
      { facts: { what: 'merge' }, words: null },
    ],
  ])('%s', (_what, move, actor, wanted, more) => {
    expect(saysOf(ask(move, actor, base(wanted), more))).toBe('')
  })

  it('a source and the words, where a case begins', () => {
    expect(saysOf(ask('receive', officer, null, carrying({ to: 'triage', source: 'visit' })))).toBe('')
  })

  it.each<[Move, Actor, Partial<CaseRecord>, string, readonly string[]]>([
    ['refuse', officer, triage, 'ground', ['statutory', 'repeat', 'secret', 'outside', 'unlawful']],
    ['resolve', handler, {}, 'outcome', ['solved', 'partly', 'explained']],
    ['rate', reporter, { state: 'closed' }, 'rating', ['satisfied', 'basic', 'dissatisfied']],
    ['agree', officer, triage, 'agreesTo', ['file', 'dismiss', 'refuse', 'close']],
    ['late_class', officer, { lateReason: '等货' }, 'class', ['objective', 'responsible']],
  ])('%s takes each of the words that it knows', (move, actor, wanted, name, known) => {
    for (const said of known)
      expect([said, saysOf(ask(move, actor, base(wanted), carrying({ [name]: said })))]).toEqual([said, ''])
  })
})
