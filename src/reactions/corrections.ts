import { conversationOf } from '../chat/conversation.ts'
import type { CorrectingMove, ReadAs } from '../intake/corrections.ts'
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
  return event.move === 'file' && event.from === 'triage' ? 'file' : null
}

/**
 * Keeps what the centre said of a reading — not an appeal, one indeed, another's work — as an example to learn from. Only
 * of what was read as one matter, and never of what is confidential: those words stay with the case.
 */
export const learnFrom: Reaction = async (scene) => {
  const { event, record, stores, ground } = scene
  const move = correctingMove(scene)
  const confidential = record.confidential || ground.directory.leaf(record.category)?.confidential === true
  if (move === null || confidential || !byPerson(scene)) return
  const words = await stores.corrections.wordsOf(record.id)
  const [first] = words
  if (first?.matters !== 1) return
  const parts = words.filter((one) => one.contactId === first.contactId)
  const above = await lookAbove(scene, first)
  const { kind, category, nature } = record
  const meant: ReadAs =
    move === 'dismiss'
      ? { act: 'chatter', kind: null, category: null, nature: null }
      : { act: 'new', kind, category, nature }
  await stores.corrections.keep({
    ...{ caseId: record.id, move, at: event.at, post: event.actor.post, contactId: first.contactId },
    sources: [...above.sources, ...parts.map(({ platformId }) => platformId)],
    heard: {
      text: redactText(parts.map(({ text }) => text).join('\n')),
      ...{ room: await roomOf(scene, first.conversationKey), name: '我', context: above.lines },
      speaker: roleOf(await stores.seats.personOf(first.contactId), ground.directory),
    },
    ...{ readAs: first.readAs, meant, handler: move === 'designate' ? handlerOf(scene) : null },
  })
}

/** 2.4: what was taken back says nothing. */
export const unlearn: Reaction = async ({ event, stores }) => {
  const { undoes } = event.facts
  if (typeof undoes === 'string') await stores.corrections.takeBack(event.caseId, undoes)
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
