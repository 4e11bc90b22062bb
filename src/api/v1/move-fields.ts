import type { Move } from '../../cases/event.ts'
import { moveNames } from '../../cases/lifecycle-names.ts'
import { Refusal } from '../../kernel/errors.ts'
import type { MoveWish } from './ports.ts'
import type { deskMoves } from './possible-moves.ts'
import type { moveWish } from './shapes/move-wish.ts'

type DeskMove = (typeof deskMoves)[number] | 'withdraw'
type Field = keyof typeof moveWish.shape

/** What a move at the desk is written with: what it must bring along (2.1), and what it may. */
interface Fields {
  must?: readonly Field[]
  may?: readonly Field[]
  /** What the fields alone do not say. */
  note?: string
}

const filedAs: readonly Field[] = ['kind', 'category', 'nature', 'place']
const whom: readonly Field[] = ['handler', 'dept']
const byRule = '不写给谁，就按规则派'
const whomOnly = 'handler、dept 二者写一个'

export const moveFields: Readonly<Record<DeskMove, Fields>> = {
  file: { may: [...filedAs, ...whom], note: byRule },
  dismiss: {},
  refuse: { must: ['ground'] },
  merge: { must: ['into'], note: '答复机器人提的并案时不写 into' },
  unmerge: {},
  withdraw: { may: ['text'], note: '居民要撤回的，由中心定' },
  dispatch: { may: whom, note: byRule },
  accept: {},
  contact: {},
  designate: { may: [...whom, 'text'], note: `${whomOnly}；不是主任的要写 text` },
  recategorise: { may: filedAs, note: '至少改一项' },
  return: { must: ['text'] },
  escalate: { must: ['text'] },
  hand_to_county: {},
  county_progress: { must: ['text'] },
  county_answer: { must: ['text'], may: ['outcome'] },
  ask_extension: { must: ['days', 'text'] },
  extend: {},
  refuse_extension: { may: ['text'] },
  shelve: { must: ['text', 'until'] },
  resume: {},
  resolve: {
    must: ['outcome', 'text'],
    may: ['photos', 'answer'],
    note: '有的类别要附照片；用审定过的答复（answer）时不用写别的',
  },
  verify: {},
  reject: { must: ['text'] },
  close: {},
  send_back: { must: ['text'] },
  reopen: { may: ['text'], note: '居民要重新办理的，由中心定' },
  supplement: { must: ['text'] },
  late_reason: { must: ['text'] },
  late_class: { must: ['class'] },
  late_confirm: {},
  agree: { must: ['agreesTo'], note: '重件、急件要两个人定时，第二个人同意' },
  decline: { must: ['text'], may: ['what'], note: '不准居民的请求，理由会告诉居民；同时有几个请求时写 what' },
  uphold: { may: ['text'], note: '居民的异议成立' },
  at_scene: {},
  confer: { must: ['assistants'], may: ['lead', 'text'] },
  assist_done: { must: ['text'] },
  undo: {},
}

/** Which fields the move must bring along and does not; an approved answer brings all of them itself (2.6). */
function lackingFields(move: Move, wish: MoveWish): readonly Field[] {
  const { must = [] } = (moveFields as Readonly<Partial<Record<Move, Fields>>>)[move] ?? {}
  return wish.answer === undefined ? must.filter((field) => wish[field] === undefined) : []
}

/** How one would have said it in the chat helps nobody at a page. */
const chatExample = /，比如“[^”]*”/gu

/** A move refused for what it says, with the fields that it should have brought, so that a page can show where. */
export function namingFields(error: unknown, move: Move, wish: MoveWish): unknown {
  if (!(error instanceof Refusal) || error.code !== 'invalid') return error
  const message = error.message.replaceAll(chatExample, '')
  const faults = lackingFields(move, wish).map((path) => ({ path, message }))
  return new Refusal(error.code, message, faults.length === 0 ? error.facts : { ...error.facts, faults })
}

const listed = (fields: readonly Field[] = []): string => fields.map((field) => `\`${field}\``).join(' ')

/** A table of every move of the desk with what it is written with, as Markdown. */
export const moveTable = (): string =>
  [
    '| move | 名称 | 必须写 | 可以写 | 说明 |',
    '|---|---|---|---|---|',
    ...(Object.entries(moveFields) as readonly (readonly [DeskMove, Fields])[]).map(
      ([move, { must, may, note }]) =>
        `| \`${move}\` | ${moveNames[move]} | ${listed(must)} | ${listed(may)} | ${note ?? ''} |`,
    ),
  ].join('\n')
