import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import { communityOfCase } from '../../src/cases/community.ts'
import { proposalFor, verifierAfterCounty } from '../../src/cases/proposal.ts'
import { askPlaceKey, routeFiled } from '../../src/cases/routing-filed.ts'
import { appealOfCase, previousOf } from '../../src/cases/routing-of-case.ts'
import { toldOfEmergency } from '../../src/cases/told.ts'
import type { Ground } from '../../src/grid/ground.ts'
import type { Notice } from '../../src/chat/outbox.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { findHandler, waitForDutyOfficer } from '../../src/reactions/on-the-way.ts'
import type { ReactionStores } from '../../src/reactions/scene.ts'
import { casesInMemory } from '../support/cases-in-memory.ts'
import { base, ground, handler, local, now } from '../support/lifecycle-ask.ts'
import { said } from '../support/routing-ask.ts'
import { smallTown } from '../support/small-town.ts'
import { timersInMemory } from '../support/timers-in-memory.ts'
import { one } from '../support/two-cases.ts'

const nowhere = said()
const inG11 = said({ estate: 'G11苑', building: '3' })
/** Filed, in grid G11, with nothing decided yet. */
const filed = (wanted: Partial<CaseRecord> = {}): CaseRecord =>
  one({ ...{ area: null, grid: null, step: null, place: inG11, room: 'room-g11' }, ...wanted })

const department = { category: '0106', nature: 'department_matter' } as const

describe('A filed case on its way (2.5, 8.3)', () => {
  const sent = async (wanted: Partial<CaseRecord>, mayAsk?: boolean) => {
    const record = filed(wanted)
    const timers = timersInMemory()
    const stores = { ...casesInMemory([record]), timers }
    await timers.set({
      ...{ key: askPlaceKey(record), kind: 'ask_place', runAt: local('2026-11-24 15:00') },
      ...{ hold: false, caseId: record.id, facts: {} },
    })
    const to = await routeFiled(stores, record, ground, now, mayAsk)
    return { to, stores, timers: timers.pending(), after: stores.now(record.id) }
  }
  const pending = [expect.objectContaining({ runAt: local('2026-11-24 15:00') })]

  it('goes to the first of its row, by the rules, and no question waits any more', async () => {
    const { to, stores, timers, after } = await sent({})
    expect(to).toEqual({ to: 'handler' })
    expect(after).toMatchObject({ state: 'dispatched', handler: { person: 'community_lead-C1' } })
    expect(stores.happened).toMatchObject([
      { move: 'dispatch', actor: { by: 'bot', post: 'bot' }, door: 'rule', words: null },
    ])
    expect(timers).toEqual([])
  })

  it('to the county is only proposed: handing over is the duty officer’s', async () => {
    const { to, stores, timers } = await sent({ category: '0604', nature: 'county_matter' })
    expect(to).toEqual({ to: 'county', dueAt: expect.any(Date) as Date })
    expect([stores.happened, timers]).toEqual([[], pending])
  })

  it('that belongs to nobody stays in triage, and says why', async () => {
    const { to, stores } = await sent({ room: null, place: nowhere, reporters: [] })
    expect(to).toEqual({ to: 'triage', reason: expect.stringMatching(/[\u4e00-\u9fff]/u) as string })
    expect(stores.happened).toEqual([])
  })

  it('waits ten minutes for the place that its rule needs and nobody said', async () => {
    const { to, timers, stores } = await sent({ ...gridLeaf, ...unplaced })
    expect(to).toEqual({ to: 'asking' })
    expect(stores.happened).toEqual([])
    expect(timers).toEqual([
      {
        ...{ key: 'ask_place:case-1', kind: 'ask_place', runAt: local('2026-11-23 15:10') },
        ...{ hold: false, caseId: 'case-1', facts: {} },
      },
    ])
  })

  const gridLeaf = { category: '0102' }
  const unplaced = { room: 'room-c1', place: nowhere }
  it.each<[string, Partial<CaseRecord>, boolean, 'asking' | 'handler']>([
    ['a matter of the grid', gridLeaf, true, 'asking'],
    ['a quarrel between neighbours', { category: '0402', nature: 'resident_dispute' }, true, 'asking'],
    ['a matter of the community', {}, true, 'handler'],
    ['what staff made a department’s', { ...gridLeaf, nature: 'department_matter' }, true, 'handler'],
    ['what no list knows', { category: '4711' }, true, 'handler'],
    ['a matter of a department', { category: '0106', nature: 'department_matter' }, true, 'handler'],
    ['of what was asked before', gridLeaf, false, 'handler'],
    ['an emergency', { ...gridLeaf, urgency: 'emergency' }, true, 'handler'],
    ['what staff report from their rounds', { ...gridLeaf, source: 'staff' }, true, 'handler'],
    ['where a building is named', { ...gridLeaf, place: said({ building: '3' }) }, true, 'handler'],
    ['where the estate lies in one grid', { ...gridLeaf, place: said({ estate: 'G11苑' }) }, true, 'handler'],
    ['where the room is of one grid', { ...gridLeaf, room: 'room-g11' }, true, 'handler'],
    ['where nobody is there to be asked', { ...gridLeaf, reporters: [] }, true, 'handler'],
  ])('%s: asked for the place only where it decides', async (_what, wanted, mayAsk, to) => {
    expect((await sent({ ...unplaced, ...wanted }, mayAsk)).to).toEqual({ to })
  })

  it('is asked where nothing else is said about asking', async () => {
    expect((await sent({ ...gridLeaf, ...unplaced })).to).toEqual({ to: 'asking' })
  })
})

