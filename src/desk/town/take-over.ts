import { type CaseRecord, ended } from '../../cases/case.ts'
import { refOf } from '../../feedback/shown.ts'
import type { Directory } from '../../grid/directory.ts'
import { dutyAt, type DutyView, handoverOutstanding } from '../../grid/duty.ts'
import type { Ground } from '../../grid/ground.ts'
import { addMinutes } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import {
  dutyNow,
  handoverSheet,
  notDutyOfficer,
  takeOverByDirector,
  takeOverNotNext,
  takeOverOnLeave,
  takeOverWhere,
} from '../../wording/attendance.ts'
import { spokenTime } from '../../worktime/spoken.ts'
import { dayOf } from '../../worktime/zone.ts'
import { setHandoverTimer } from '../../deadlines/handover.ts'
import { seesCase } from '../acting.ts'
import { keptFromRooms } from '../todo.ts'
import type { DeskStores } from '../ports.ts'
import type { Setting } from '../speaker.ts'
import type { TownAnswer } from './answer.ts'
import { peopleNamed, personNamed } from './person-named.ts'

const holds = (directory: Directory, person: string, post: 'duty_officer' | 'director'): boolean =>
  directory.holdings(person).some((one) => one.post === post)

const atTheCentre = ({ room, private: alone }: Setting, directory: Directory): boolean =>
  alone || room?.areas.includes(directory.township().code) === true

/**
 * Who may have the duty now: whoever the roster names, a little before the shift too; in a gap every holder; anybody who
 * holds the post on the director's word (1.6).
 */
function requireNext(person: string, duty: DutyView, ground: Ground, now: Date): void {
  const { directory, rulebook, calendar } = ground
  const { expected, next, onDuty } = duty
  const early = next?.person === person && next.at <= addMinutes(now, rulebook.handover.earlyMinutes)
  if (expected.gap || early || [expected.officer?.person, onDuty?.person].includes(person)) return
  const named = expected.officer?.person ?? next?.person ?? ''
  const at = next?.person === named ? spokenTime(next.at, now, calendar) : ''
  throw new Refusal('forbidden', takeOverNotNext({ expected: directory.nameOf(named), at }))
}

/** A name, and no sentence: 张三, 李小明同志, 网格员张三. */
const nameLike = /^[\p{Script=Han}·（）()\s]{2,16}$/u
const sentence =
  /[的了吗么呢吧谁]|马上|今天|明天|今晚|明早|早上|晚上|什么|哪|怎么|几点|请假|没有|不用|时间|情况|人员|顺利|辛苦|通知/u

/** '' for oneself, a name for somebody else, null where the words behind 接班 are plain talk. */
function nameSaid(rest: string, speaker: string, directory: Directory): string | null {
  const said = rest.replace(/^[由给让@＠\s]+|[\s。.!！]+$/gu, '')
  if (said === '' || said === '了' || said === directory.nameOf(speaker)) return ''
  if (!nameLike.test(said) || sentence.test(said)) return null
  return said.length <= 4 || peopleNamed(said, directory).length > 0 ? said : null
}

/**
 * The duty passes to `person` (1.6): by their own word where it is their turn, by the director's word to any holder who
 * is there. `from`: who had it; `again`: they have it already, and nothing is written.
 */
export async function takeDuty(
  stores: Pick<DeskStores, 'attendance' | 'timers'>,
  { person, by }: { person: string; by: string },
  ground: Ground,
  now: Date,
): Promise<{ from: string | null; again: boolean }> {
  const { directory } = ground
  const name = directory.nameOf(person)
  const byWord = person !== by
  if (byWord && !holds(directory, by, 'director')) throw new Refusal('forbidden', takeOverByDirector())
  if (!holds(directory, person, 'duty_officer')) throw new Refusal('forbidden', notDutyOfficer(name))
  if (directory.absence(person, now) !== null) throw new Refusal('wrong_state', takeOverOnLeave(name))
  const duty = dutyAt(directory, now)
  if (!byWord) requireNext(person, duty, ground, now)
  const from = duty.onDuty?.person === person ? null : (duty.onDuty?.person ?? null)
  const again = directory.takenOver(now)?.person === person && from === null
  if (!again) await stores.attendance.addTakeover({ person, at: now }, from, by)
  await setHandoverTimer(stores.timers, person, ground, now)
  return { from, again }
}

/**
 * 接班 (1.6): the duty log has one line more, and the answer is a short handover sheet. From the first one on the previous
 * officer stays on duty until the next one says it. The director may hand the duty to a holder: 接班 name.
 */
export const takeOver: TownAnswer = async (deps, stores, { command, setting, now }) => {
  const ground = deps.ground()
  const { directory } = ground
  const speaker = setting.speaker.code ?? ''
  const said = nameSaid(command.rest, speaker, directory)
  if (said === null) return false
  const byWord = said !== '' && holds(directory, speaker, 'director')
  if (said !== '' && !byWord) throw new Refusal('forbidden', takeOverByDirector())
  if (!atTheCentre(setting, directory)) throw new Refusal('invalid', takeOverWhere())
  const person = byWord ? personNamed(said, directory) : speaker
  const { from, again } = await takeDuty(stores, { person, by: speaker }, ground, now)
  const open = await stores.cases.find({ states: atTheDesk, most: 2_000 })
  return handoverSheet({
    ...{ officer: directory.nameOf(person), from: from === null ? '' : directory.nameOf(from), again },
    ...sheetOf(
      open.filter((record) => seesCase(person, record, ground) && seesCase(speaker, record, ground)),
      ground,
      now,
    ),
  })
}

const atTheDesk = ['triage', 'filed', 'dispatched', 'in_progress', 'county', 'resolved', 'verified'] as const

function sheetOf(records: readonly CaseRecord[], ground: Ground, now: Date) {
  const { zone } = ground.calendar
  const refs = (fits: (record: CaseRecord) => boolean): readonly string[] =>
    records
      .filter((record) => !keptFromRooms(record) && fits(record))
      .toSorted((a, b) => (a.number < b.number ? -1 : 1))
      .map((record) => refOf(record, ground, now))
  const atWork = ({ state }: CaseRecord): boolean =>
    !ended.has(state) && !['triage', 'filed', 'resolved', 'verified'].includes(state)
  const isLate = ({ dueAt }: CaseRecord): boolean => dueAt !== null && dueAt <= now
  const isToday = ({ dueAt }: CaseRecord): boolean =>
    dueAt !== null && dueAt > now && dayOf(dueAt, zone) === dayOf(now, zone)
  return {
    triage: refs(({ state }) => state === 'triage' || state === 'filed'),
    dueToday: refs((record) => atWork(record) && isToday(record)),
    overdue: refs((record) => atWork(record) && isLate(record)),
    emergencies: refs(
      ({ urgency, state }) => urgency === 'emergency' && !['resolved', 'verified'].includes(state),
    ),
    kept: records.filter(keptFromRooms).length,
  }
}

/** 今日值班: who has the duty now, until when, and who has it next; where a handover is outstanding, whose. */
export const duty: TownAnswer = (deps, _stores, { now }) => {
  const { directory, calendar } = deps.ground()
  const view = dutyAt(directory, now)
  const missing = handoverOutstanding(directory, view, now) ? view.expected.officer : null
  return dutyNow({
    officer: view.onDuty === null ? '' : directory.nameOf(view.onDuty.person),
    outstanding: missing === null ? '' : directory.nameOf(missing.person),
    until: view.next === null ? '' : spokenTime(view.next.at, now, calendar),
    next: view.next === null ? '' : directory.nameOf(view.next.person),
  })
}
