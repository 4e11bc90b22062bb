import { withoutAnyBotMention } from '../chat/mention.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { Ground } from '../grid/ground.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { Refusal } from '../kernel/errors.ts'
import type { AuditAction, AuditEntry } from '../rights/audit.ts'
import { weightiestPost } from '../rights/policy.ts'
import { seesCase } from './acting.ts'
import { readCommand } from './command.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { readRoomWord } from './rooms/commands.ts'
import type { Setting } from './speaker.ts'

type Line = Partial<Pick<AuditEntry, 'who' | 'subject' | 'post' | 'before' | 'after'>>
type Write = (action: AuditAction, line?: Line) => Promise<void>

/** Somebody tried what they have no right to; a case they do not see is answered as an unknown number. */
interface Refused {
  code: string
  subject: string | null
}

/** Deeds of these are not the staff's: a resident's own words, and what the bot does by itself. */
const notByStaff: readonly string[] = ['reporter', 'bot', 'clock']

const iso = (at: Date): string => at.toISOString()

/** Deeds about the town and the office, each with its line; whoever calls has seen that staff speak. */
function office(stores: DeskStores, write: Write): Pick<DeskStores, 'attendance' | 'visits' | 'town'> {
  return {
    attendance: {
      ...stores.attendance,
      async addTakeover(entry, from, by) {
        await stores.attendance.addTakeover(entry, from, by)
        await write('duty.taken', { subject: entry.person, before: { person: from } })
      },
      async addLeave(entry, by, at) {
        await stores.attendance.addLeave(entry, by, at)
        const { person, from, to, delegate, back } = entry
        const after = { from: iso(from), to: iso(to), delegate }
        await write(back ? 'duty.back' : 'duty.leave', { subject: person, after })
      },
    },
    visits: {
      ...stores.visits,
      async add(visit) {
        const id = await stores.visits.add(visit)
        await write('visit.added', { subject: visit.area, after: { visit: id } })
        return id
      },
    },
    town: {
      ...stores.town,
      async save(town, rules, by, at) {
        const revision = await stores.town.save(town, rules, by, at)
        await write('town.changed', { after: { revision } })
        return revision
      },
    },
  }
}

function seats(stores: DeskStores, write: Write, staff: boolean): Pick<DeskStores, 'seats'> {
  return {
    seats: {
      ...stores.seats,
      async tie(contactId, code, at) {
        const before = await stores.seats.contactOf(code)
        await stores.seats.tie(contactId, code, at)
        const changed = before !== null && before !== contactId
        await write('account.tied', { who: `person:${code}`, subject: code, after: { changed } })
      },
      async bind(roomId, code, by, at) {
        await stores.seats.bind(roomId, code, by, at)
        if (staff) await write('town.room_bound', { subject: code, after: { roomId } })
      },
      async unbind(roomId) {
        const code = await stores.seats.roomOf(roomId)
        await stores.seats.unbind(roomId)
        if (staff) await write('town.room_unbound', { subject: code, before: { roomId } })
      },
    },
  }
}

function logins(stores: DeskStores, write: Write): Pick<DeskStores, 'accounts' | 'credentials'> {
  return {
    accounts: {
      ...stores.accounts,
      async triedWrongly(contactId, at) {
        await stores.accounts.triedWrongly(contactId, at)
        await write('login.failed')
      },
      async end(selector, ending, at) {
        const ended = await stores.accounts.end(selector, ending, at)
        if (ended && ending === 'burnt') await write('account.code_burnt')
        return ended
      },
    },
    credentials: {
      ...stores.credentials,
      async confirmChatLogin(id, person, at) {
        const confirmed = await stores.credentials.confirmChatLogin(id, person, at)
        if (confirmed) await write('login.confirmed', { subject: person })
        return confirmed
      },
    },
  }
}

/**
 * The audit of the chat door, at one place for every command (9.7): whatever is done through these stores by somebody with
 * a post leaves its line in the same transaction, as a deed at the pages does; and so does what was refused because the
 * right to it was missing, with the answer. Reading (进度, 我的待办, 台账) leaves none. Never a word of what was said.
 */
export function withTrail(deps: DeskDeps, message: KeptMessage, setting: Setting): DeskDeps {
  const { staff, code } = setting.speaker
  const refused: Refused[] = []
  const { directory } = deps.ground()
  const writeIn =
    (stores: DeskStores): Write =>
    (action, line = {}) =>
      stores.audit.add({
        ...{ at: deps.clock.now(), who: code === null ? 'nobody' : `person:${code}`, action, door: 'chat' },
        ...{ subject: null, before: null, after: null, session: null },
        post: code === null ? null : weightiestPost(code, directory),
        address: setting.private ? 'private' : `room:${setting.room?.code ?? ''}`,
        requestId: `message:${message.seq}`,
        ...line,
      })
  const commandSaid = (): string | null => {
    const { name, aliases } = directory.data.bot
    const said = withoutAnyBotMention(message.text, [name, ...aliases])
    return readCommand(said)?.name ?? readRoomWord(said)?.word ?? null
  }

  function trailed(stores: DeskStores, locked: (record: CaseRecord) => void): DeskStores {
    const write = writeIn(stores)
    const moved = async (event: CaseEvent): Promise<void> => {
      if (event.actor.by !== code || notByStaff.includes(event.actor.post)) return
      const record = await stores.cases.byId(event.caseId)
      await write(`case.${event.move}`, {
        ...{ subject: record?.number ?? event.caseId, post: event.actor.post },
        ...{ before: { state: event.from }, after: { state: event.to, event: event.id } },
      })
    }
    const refusals = async (end: string): Promise<void> => {
      // Nothing is emptied: the transaction may be done again after a clash, and writes the same then.
      const unnamed = end === 'refused:forbidden' ? [{ code: 'forbidden', subject: null } as const] : []
      for (const { code: why, subject } of refused.length > 0 ? refused : unnamed)
        await write('command.refused', { subject, after: { code: why, command: commandSaid() } })
    }
    return {
      ...stores,
      ...seats(stores, write, staff),
      ...logins(stores, write),
      ...(staff ? office(stores, write) : {}),
      cases: {
        ...stores.cases,
        async lock(id) {
          const record = await stores.cases.lock(id)
          if (record !== null) locked(record)
          return record
        },
      },
      events: {
        ...stores.events,
        async append(event, before) {
          const appended = await stores.events.append(event, before)
          if (staff) await moved(appended)
          return appended
        },
      },
      messages: {
        ...stores.messages,
        async settle(seqs, end, reading, caseId) {
          await stores.messages.settle(seqs, end, reading, caseId)
          if (staff) await refusals(end)
        },
      },
    }
  }

  return {
    ...deps,
    unitOfWork: {
      async run(work) {
        let meant: CaseRecord | null = null
        try {
          return await deps.unitOfWork.run((stores) => work(trailed(stores, (record) => (meant ??= record))))
        } catch (error) {
          if (error instanceof Refusal && lacksRight(error, code, meant, deps.ground()))
            refused.push({ code: error.code, subject: numberOf(meant) })
          throw error
        }
      },
    },
  }
}

const numberOf = (record: CaseRecord | null): string | null => record?.number ?? null

/** Refused for want of a right: said so, or a number that is there and was answered as though it were not. */
const lacksRight = (
  { code }: Refusal,
  person: string | null,
  meant: CaseRecord | null,
  ground: Ground,
): boolean =>
  code === 'forbidden' ||
  (code === 'not_found' && meant !== null && person !== null && !seesCase(person, meant, ground))
