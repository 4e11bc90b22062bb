import { z } from 'zod'
import { instant } from '../kernel/clock.ts'
import { timeUnits } from '../worktime/limit.ts'
import { addDays, atTime, isZone } from '../worktime/zone.ts'
import { parseBuildings } from './building-range.ts'
import { natures, postsByLevel } from './town.ts'
import type {
  Absence,
  Area,
  Department,
  Home,
  Organisation,
  Person,
  Place,
  Post,
  PostName,
  Resident,
  Room,
  Shift,
} from './town.ts'

/** The shapes of the entries of town.yaml and categories.yaml: each turns what is written into what the town holds. */

export const code = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u,
    'a code is letters, figures, - _ and . without blanks, at most 64',
  )
/** What people read: one line. */
export const name = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'a name is one line of plain signs')
const codes = z
  .array(code)
  .nullish()
  .transform((list) => list ?? [])
const absent = <T extends z.ZodType>(shape: T) => shape.nullable().default(null)

/** Figures may stand without quotes where a number cannot lose anything but leading noughts. */
const label = z.union([z.string().trim().min(1).max(20), z.int().min(0).transform(String)])

export const limit = z
  .strictObject({ n: z.int().positive(), unit: z.enum(timeUnits) })
  .refine(({ n, unit }) => unit !== 'same_day' || n === 1, 'same_day goes with n: 1')

const levels = ['county', 'township', 'community', 'grid'] as const
const posts: readonly PostName[] = Object.values(postsByLevel).flat()

export const areaShape = z.strictObject({
  code,
  level: z.enum(levels),
  name,
  parent: absent(code),
  households: absent(z.int().min(0)),
}) satisfies z.ZodType<Area>

export const personShape = z.strictObject({
  code,
  name,
  phone: absent(z.string().trim().min(1).max(30)),
}) satisfies z.ZodType<Person>

const buildings = z.union([z.string(), z.int().min(0).transform(String)]).superRefine((text, context) => {
  const range = parseBuildings(text)
  if ('fault' in range) context.addIssue({ code: 'custom', message: range.fault })
})

export const postShape = z.strictObject({
  area: code,
  post: z.enum(posts),
  dept: absent(code),
  holders: codes,
  buildings: absent(z.strictObject({ estate: absent(name), buildings })),
}) satisfies z.ZodType<Post>

export const placeShape = z
  .strictObject({
    grid: code,
    estate: absent(name),
    road: absent(name),
    landmark: absent(name),
    aliases: z
      .array(name)
      .nullish()
      .transform((list) => list ?? []),
    buildings: absent(buildings),
  })
  .refine(
    ({ estate, road, landmark }) => [estate, road, landmark].filter((one) => one !== null).length === 1,
    'a place is exactly one of estate, road and landmark',
  ) satisfies z.ZodType<Place>

export const organisationShape = z.strictObject({
  code,
  name,
  kind: name,
  area: code,
  staff: codes,
}) satisfies z.ZodType<Organisation>

export const roomShape = z.strictObject({
  code,
  name,
  kind: z.enum(['residents', 'staff']),
  areas: codes,
  dept: absent(code),
  shadow: z.boolean().default(false),
}) satisfies z.ZodType<Room>

const homeShape = z.strictObject({
  estate: absent(name),
  building: absent(label),
  unit: absent(label),
  room: absent(label),
}) satisfies z.ZodType<Home>

export const residentShape = z.strictObject({
  code,
  name,
  rooms: codes,
  home: absent(homeShape),
}) satisfies z.ZodType<Resident>

const moment = z.iso
  .datetime({ offset: true, abort: true, error: 'write a time as 2026-11-23T08:00:00+08:00' })
  .transform((text) => instant(text))

const forwards = ({ from, to }: { from: Date; to: Date }): boolean => from.getTime() < to.getTime()
const notForwards = '"to" does not lie after "from"'

export const shiftShape = z
  .strictObject({ post: z.enum(posts), holder: code, from: moment, to: moment })
  .refine(forwards, notForwards) satisfies z.ZodType<Shift>

/** Leave may be written in days: it begins with the first and ends with the last, in the town's zone. */
export const absenceShape = (zone: string): z.ZodType<Absence> => {
  const first = z.iso.date().transform((day) => atTime(day, 0, zone))
  const last = z.iso.date().transform((day) => atTime(addDays(day, 1), 0, zone))
  const wrong = { error: 'is neither a day (2026-11-23) nor a time (2026-11-23T08:00:00+08:00)' }
  return z
    .strictObject({
      person: code,
      from: z.union([moment, first], wrong),
      to: z.union([moment, last], wrong),
      delegate: absent(code),
    })
    .refine(forwards, notForwards)
}

export const townHeadShape = z.object({
  version: z.literal(1, 'the format of a town is version 1'),
  name,
  timezone: z.string().refine(isZone, 'timezone is no zone of the IANA list, e.g. Asia/Shanghai'),
  casePrefix: z
    .string()
    .regex(/^[A-Z][A-Z0-9]{0,7}$/u, 'one to eight capitals and figures, beginning with a letter'),
  bot: z.strictObject({
    name,
    aliases: z
      .array(name)
      .nullish()
      .transform((list) => list ?? []),
  }),
})

export const departmentShape = z.strictObject({ code, name }) satisfies z.ZodType<Department>

export const groupShape = z.strictObject({
  code: z.string().regex(/^\d{2}$/u, 'the code of a group is two figures'),
  name,
  leaves: z
    .array(z.unknown())
    .nullish()
    .transform((list) => list ?? []),
})

/** A leaf as it stands under its group. */
export const leafShape = z.strictObject({
  code: z.string().regex(/^\d{4}$/u, 'the code of a leaf is four figures'),
  name,
  nature: z.enum(natures),
  level: z.enum(levels),
  dept: absent(code),
  limit,
  basis: z.enum(['rule', 'local']).default('local'),
  urgent: z.boolean().default(false),
  photos: z.boolean().default(false),
  trustBot: z.boolean().default(false),
  confidential: z.boolean().default(false),
  statutory: absent(limit),
})
