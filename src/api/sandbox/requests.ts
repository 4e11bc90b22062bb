import { z } from 'zod'

import type { SandboxChange, SandboxSay } from '../../chat/sandbox.ts'
import { addMilliseconds, instant } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { accept } from '../input.ts'

const code = z.string().min(1).max(200)
const name = z.string().trim().min(1).max(200)
/** No chat platform carries a NUL, and PostgreSQL stores none. */
const words = z
  .string()
  .max(100_000)
  .refine((said) => !said.includes('\0'), '不能有空字符')

const sayShape = z.strictObject({
  room: code.optional(),
  private: z.boolean().optional(),
  as: code,
  text: words.optional(),
  image: name.optional(),
  voice: name.optional(),
  file: name.optional(),
  bytes: z.base64().min(1).optional(),
  location: z
    .strictObject({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      name: z.string().max(200),
      address: z.string().max(500),
    })
    .optional(),
  quote: code.optional(),
  recall: code.optional(),
  rest: z.boolean().optional(),
})

/** The keys of the scenario's step `say`; `rest: true` answers only once the system is at rest. */
export function acceptSay(body: unknown): { say: SandboxSay; rest: boolean } {
  const { rest, ...say } = accept(sayShape, body)
  if ((say.private === true) === (say.room !== undefined)) {
    throw new Refusal('invalid', '请说明在哪里说：给出 room，或者 private: true，二者选一。')
  }
  const { text, image, voice, file, location, recall, bytes } = say
  const attached = [image, voice, file].filter((one) => one !== undefined).length
  const content = attached + Number(location !== undefined) + Number(text !== undefined)
  if (recall !== undefined && content > 0) throw new Refusal('invalid', '撤回时不能同时说别的。')
  if (bytes !== undefined && attached !== 1) {
    throw new Refusal('invalid', 'bytes 只能和 image、voice、file 中的一样一起给出。')
  }
  const wordless = attached > 0 || location !== undefined || recall !== undefined
  if (!wordless && (text ?? '').trim() === '') throw new Refusal('invalid', '消息是空的，没有发出。')
  return { say, rest: rest ?? false }
}

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const longestMs = 400 * units.d

const spanShape = z
  .string()
  .regex(/^[1-9]\d{0,8}[smhd]$/, '要写成 30s、90m、2h 或 1d 这样')
  .transform((said) => Number(said.slice(0, -1)) * units[said.slice(-1) as keyof typeof units])
  .refine((ms) => ms <= longestMs, '一次最多快进 400 天')

const clockShape = z.union(
  [
    z.strictObject({ advance: spanShape }),
    z.strictObject({ until: z.iso.datetime({ offset: true }).transform((said) => instant(said)) }),
  ],
  '请给出 advance（30s、90m、2h、1d）或 until（带时区的 ISO 时间），二者选一，最多快进 400 天',
)

export type ClockMove = { advanceMs: number } | { until: Date }

/** Where the clock shall go: onwards by a span, or to a time that is not past. A clock does not go back. */
export function acceptClockMove(body: unknown, now: Date): ClockMove {
  const asked = accept(clockShape, body)
  if ('advance' in asked) return { advanceMs: asked.advance }
  if (asked.until < now) throw new Refusal('wrong_state', '虚拟时钟只能往前走，这个时间已经过去了。')
  if (asked.until > addMilliseconds(now, longestMs)) throw new Refusal('invalid', '一次最多快进 400 天。')
  return { until: asked.until }
}

const rest = z.boolean().optional()
const changeShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('join'), room: code, as: code, inviter: code.optional(), rest }),
  z.strictObject({ kind: z.literal('leave'), room: code, as: code, rest }),
  z.strictObject({ kind: z.literal('rename'), room: code, name, as: code, rest }),
  z.strictObject({ kind: z.literal('nickname'), room: code, as: code, name, rest }),
  z.strictObject({ kind: z.literal('invite'), room: code, as: code, rest }),
  z.strictObject({ kind: z.literal('system'), room: code, text: words.min(1), rest }),
])

/** Room life; `rest: true` answers only once the system is at rest. */
export function acceptChange(body: unknown): { change: SandboxChange; rest: boolean } {
  const { rest: waits, ...change } = accept(changeShape, body)
  return { change, rest: waits ?? false }
}

const restartShape = z.strictObject({ part: z.literal('bot') })

/** Only the chat client can be asked to begin anew from here; the other parts are processes. */
export const acceptRestart = (body: unknown): z.output<typeof restartShape> => accept(restartShape, body)

const messagesShape = z.strictObject({
  after: code.optional(),
  last: z.coerce.number().int().min(1).max(5_000).optional(),
})

/** `after`: what came after that message; `last`: only so many of the newest. */
export const acceptMessagesQuery = (query: unknown): z.output<typeof messagesShape> =>
  accept(messagesShape, query)
