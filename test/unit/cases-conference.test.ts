import { describe, expect, it } from 'vitest'
import type { Assistant } from '../../src/cases/assistant.ts'
import { assistantsAfter, assists, busyAssistants } from '../../src/cases/conference.ts'

const helper = (person: string, wanted: Partial<Assistant> = {}): Assistant => ({
  ...{ person, post: 'department_lead', area: 'QH', dept: null },
  ...wanted,
})
const working = helper('working', { task: '查油烟' })
const done = helper('done', { task: '查排水', doneAt: '2026-11-23T07:00:00.000Z' })
const helping = helper('helping')
const record = { assistants: [working, done, helping] }
const persons = (all: readonly Assistant[]) => all.map(({ person }) => person)

describe('Assistants of a case (3.9)', () => {
  it('are busy while they have a task of their own that is not done', () => {
    expect(busyAssistants(record)).toEqual([working])
    expect(['working', 'done', 'helping', 'nobody'].map((person) => assists(person, record))).toEqual([
      ...[true, false, false, false],
    ])
    const both = { assistants: [working, helper('too', { task: '查消防' })] }
    expect(['working', 'too'].map((person) => assists(person, both))).toEqual([true, true])
  })

  it('stay through a change of hands while they have something to do', () => {
    expect(persons(assistantsAfter('lead', [], record))).toEqual(['working'])
    expect(persons(assistantsAfter('lead', [helper('brought')], record))).toEqual(['working', 'brought'])
  })

  it('are nobody who handles the case now', () => {
    expect(assistantsAfter('working', [], record)).toEqual([])
  })

  it('are nobody twice: a new task takes the place of the old, a step of the row takes none away', () => {
    const anew = helper('working', { task: '查消防' })
    expect(assistantsAfter('lead', [anew], record)).toEqual([anew])
    expect(assistantsAfter('lead', [helper('working')], record)).toEqual([working])
    expect(assistantsAfter('lead', [helper('done')], record)).toEqual([working, helper('done')])
  })
})
