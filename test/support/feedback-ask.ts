import type { CaseRecord, Reporter } from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import type { Assignment } from '../../src/routing/decision.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aCase } from './a-case.ts'

/** Monday morning, with 罗娜 on duty, and the night after it. */
export const now = instant('2026-11-23T09:10:00+08:00')
export const night = instant('2026-11-23T22:10:00+08:00')

/** An event of the case; only what matters is named. */
export const anEvent = (record: CaseRecord, wanted: Partial<CaseEvent> = {}): CaseEvent => ({
  ...{ id: '7', caseId: record.id, seq: 2, move: 'dispatch', from: 'filed', to: record.state },
  ...{ actor: { by: 'luona', post: 'duty_officer' }, door: 'chat', at: now, facts: {} },
  ...{ wordsDigest: null, previousHash: null, hash: '' },
  ...wanted,
})

export const someReporter = (key: string, wanted: Partial<Reporter> = {}): Reporter => ({
  ...{
    key,
    contactId: `c-${key}`,
    name: key,
    room: 'cuihu-a',
    joinedAt: now,
    withdrawn: false,
    rating: null,
  },
  ...wanted,
})

/** Two neighbours of one room, and one who has taken back their share. */
export const neighbours: readonly Reporter[] = [
  someReporter('liayi'),
  someReporter('xiaozhou'),
  someReporter('laowu', { withdrawn: true }),
]

export const aCaseOfNeighbours = (wanted: Partial<CaseRecord> = {}): CaseRecord =>
  aCase({ reporters: neighbours, ...wanted })

export const seat = (person: string, post: Assignment['post'], area = 'QH', dept: string | null = null) => ({
  ...{ person, post, area, dept },
})
