import { z } from 'zod'
import { scopes } from '../../../rights/caller.ts'

export const time = z.iso.datetime()

/** A text that people wrote, without characters that no text has. */
export const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((said) => !said.includes('\0') && said.isWellFormed(), '不能有空字符或残缺的字符')

export const code = words(64)

const post = z.object({
  post: z.string(),
  title: z.string(),
  area: z.string(),
  areaName: z.string(),
  dept: z.string().nullable(),
})

/** Who is logged in, and what they must still do. */
export const me = z.object({
  kind: z.enum(['person', 'key']),
  person: z.string().nullable(),
  name: z.string(),
  posts: z.array(post),
  scopes: z.array(z.enum(scopes)),
  pending: z.enum(['password', 'totp']).nullable(),
  totp: z.boolean(),
  town: z.object({ name: z.string(), zone: z.string() }),
  now: time,
})

export const session = z.object({
  id: z.string(),
  current: z.boolean(),
  way: z.enum(['password', 'code', 'chat']),
  address: z.string(),
  agent: z.string(),
  openedAt: time,
  seenAt: time,
  endsAt: time,
})