describe('The bot’s proposal', () => {
  it.each<[string, Partial<CaseRecord>, string]>([
    ['names area and person', {}, '交C1名community_lead-C1'],
    ['names the department where one is meant', department, '交chengguan办名lead-chengguan'],
    ['is the county', { category: '0604', nature: 'county_matter' }, '转县指挥中心'],
    [
      'after a return is the next step, never who returned it',
      { returns: 1, returners: ['community_lead-C1'], step: 0 },
      '交QH名township_lead-QH',
    ],
  ])('%s', (_what, wanted, says) => {
    expect(proposalFor(filed(wanted), ground, now)).toBe(says)
  })

  it('says why where there is none', () => {
    const says = proposalFor(filed({ room: null, place: nowhere }), ground, now)
    expect(says).toMatch(/[\u4e00-\u9fff]/u)
    expect(says).not.toMatch(/^交|^转/u)
  })
})

describe('What the county has answered (3.7)', () => {
  const county = { state: 'county', category: '0604', nature: 'county_matter' } as const
  it.each<[string, Partial<CaseRecord>, string]>([
    ['the lead of its grid', { ...county, grid: 'G12' }, 'grid_lead-G12'],
    ['the lead of its area', { ...county, area: 'C2' }, 'community_lead-C2'],
    ['the lead of the grid in which its place lies', county, 'grid_lead-G11'],
    [
      'the lead of the community where the room says no more',
      { ...county, room: 'room-c1', place: nowhere },
      'community_lead-C1',
    ],
    ['the township where nothing says where it is', { place: nowhere, room: null }, 'township_lead-QH'],
    ['the township where it is confidential', { ...county, confidential: true }, 'township_lead-QH'],
    ['nobody it is about', { ...county, about: ['grid_lead-G11'] }, 'grid_lead-G11-2'],
  ])('is looked at by %s', (_whom, wanted, person) => {
    expect(verifierAfterCounty(filed(wanted), ground, now)?.person).toBe(person)
  })
})

describe('A case as routing sees it', () => {
  it('keeps what decides, and the step it had', () => {
    const record = filed({ about: ['wuye'], homeEstate: 'G12苑', grid: 'G12', confidential: true })
    const { kind, category, nature, urgency, confidential, place, room, homeEstate, grid, about } = record
    expect(appealOfCase(record)).toEqual({
      ...{ kind, category, nature, urgency, confidential, place, room, homeEstate, grid, about },
    })
    expect(previousOf(filed({ step: null, returners: ['x'] }))).toEqual({
      ...{ step: 0, handler: null, returners: ['x'] },
    })
    expect(previousOf(base({ step: 2 }))).toMatchObject({ step: 2, handler: { person: handler.by } })
  })
})

