import { conversationOf } from '../chat/conversation.ts'
import { type CorrectingMove, placeLearnt, type ReadAs } from '../intake/corrections.ts'
import type { ContextLine, Heard } from '../intake/reading.ts'
import { redactText } from '../intake/redact.ts'
import { roleOf } from '../intake/role.ts'
import { addMinutes } from '../kernel/clock.ts'
import type { Reaction, Scene } from './scene.ts'

/** Of what stood above, as much as the corpus has. */
const linesAbove = 6
const minutesAbove = 120

const byPerson = ({ event }: Scene): boolean => !['bot', 'clock', 'reporter'].includes(event.actor.post)

/** The move as a word on the reading; null where it is none: filed by rule, or filed already. */
function correctingMove({ event }: Scene): CorrectingMove | null {
  if (event.move === 'dismiss' || event.move === 'designate') return event.move
  // 转 in triage files and dispatches: who was named is a word on the handler.
  if (event.move === 'dispatch') return 'designate'
  if (event.move === 'receive') return event.facts['pointedOut'] === true ? 'receive' : null
  if (event.move === 'recategorise') return 'file'
  return event.move === 'file' && event.from === 'triage' ? 'file' : null
}

/** What the person said it is; whoever only points at it says that it is an appeal, and no more. */
function meantBy(move: CorrectingMove, { record, event }: Scene): ReadAs {
  const { kind, category, nature } = record
  if (move === 'dismiss') return { act: 'chatter', kind: null, category: null, nature: null }
  if (move === 'receive' && event.facts['filedAs'] !== true)
    return { act: 'new', kind: null, category: null, nature: null }
  return { act: 'new', kind, category, nature, place: placeLearnt(record.place) }
}

/**
 * Keeps what the centre said of a reading — not an appeal, one indeed, another's work — as an example to learn from. Only
 * of what was read as one matter, and never of what is confidential: those words stay with the case.
 */
export const learnFrom: Reaction = async (scene) => {
  const { event, record, stores, ground } = scene
  const move = correctingMove(scene)
  const confidential = record.confidential || ground.directory.leaf(record.category)?.confidential === true
  if (move === null || confidential || !(byPerson(scene) || move === 'receive')) return
  const words = await stores.corrections.wordsOf(record.id)
  const [first] = words
  if (first === undefined || (first.matters !== 1 && !first.pointedOut)) return
  const parts = words.filter((one) => one.contactId === first.contactId)
  const above = await lookAbove(scene, first)
  await stores.corrections.keep({
    ...{ caseId: record.id, move, at: event.at, post: event.actor.post, contactId: first.contactId },
    sources: [...above.sources, ...parts.map(({ platformId }) => platformId)],
    heard: {
      text: redactText(parts.map(({ text }) => text).join('\n')),
      ...{ room: await roomOf(scene, first.conversationKey), name: '我', context: above.lines },
      speaker: roleOf(await stores.seats.personOf(first.contactId), ground.directory),
    },
    ...{ readAs: first.readAs, meant: meantBy(move, scene) },
    handler: move === 'designate' ? handlerOf(scene) : null,
  })
}

/** What one order may have said of a reading: 转 in triage is a filing, too. */
const saidBy: Readonly<Record<string, readonly CorrectingMove[]>> = {
  ...{ dismiss: ['dismiss'], file: ['file', 'designate'] },
  ...{ dispatch: ['designate'], designate: ['designate'], recategorise: ['file'] },
}

/** 2.4: what was taken back says nothing. */
export const unlearn: Reaction = async ({ event, stores }) => {
  for (const move of saidBy[String(event.facts['undoes'])] ?? [])
    await stores.corrections.takeBack(event.caseId, move)
}

const handlerOf = ({ event }: Scene): string | null =>
  typeof event.facts['handler'] === 'string' ? event.facts['handler'] : null

async function roomOf({ stores, ground }: Scene, key: string): Promise<Heard['room']> {
  const conversation = conversationOf(key)
  if (conversation.kind === 'private') return 'private'
  const code = await stores.seats.roomOf(conversation.roomId)
  return code !== null && ground.directory.room(code)?.kind === 'staff' ? 'grid' : 'community'
}

/** What stood above, without private parts; speakers are 我 and 人1, 人2 … */
async function lookAbove(
  { stores, ground }: Scene,
  first: { seq: string; conversationKey: string; contactId: string; heardAt: Date },
): Promise<{ sources: readonly string[]; lines: readonly ContextLine[] }> {
  const since = addMinutes(first.heardAt, -minutesAbove)
  const kept = await stores.messages.above(first.conversationKey, first.seq, since, linesAbove)
  const said = kept.filter(({ text }) => text !== '')
  const others = [...new Set(said.map(({ contactId }) => contactId))].filter((id) => id !== first.contactId)
  const people = await stores.seats.peopleOf(others)
  const lines = said.map(({ self, contactId, text }): ContextLine => {
    const name = contactId === first.contactId ? '我' : `人${String(others.indexOf(contactId) + 1)}`
    const speaker = self ? 'bot' : roleOf(people.get(contactId) ?? null, ground.directory)
    return { speaker, name, text: redactText(text) }
  })
  return { sources: said.map(({ platformId }) => platformId), lines }
}
