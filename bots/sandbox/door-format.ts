import { z } from 'zod'

/** What goes over the control door, checked on both sides. Times are ISO strings on the wire. */
const at = z.iso.datetime({ offset: true })
const location = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: z.string(),
  address: z.string(),
})

const say = z.strictObject({
  room: z.string().optional(),
  private: z.boolean().optional(),
  as: z.string(),
  text: z.string().optional(),
  image: z.string().optional(),
  voice: z.string().optional(),
  file: z.string().optional(),
  bytes: z.string().optional(),
  location: location.optional(),
  quote: z.string().optional(),
  recall: z.string().optional(),
})

const change = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('join'),
    room: z.string(),
    as: z.string(),
    inviter: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('leave'), room: z.string(), as: z.string() }),
  z.strictObject({ kind: z.literal('rename'), room: z.string(), name: z.string(), as: z.string() }),
  z.strictObject({ kind: z.literal('nickname'), room: z.string(), as: z.string(), name: z.string() }),
  z.strictObject({ kind: z.literal('invite'), room: z.string(), as: z.string() }),
  z.strictObject({ kind: z.literal('system'), room: z.string(), text: z.string() }),
])

const world = z.object({
  bot: z.object({ name: z.string(), aliases: z.array(z.string()).readonly() }),
  people: z
    .array(z.object({ code: z.string(), name: z.string(), role: z.string(), friend: z.boolean().optional() }))
    .readonly(),
  rooms: z
    .array(
      z.object({
        code: z.string(),
        name: z.string(),
        kind: z.enum(['residents', 'staff']),
        members: z.array(z.string()).readonly(),
        bot: z.boolean().optional(),
      }),
    )
    .readonly(),
})

export const asks = {
  nothing: z.object({}),
  arrange: world,
  say: z.object({ say, at }),
  messages: z.object({ room: z.string(), after: z.string().optional() }),
  attachment: z.object({ id: z.string() }),
  change: z.object({ change, at }),
  setClock: z.object({ at, running: z.boolean() }),
  freezeSends: z.object({ frozen: z.boolean() }),
  failSends: z.object({ count: z.int().min(0) }),
}

export const message = z.object({
  id: z.string(),
  at: z.coerce.date(),
  from: z.string(),
  fromName: z.string(),
  room: z.string(),
  text: z.string(),
  mentions: z.array(z.string()),
  quote: z.string().nullable(),
  kind: z.enum(['text', 'image', 'voice', 'file', 'location', 'recall', 'system']),
  recalled: z.boolean(),
  attachment: z.object({ name: z.string(), mediaType: z.string() }).nullable(),
})

const member = z.object({ code: z.string(), name: z.string(), role: z.string() })

export const answers = {
  done: z.object({}),
  said: z.object({ id: z.string() }),
  identities: z.object({
    bot: z.string(),
    people: z.record(z.string(), z.string()),
    rooms: z.record(z.string(), z.string()),
  }),
  rooms: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      kind: z.enum(['residents', 'staff', 'private']),
      members: z.array(member),
    }),
  ),
  messages: z.object({ messages: z.array(message), next: z.string().nullable() }),
  attachment: z.object({ name: z.string(), mediaType: z.string(), base64: z.string() }).nullable(),
  ping: z.object({ pid: z.int(), client: z.boolean(), latest: z.string().nullable(), now: z.coerce.date() }),
}

/** How the door says no. */
export const fault = z.object({
  fault: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('refusal'),
      code: z.enum(['invalid', 'not_found', 'forbidden', 'wrong_state', 'conflict']),
      sentence: z.string(),
      facts: z.record(z.string(), z.unknown()),
    }),
    z.object({ kind: z.literal('outage'), message: z.string() }),
    z.object({ kind: z.literal('defect'), message: z.string() }),
    z.object({ kind: z.literal('stranger') }),
  ]),
})

export type Fault = z.infer<typeof fault>['fault']
export type Ping = z.infer<typeof answers.ping>
