import { z } from 'zod'

const location = z.object({
  latitude: z.number(),
  longitude: z.number(),
  name: z.string(),
  address: z.string(),
})

/** One message of the world, as it lies in the journal. */
export const storedMessage = z.object({
  is: z.literal('message'),
  id: z.string(),
  /** What its speaker's clock said; for the bot, the world's own clock. */
  at: z.string(),
  /** Person code, `bot` or `system`. */
  from: z.string(),
  /** Room code, or `private:<person>`. */
  room: z.string(),
  kind: z.enum(['text', 'image', 'voice', 'file', 'location', 'recall', 'system']),
  text: z.string(),
  mentions: z.array(z.string()),
  /** The id of the quoted message. */
  quote: z.string().nullable(),
  location: location.nullable(),
  attachment: z.object({ name: z.string(), mediaType: z.string() }).nullable(),
  /** False for notes that only people see ("… 加入了群聊"): the bot hears of those by room events. */
  heard: z.boolean(),
})

const entries = z.discriminatedUnion('is', [
  z.object({ is: z.literal('world'), id: z.string() }),
  z.object({ is: z.literal('bot'), name: z.string(), aliases: z.array(z.string()) }),
  z.object({
    is: z.literal('person'),
    code: z.string(),
    name: z.string(),
    role: z.string(),
    /** False until they have spoken privately; absent: a friend. */
    friend: z.boolean().optional(),
  }),
  z.object({
    is: z.literal('room'),
    code: z.string(),
    name: z.string(),
    kind: z.enum(['residents', 'staff']),
    /** The name came from an arrangement, not from somebody in the room. */
    arranged: z.boolean(),
  }),
  z.object({
    is: z.literal('seat'),
    room: z.string(),
    code: z.string(),
    here: z.boolean(),
    nickname: z.string().nullable(),
  }),
  storedMessage,
  z.object({ is: z.literal('clock'), at: z.string(), running: z.boolean() }),
  z.object({ is: z.literal('remark'), code: z.string(), text: z.string() }),
  z.object({ is: z.literal('invitation'), id: z.string(), room: z.string(), by: z.string(), at: z.string() }),
  z.object({ is: z.literal('accepted'), id: z.string() }),
  /** The bot's event stream: up once it has been told everything, down when it ended; `since` in machine time. */
  z.object({ is: z.literal('stream'), up: z.boolean(), told: z.number(), since: z.number() }),
])

/** A line of the journal; `t` is the machine's time in epoch milliseconds. */
export const worldLine = entries.and(z.object({ t: z.number() }))

export type WorldEntry = z.infer<typeof entries>
export type WorldLine = WorldEntry & { t: number }
export type StoredMessage = z.infer<typeof storedMessage> & { t: number }
