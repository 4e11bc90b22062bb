import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { readCommand } from '../../src/desk/command.ts'
import { casesMeant } from '../../src/desk/which-case.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { ground } from '../support/lifecycle-ask.ts'
import { smallTown } from '../support/small-town.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const posts = [...new Set(smallTown().posts.map(({ post }) => post))]
const holderOf = (post: string): string => smallTown().posts.find((one) => one.post === post)!.holders[0]!

describe('both doors', () => {
  const chengguan = 'lead-chengguan'
  const ofDept = (dept: string) => ({
    person: `lead-${dept}`,
    post: 'department_lead' as const,
    area: 'QH',
    dept,
  })
  const nobodyYet = { handler: null, verifier: null, informed: [], assistants: [], confidential: false }
  const kinds: Readonly<Record<string, Partial<CaseRecord>>> = {
    own: { ...nobodyYet, area: 'G11', grid: 'G11' },
    other: { ...nobodyYet, area: 'G21', grid: 'G21' },
    department: { ...nobodyYet, area: 'QH', grid: null, handler: ofDept('chengguan') },
    confidential: { ...nobodyYet, area: 'G11', grid: 'G11', confidential: true, handler: ofDept('jiwei') },
    unplaced: { ...nobodyYet, area: null, grid: null, room: 'room-g11' },
  }
  /** By hand once more, so that both doors cannot be wrong together. */
  const seen: Readonly<Record<string, readonly string[]>> = {
    'grid_lead-G11': ['own', 'unplaced'],
    'grid_member-G11': [],
    'community_lead-C1': ['own', 'unplaced'],
    'lead-jiwei': ['confidential'],
    [chengguan]: ['department'],
    'mediation_centre-QH': [],
    'duty_officer-QH': Object.keys(kinds),
    'director-QH': Object.keys(kinds),
    'supervisor-QH': Object.keys(kinds),
    'township_lead-QH': Object.keys(kinds),
  }

  it('show the same cases to every post, and hide the same as unknown', async () => {
    const cases = new Map<string, CaseRecord>()
    for (const [kind, changed] of Object.entries(kinds))
      cases.set(kind, await api.insert({ about: [], ...changed }))
    const inChat = async (person: string, { number }: CaseRecord): Promise<boolean> => {
      const setting = { speaker: { code: person }, private: true } as Parameters<typeof casesMeant>[2]
      const command = readCommand(`进度 ${number}`)!
      const found = casesMeant(
        command,
        { quote: null },
        setting,
        api.db.stores.cases,
        ground,
        api.clock.now(),
      )
      return found.then(
        (meant) => meant?.[0]?.record.number === number,
        (error: unknown) => !(error instanceof Refusal && error.code === 'not_found'),
      )
    }
    const overHttp = async (person: string, { number }: CaseRecord): Promise<boolean> =>
      (await api.call(`/cases/${number}`, { as: person })).status === 200
    const people = [...new Set([...posts.map(holderOf), ...Object.keys(seen)])]
    for (const person of people) {
      const about = await api.insert({ ...nobodyYet, area: 'G11', grid: 'G11', about: [person] })
      for (const [kind, record] of [...cases, ['recused', about] as const]) {
        const chat = await inChat(person, record)
        expect([person, kind, chat]).toEqual([person, kind, await overHttp(person, record)])
        if (kind === 'recused') expect([person, kind, chat]).toEqual([person, kind, false])
        else if (seen[person] !== undefined)
          expect([person, kind, chat]).toEqual([person, kind, seen[person].includes(kind)])
      }
    }
  })
})
