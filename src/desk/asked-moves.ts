import type { AskKind } from '../cases/ask.ts'
import { openAsks } from '../cases/asks.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { Move } from '../cases/event.ts'
import { requireRight } from '../cases/lifecycle.ts'
import { mergeCases, unmergeCases } from '../cases/merging.ts'
import type { Moved, Mover } from '../cases/moving.ts'
import type { CaseStore } from '../cases/ports.ts'
import { earlierOf } from '../cases/repeats.ts'
import type { Ground } from '../grid/ground.ts'
import { Refusal } from '../kernel/errors.ts'
import { noSuchCase } from '../wording/desk.ts'
import { actorOf, isRecused, seesCase } from './acting.ts'
import { answerAsk } from './answering.ts'
import { markedBy } from './carried-on.ts'
import { type AskedFor, ordersAsked } from './asked-orders.ts'
import { resultAsked, type ResultStores } from './asked-results.ts'
import { conferenceBegins } from './conferring.ts'
import type { DeskStores } from './ports.ts'
import { moveWithSecond, requireWord } from './second-person.ts'
import { waitingFor } from './todo.ts'
import { undoLast } from './undoing.ts'

type Stores = Pick<DeskStores, 'cases' | 'events' | 'outbox' | 'timers'> & ResultStores

interface MoveAsked {
  person: string
  record: CaseRecord
  move: Move
  wish: AskedFor
  order: string
  now: Date
}

/** By which ask of the case a move is the answer: agreeing to a withdrawal, a merge, an objection, a reopening. */
const agreesToAsk: Readonly<Partial<Record<Move, AskKind>>> = {
  withdraw: 'withdrawal',
  uphold: 'objection',
  reopen: 'reopening',
}

/** Moves for which a second person's word may be needed, or an agreement be written down (2.3, 3.8). */
const withWord: ReadonlySet<Move> = new Set(['file', 'dismiss', 'refuse', 'close'])

/**
 * Moves asked for at another door than the chat: the same rights, the same orders, the same second person, the same
 * taking back. The caller has locked the case and made sure that the person may know of it.
 */
export function makeAskedMoves({ ground, cases }: { ground(): Ground; cases: Pick<CaseStore, 'findEach'> }) {
  return {
    async make(given: Stores, asked: MoveAsked): Promise<Moved> {
      const stores = markedBy(given, { platformId: asked.order })
      const move = asked.move === 'agree' ? (asked.wish.agreesTo ?? 'agree') : asked.move
      return makeMove(stores, { ...asked, move }, ground())
    },
    async waitingFor(person: string): Promise<readonly CaseRecord[]> {
      const found = await waitingFor(person, cases, ground())
      return found
        .filter((record) => !isRecused(person, record, ground()))
        .toSorted((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity))
    },
  }
}

async function makeMove(stores: Stores, asked: MoveAsked, ground: Ground): Promise<Moved> {
  const { person, record, move, wish, now } = asked
  const moverOn = (one: CaseRecord): Mover => ({ actor: actorOf(person, one, ground), door: 'api' })
  const mover = moverOn(record)
  if (move === 'undo') return undoLast(stores, record, mover, ground, now)
  const ask = askMeant(move, record, wish)
  if (ask !== null) {
    requireRight(record, move === 'withdraw' ? 'decline' : move, mover, ground, now)
    return answerAsk({ stores, record, mover, ground, now }, { what: ask, ...answerOf(move, wish) })
  }
  if (move === 'confer') requireRight(record, conferenceBegins(record), mover, ground, now)
  else if (withWord.has(move)) requireWord(record, move, mover, ground, now)
  else requireRight(record, move, mover, ground, now)
  if (move === 'merge') return merge(stores, asked, mover, ground)
  if (move === 'unmerge') return unmergeCases(stores, record, mover, ground, now)
  const earlier = move === 'refuse' ? await earlierOf(record, stores.cases) : []
  const result = move === 'resolve' ? await resultAsked(record, wish, stores) : noResult(wish)
  let last: Moved | null = null
  for (const order of ordersAsked(move, result.wish, record, { code: person, ground, now, earlier })) {
    const present = last?.record ?? record
    const evidence = result.photos > 0 ? { photos: result.photos } : {}
    last = await moveWithSecond(
      stores,
      present,
      result.marked(order),
      moverOn(present),
      ground,
      now,
      evidence,
    )
    if (last.event.move === 'agree') break
  }
  if (last === null) throw new Refusal('invalid', '这个操作要在聊天里办。')
  return last
}

const noResult = (wish: AskedFor): Awaited<ReturnType<typeof resultAsked>> => ({
  ...{ wish, photos: 0, marked: (order) => order },
})

/** What is asked of the case and answered by this move; null where it is a move of its own. */
function askMeant(move: Move, record: CaseRecord, { what, into }: AskedFor): AskKind | null {
  const open = openAsks(record).map((ask) => ask.what)
  if (move === 'merge') return into === undefined && open.includes('merge') ? 'merge' : null
  if (move !== 'decline') {
    const asked = agreesToAsk[move]
    return asked !== undefined && open.includes(asked) ? asked : null
  }
  const [only] = open
  if (what !== undefined) return what
  if (only === undefined || open.length > 1) throw new Refusal('invalid', '请写明答复的是哪一个请求。')
  return only
}

const answerOf = (move: Move, { text }: AskedFor): { rest: string; agreed: boolean } => ({
  rest: text ?? '',
  agreed: move !== 'decline',
})

async function merge(
  stores: Stores,
  { person, record, wish, now }: MoveAsked,
  mover: Mover,
  ground: Ground,
): Promise<Moved> {
  if (wish.into === undefined) throw new Refusal('invalid', '请写明并入哪一件（不能并入自己）。')
  const into = await stores.cases.byNumber(wish.into)
  if (into === null || !seesCase(person, into, ground)) throw new Refusal('not_found', noSuchCase(wish.into))
  return mergeCases(stores, { from: record.id, into: into.id }, mover, ground, now)
}
