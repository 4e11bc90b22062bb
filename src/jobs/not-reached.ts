import type { Notice, PendingNotice } from '../chat/outbox.ts'
import { dutyLine } from '../feedback/duty-line.ts'
import { askToTelephone, leftTelephone } from '../feedback/following-up.ts'
import { matterShown } from '../feedback/shown.ts'
import { dutyNotices } from '../feedback/tasks.ts'
import type { Ground } from '../grid/ground.ts'
import { whereThePhoneIs } from '../wording/follow-up.ts'
import { befriendMe, telephoneOnly, telephoneTask } from '../wording/rooms.ts'
import { dayOf } from '../worktime/zone.ts'
import type { JobStores } from './ports.ts'

export const befriendPurpose = 'befriend'

/** Nobody is telephoned to be asked for a rating (6.4). */
const notWorthACall: ReadonlySet<string> = new Set(['rating_reminder', 'ask_why'])

/** The end of a case is told by a call that somebody answers for, not by a line about one (6.8). */
const closurePurpose = 'closure'

interface Reach {
  stores: JobStores
  ground(): Ground
}

/** A room that the bot shares with this account and may speak in: the one of the case first, the staff's before others. */
async function sharedRoom(key: string, notice: Notice, { stores, ground }: Reach): Promise<string | null> {
  const { directory } = ground()
  const contact = (await stores.seats.contactOf(key)) ?? key
  const record = notice.caseId === null ? null : await stores.cases.byId(notice.caseId)
  const own = record?.reporters.find((reporter) => reporter.key === key)?.room ?? null
  const shared: string[] = []
  for (const seen of await stores.rooms.all()) {
    if (!seen.here || !seen.members.some(({ contactId }) => contactId === contact)) continue
    const code = await stores.seats.roomOf(seen.roomId)
    const room = code === null ? null : directory.room(code)
    if (room !== null && !room.shadow) shared.push(room.code)
  }
  if (own !== null && shared.includes(own)) return own
  return shared.find((code) => directory.room(code)?.kind === 'staff') ?? shared[0] ?? null
}

/**
 * 1.5: a private talk that is not possible. A room that both sit in gets "请加我好友私聊" and nothing else, once a day;
 * the duty officer gets a telephone task, with number and words where it is about a case.
 */
export async function notReached(notice: PendingNotice, reach: Reach, now: Date): Promise<readonly Notice[]> {
  if (!('private' in notice.to)) return []
  const { private: key } = notice.to
  const ground = reach.ground()
  const room = await sharedRoom(key, notice, reach)
  const day = dayOf(now, ground.calendar.zone)
  const asked: readonly Notice[] =
    room === null
      ? []
      : [
          {
            ...{ to: { room }, text: befriendMe(), mentions: [key], purpose: befriendPurpose },
            ...{ dedupeKey: `befriend:${key}:${day}`, caseId: null, rung: null },
            ...{ held: notice.held, priority: notice.priority, runAt: now },
          },
        ]
  return [...asked, ...(await telephoneTasks(notice, key, reach, now))]
}

/** The telephone task of the duty officer; of something that is worth no call, none. */
export async function telephoneTasks(
  notice: PendingNotice,
  key: string,
  { stores, ground }: Reach,
  now: Date,
): Promise<readonly Notice[]> {
  if (notWorthACall.has(notice.purpose) || notice.purpose === telephonePurpose) return []
  if (notice.purpose === closurePurpose) return []
  const { directory } = ground()
  const record = notice.caseId === null ? null : await stores.cases.byId(notice.caseId)
  const who = directory.person(key) === null ? '反映人' : directory.nameOf(key)
  const cause = { id: notice.dedupeKey }
  if (record !== null) {
    const matter = matterShown(record, ground())
    const words = notice.text.replaceAll('\n', ' ')
    const asked = telephoneTask({ number: record.number, matter, who, words })
    const ofReporter = directory.person(key) === null
    const phone = ofReporter && (await leftTelephone(stores, record.id, key))
    const text = ofReporter ? `${asked}\n${whereThePhoneIs(phone)}` : asked
    return dutyNotices(cause, record, telephonePurpose, text, ground(), now)
  }
  if (directory.person(key) === null) return []
  const line = dutyLine(
    {
      key: `telephone:${key}:${dayOf(now, ground().calendar.zone)}`,
      purpose: telephonePurpose,
      text: telephoneOnly({ who }),
    },
    ground(),
    now,
  )
  return line === null ? [] : [line]
}

const telephonePurpose = 'telephone'

/** The closed cases whose end this private message told, itself or among others that waited with it (5.5). */
export async function closuresIn(
  notice: PendingNotice,
  { outbox }: Pick<JobStores, 'outbox'>,
): Promise<readonly string[]> {
  if (!('private' in notice.to)) return []
  const said = [notice, ...(notice.caseId === null ? await outbox.saidIn(notice.dedupeKey) : [])]
  return said.flatMap(({ purpose, caseId }) =>
    purpose === closurePurpose && caseId !== null ? [caseId] : [],
  )
}

/** 6.8: a reporter whom no room and no private talk reaches is telephoned, and asked about until it is done. */
export async function telephoneReporter(
  notice: PendingNotice,
  stores: JobStores,
  ground: Ground,
  now: Date,
): Promise<void> {
  if (!('private' in notice.to)) return
  for (const id of await closuresIn(notice, stores)) {
    const record = await stores.cases.byId(id)
    if (record?.state === 'closed') await askToTelephone(stores, record, notice.to.private, ground, now)
  }
}
