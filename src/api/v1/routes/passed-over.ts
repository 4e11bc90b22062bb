import { z } from 'zod'
import { conversationOf } from '../../../chat/conversation.ts'
import type { KeptMessage } from '../../../intake/ports.ts'
import { redactText } from '../../../intake/redact.ts'
import { roleOf } from '../../../intake/role.ts'
import { callerName } from '../../../rights/caller.ts'
import { maskName } from '../../../wording/mask.ts'
import { audited } from '../audited.ts'
import { cursorOf, placeOf } from '../cursor.ts'
import type { ApiParts } from '../ports.ts'
import { type ApiRoute, personAsking, route } from '../route.ts'
import { pageOf } from '../shapes/case-filters.ts'
import { caseWhole } from '../shapes/case-whole.ts'
import { filedAs } from '../shapes/filed-as.ts'
import { code, time } from '../shapes/people.ts'
import { readWhole } from './cases-read.ts'

const chapter = '识读'
const centre = { posts: ['duty_officer', 'director'] } as const

const passedOver = z.object({
  id: z.string(),
  at: time,
  room: z.string().nullable().describe('群代码；私聊为空'),
  roomName: z.string().nullable(),
  speaker: z.enum(['resident', 'staff', 'property', 'merchant']),
  name: z.string().describe('只露姓'),
  words: z.string().describe('已隐去号码'),
  readAs: z.string(),
  score: z.number().nullable().describe('像诉求的程度，0 到 1'),
})

/** What of a message somebody at the centre sees: redacted words, and of the name the first sign. */
async function shown(
  message: KeptMessage,
  { stores, ground }: ApiParts,
): Promise<z.input<typeof passedOver> | null> {
  const { directory } = ground()
  const conversation = conversationOf(message.conversationKey)
  const code = conversation.kind === 'room' ? await stores.seats.roomOf(conversation.roomId) : null
  const room = code === null ? null : directory.room(code)
  if (conversation.kind === 'room' && room === null) return null
  return {
    ...{ id: message.seq, at: message.heardAt.toISOString(), room: code, roomName: room?.name ?? null },
    speaker: roleOf(await stores.seats.personOf(message.contactId), directory),
    ...{ name: maskName(message.senderName), words: redactText(message.text) },
    ...{ readAs: message.reading?.act ?? 'chatter', score: message.reading?.score ?? null },
  }
}

const query = pageOf.extend({
  atLeast: z.coerce.number().min(0).max(1).optional().describe('只看不低于这个分数的'),
  room: code.optional(),
})

/**
 * What the reader has passed over in the days that raw messages live (8.1), so that "this was one" can be pressed. For the
 * duty officer and the director; each look is written down before anything is shown. Words about the caller are left out.
 */
export const listPassedOverRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listPassedOver', method: 'get', path: '/passed-over', chapter },
    says: '没当诉求的近期消息（每次查看都记入审计）',
    who: centre,
    query,
    answer: z.object({ messages: z.array(passedOver), next: z.string().nullable() }),
    async look(asked) {
      const { limit, cursor, ...filters } = asked.query
      const { stores } = parts
      const person = personAsking(asked)
      const identity = [asked.caller === null ? '' : callerName(asked.caller), filters]
      const before = cursor === undefined ? null : placeOf(cursor, identity).id
      await audited(stores.audit, asked, 'raw.looked', { subject: filters.room ?? null })
      const found = await stores.passedOver.page({
        ...{ since: parts.passedOver.since(asked.now), conversation: null, before, most: limit },
      })
      const open = found.filter(
        (one) =>
          !parts.passedOver.isAbout(person, one) && (one.reading?.score ?? 0) >= (filters.atLeast ?? 0),
      )
      const lines = (await Promise.all(open.map((one) => shown(one, parts)))).filter((one) => one !== null)
      const last = found.length === limit ? found.at(-1) : undefined
      return {
        body: {
          messages: lines.filter(({ room }) => filters.room === undefined || room === filters.room),
          next: last === undefined ? null : cursorOf({ at: null, id: last.seq }, identity),
        },
      }
    },
  })

const params = z.strictObject({ id: z.string().regex(/^\d{1,18}$/u, '要是消息的编号') })

/** 这是诉求: the message waits in triage, with its source and its words, filed as nothing yet; an example to learn from. */
export const takeUpPassedOverRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'takeUpPassedOver', method: 'post', path: '/passed-over/{id}/take-up', chapter },
    says: '这是诉求：转入待研判',
    who: centre,
    ...{ params, body: filedAs, answer: caseWhole, status: 201 },
    async change(asked, stores) {
      const { id: seq } = asked.params
      const person = personAsking(asked)
      const record = await parts.passedOver.takeUp(stores, { seq, person, as: asked.body, now: asked.now })
      await audited(stores.audit, asked, 'raw.taken_up', { subject: record.number })
      return {
        body: await readWhole(record, asked.caller, { ...parts, stores }, asked.now),
        version: record.version,
        after: () => {
          parts.poke()
        },
      }
    },
  })
