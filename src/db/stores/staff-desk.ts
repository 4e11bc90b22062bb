import type { EntityManager } from 'typeorm'
import type { Question, QuestionStore } from '../../chat/questions.ts'
import type { SaidLeave, Takeover } from '../../grid/attendance.ts'
import type { AttendanceStore, LoggedTakeover, Visit, VisitStore } from '../../grid/ports.ts'
import { openJson, sealingOf, sealJson, sealText } from '../sealing.ts'
import { cleanText, jsonText } from './clean.ts'
import { questionSpot, visitSpot } from './office-spots.ts'
import { firstOf, nextId, rowsOf, touched } from './rows.ts'

export function makeAttendanceStore(manager: EntityManager): AttendanceStore {
  return {
    // Counted, not the highest id: of two entries the one with the lower id may be committed later.
    async mark() {
      const row = await firstOf<{ mark: string }>(
        manager,
        `SELECT (SELECT count(*) FROM absences) || ':' || (SELECT count(*) FROM duty_log) AS mark`,
      )
      return row?.mark ?? ''
    },
    load: async () => ({
      leave: await rowsOf<SaidLeave>(
        manager,
        'SELECT person, from_at AS "from", to_at AS "to", back, delegate FROM absences ORDER BY id',
      ),
      takeovers: await rowsOf<Takeover>(
        manager,
        'SELECT person, taken_at AS "at" FROM duty_log ORDER BY taken_at, id',
      ),
    }),
    takeovers: (most) =>
      rowsOf<LoggedTakeover>(
        manager,
        `SELECT person, from_person AS "from", taken_at AS "at", said_by AS "by" FROM duty_log
         ORDER BY taken_at DESC, id DESC LIMIT $1`,
        [most],
      ),
    async addLeave(entry, by, at) {
      await firstOf(
        manager,
        `INSERT INTO absences (person, from_at, to_at, back, delegate, said_by, said_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [entry.person, entry.from, entry.to, entry.back, entry.delegate, by, at],
      )
    },
    async addTakeover({ person, at }, from, by) {
      await firstOf(
        manager,
        'INSERT INTO duty_log (person, from_person, taken_at, said_by) VALUES ($1, $2, $3, $4)',
        [person, from, at, by],
      )
    },
  }
}

export const visitColumns = 'id, person, area, place, words, voices, visited_at AS "at"'

/** As it was written, its place and words opened. */
export function openVisit(manager: EntityManager, visit: Visit): Visit {
  const sealing = sealingOf(manager)
  return {
    ...visit,
    place: sealing.open(visit.place, visitSpot('place', visit.id)),
    words: sealing.open(visit.words, visitSpot('words', visit.id)),
  }
}

export function makeVisitStore(manager: EntityManager): VisitStore {
  return {
    async add({ person, area, place, words, voices, at }) {
      const id = await nextId(manager, 'visits_id_seq')
      const sealing = sealingOf(manager)
      await firstOf(
        manager,
        `INSERT INTO visits (id, person, area, place, words, voices, visited_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [
          ...[id, person, area, sealText(sealing, cleanText(place), visitSpot('place', id))],
          ...[sealText(sealing, cleanText(words), visitSpot('words', id)), [...voices], at],
        ],
      )
      return id
    },
    async latest(person, since) {
      const row = await firstOf<Visit>(
        manager,
        `SELECT ${visitColumns} FROM visits WHERE person = $1 AND visited_at >= $2
         ORDER BY visited_at DESC, id DESC LIMIT 1`,
        [person, since],
      )
      return row === null ? null : openVisit(manager, row)
    },
    async addVoice(id, messageId) {
      await touched(
        manager,
        'UPDATE visits SET voices = array_append(voices, $2) WHERE id = $1 AND NOT $2 = ANY(voices)',
        [id, messageId],
      )
    },
    async count(area, since) {
      const row = await firstOf<{ count: number }>(
        manager,
        'SELECT count(*)::int AS count FROM visits WHERE area = $1 AND visited_at >= $2',
        [area, since],
      )
      return row?.count ?? 0
    },
  }
}

export function makeQuestionStore(manager: EntityManager): QuestionStore {
  return {
    async ask({ conversationKey, contactId, kind, facts, until }) {
      await firstOf(
        manager,
        `INSERT INTO desk_questions (conversation_key, contact_id, kind, facts, until_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (conversation_key, contact_id) DO UPDATE
         SET kind = excluded.kind, facts = excluded.facts, until_at = excluded.until_at`,
        [
          ...[conversationKey, contactId, kind],
          ...[sealJson(sealingOf(manager), jsonText(facts), questionSpot(conversationKey, contactId)), until],
        ],
      )
    },
    async open(conversationKey, contactId, now) {
      const row = await firstOf<Omit<Question, 'facts'> & { facts: unknown }>(
        manager,
        `SELECT conversation_key AS "conversationKey", contact_id AS "contactId", kind, facts, until_at AS "until"
         FROM desk_questions WHERE conversation_key = $1 AND contact_id = $2 AND until_at > $3`,
        [conversationKey, contactId, now],
      )
      if (row === null) return null
      const spot = questionSpot(row.conversationKey, row.contactId)
      return { ...row, facts: openJson(sealingOf(manager), row.facts, spot) as Question['facts'] }
    },
    async drop(conversationKey, contactId, kind) {
      await touched(
        manager,
        'DELETE FROM desk_questions WHERE conversation_key = $1 AND contact_id = $2 AND kind = $3',
        [conversationKey, contactId, kind],
      )
    },
  }
}