describe('The community of a case', () => {
  const oneRoomMore: Ground['directory'] = makeDirectory({
    ...smallTown(),
    rooms: [
      ...smallTown().rooms,
      { code: 'room-none', name: '群', kind: 'residents', areas: [], dept: null, shadow: false },
      { code: 'room-township', name: '群', kind: 'residents', areas: ['QH'], dept: null, shadow: false },
      { code: 'room-both', name: '群', kind: 'residents', areas: ['G21', 'G12'], dept: null, shadow: false },
    ],
  })
  it.each<[string, Partial<CaseRecord>, string | null]>([
    ['is that of its grid', { grid: 'G21', area: 'C1' }, 'C2'],
    ['is that of its area', { area: 'C2' }, 'C2'],
    ['is that which the words name, whatever the room', { place: said({ estate: 'C2' }) }, 'C2'],
    ['is that of its place, where the area says none', { area: 'QH' }, 'C1'],
    [
      'is that of its place, before it has an area',
      { place: said({ estate: 'G21苑', building: '2' }) },
      'C2',
    ],
    [
      'is that of the home, in private',
      { place: said({ building: '2' }), room: null, homeEstate: 'G22苑' },
      'C2',
    ],
    ['is that of a room of a community', { place: nowhere, room: 'room-c1' }, 'C1'],
    ['is that of the first grid of its room', { place: nowhere, room: 'room-both' }, 'C2'],
    ['is none in a room of no area', { place: nowhere, room: 'room-none' }, null],
    ['is none in a room that nobody knows', { place: nowhere, room: 'gone' }, null],
    ['is none in a room of the whole township', { place: nowhere, room: 'room-township' }, null],
    ['is none where nothing says', { place: nowhere, room: null }, null],
  ])('%s', (_what, wanted, community) => {
    expect(communityOfCase(filed(wanted), oneRoomMore)).toBe(community)
  })
})

describe('Somebody who was told of an emergency (3.8)', () => {
  const seat = (person: string, post: 'grid_lead' | 'community_lead', area: string) => ({
    ...{ person, post, area, dept: null },
  })
  const emergency = base({
    urgency: 'emergency',
    informed: [seat('grid_lead-G11', 'grid_lead', 'G11')],
    assistants: [seat('community_lead-C1', 'community_lead', 'C1')],
  })
  it.each<[string, Partial<CaseRecord>, boolean]>([
    ['grid_lead-G11', {}, true],
    ['grid_lead-G11-2', {}, true],
    ['community_lead-C1', {}, true],
    ['community_lead-C1-2', {}, true],
    ['grid_member-G11-2', {}, true],
    ['grid_lead-G12', {}, false],
    ['grid_lead-G11', { handler: null }, true],
    ['grid_member-G11-2', { handler: null }, false],
    ['grid_member-G11', {}, false],
    ['grid_lead-G11', { urgency: 'urgent' }, false],
    ['community_lead-C2', { informed: [seat('community_lead-C2', 'grid_lead', 'G11')] }, true],
  ])('%s, deputies as well, the handler apart: %o %s', (person, wanted, told) => {
    expect(toldOfEmergency(person, { ...emergency, ...wanted }, ground.directory)).toBe(told)
  })
})

describe('An emergency that waits in triage and then finds nobody (3.8, 6.13)', () => {
  it('is answered once with what to do, and asked once where it is', async () => {
    const town = smallTown()
    const posts = town.posts.filter(({ post }) => post === 'duty_officer')
    const record = filed({ ...{ state: 'triage', urgency: 'emergency', place: nowhere }, ...department })
    const said = new Map<string, Notice>()
    const asked: { caseId: string }[] = []
    const stores = {
      ...{ ...casesInMemory([record]), timers: timersInMemory() },
      outbox: {
        put: (notice: Notice) => Promise.resolve(void said.set(notice.dedupeKey, notice)),
      },
      placeQuestions: {
        openFor: () => Promise.resolve(asked[0] ?? null),
        ask: (question: { caseId: string }) => Promise.resolve(void asked.push(question)),
      },
    } as unknown as ReactionStores
    const course = {
      caseId: record.id,
      move: 'receive',
      facts: {},
      at: now,
      actor: { by: 'bot', post: 'bot' },
    }
    const scene = (id: string, state: 'triage' | 'filed') => ({
      event: { ...course, id } as unknown as CaseEvent,
      ...{ record: { ...record, state }, stores, now },
      ground: { ...ground, directory: makeDirectory({ ...town, posts }) },
    })
    const heard = () =>
      [...said.values()].filter(({ purpose }) => purpose === 'receipt').map(({ text }) => text)
    await waitForDutyOfficer(scene('e1', 'triage'))
    expect(heard()).toEqual([expect.stringContaining('几号楼')])
    await findHandler(scene('e2', 'filed'))
    expect([heard().length, asked.length]).toEqual([1, 1])
    expect([...said.keys()].some((key) => key.startsWith('e2:'))).toBe(true)
  })
})
