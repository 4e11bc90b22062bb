import type { EntityManager } from 'typeorm'
import type { DoneAlone } from '../../feedback/digest.ts'
import type { FigureStore, RoomWeek } from '../../feedback/ports.ts'
import { firstOf, rowsOf } from './rows.ts'

const doneSql = `
  SELECT CASE e.move WHEN 'receive' THEN 'file' ELSE e.move END AS move, c.number, c.about
  FROM case_events e JOIN cases c ON c.id = e.case_id
  WHERE e.moved_at > $1 AND e.moved_at <= $2 AND c.kind <> 'praise'
    AND (e.move IN ('file', 'refuse', 'close') AND e.post IN ('bot', 'duty_officer')
      OR e.move = 'receive' AND e.to_state = 'filed' AND e.door IN ('chat', 'rule'))
  ORDER BY e.moved_at, e.case_id`

/** What may be counted in public at all. */
const publicCases = `
  SELECT c.* FROM cases c
  WHERE NOT c.confidential AND c.kind <> 'praise' AND c.filed_at IS NOT NULL AND c.category <> '0902'
    AND c.nature NOT IN ('resident_dispute', 'organisation_dispute')
    AND c.state NOT IN ('triage', 'dismissed', 'merged', 'withdrawn')
    AND EXISTS (SELECT 1 FROM case_reporters r WHERE r.case_id = c.id AND r.room = $1 AND NOT r.withdrawn)`

const weekSql = `
  WITH public AS (${publicCases}), rated AS (
    SELECT e.case_id, bool_or(e.facts->>'rating' = 'dissatisfied') AS bad
    FROM case_events e JOIN public p ON p.id = e.case_id
    WHERE e.move = 'rate' AND e.moved_at > $2 AND e.moved_at <= $3 GROUP BY e.case_id
  ), closed AS (
    SELECT outcome FROM public WHERE state = 'closed' AND closed_at > $2 AND closed_at <= $3
  )
  SELECT
    (SELECT count(*)::int FROM public WHERE received_at > $2 AND received_at <= $3) AS received,
    (SELECT count(*)::int FROM closed WHERE outcome = 'solved') AS solved,
    (SELECT count(*)::int FROM closed WHERE outcome = 'partly') AS partly,
    (SELECT count(*)::int FROM closed WHERE outcome = 'explained') AS explained,
    (SELECT count(*)::int FROM public WHERE state NOT IN ('closed', 'refused')) AS open,
    (SELECT count(*)::int FROM rated) AS rated,
    (SELECT count(*)::int FROM rated WHERE NOT bad) AS content`

const nothing: RoomWeek = { received: 0, solved: 0, partly: 0, explained: 0, open: 0, rated: 0, content: 0 }

/** Counts over events and cases; nothing is typed in (9.2). */
export const makeFigureStore = (manager: EntityManager): FigureStore => ({
  doneAlone: (from, to) => rowsOf<DoneAlone>(manager, doneSql, [from, to]),
  weekOf: async (room, from, to) => (await firstOf<RoomWeek>(manager, weekSql, [room, from, to])) ?? nothing,
})
