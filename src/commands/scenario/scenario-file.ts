import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { scopes } from '../../rights/caller.ts'
import { reasonOf, StartFault } from '../../kernel/errors.ts'

const time = z.iso.datetime({ offset: true })
const span = z.string().regex(/^\d+(?:\.\d+)?[smhd]$/u, 'a span such as 30s, 90m, 2h or 1d')
const texts = z
  .union([z.string(), z.array(z.string())])
  .transform((one) => (typeof one === 'string' ? [one] : one))
const code = z.string().min(1)

const say = z.strictObject({
  room: code.optional(),
  private: z.boolean().optional(),
  as: code,
  text: z.string().optional(),
  image: z.string().optional(),
  voice: z.string().optional(),
  file: z.string().optional(),
  location: z
    .strictObject({ latitude: z.number(), longitude: z.number(), name: z.string(), address: z.string() })
    .optional(),
  quote: code.optional(),
  recall: code.optional(),
  rest: z.boolean().optional(),
  /** Remembers the message, so that a later step may quote or recall it. */
  is: code.optional(),
})

const bot = z.strictObject({
  room: code.optional(),
  private: code.optional(),
  contains: texts.optional(),
  absent: texts.optional(),
  mentions: texts.optional(),
  times: z.int().min(0).optional(),
  at: time.optional(),
  as: code.optional(),
})

const fields = {
  state: z.string().optional(),
  category: z.string().optional(),
  nature: z.string().optional(),
  kind: z.string().optional(),
  urgency: z.string().optional(),
  confidential: z.boolean().optional(),
  grid: z.string().nullable().optional(),
  handler: z.string().nullable().optional(),
  verifier: z.string().nullable().optional(),
  dueAt: time.nullable().optional(),
  outcome: z.string().nullable().optional(),
  colour: z.string().nullable().optional(),
  rating: z.string().nullable().optional(),
  cycle: z.int().optional(),
  rework: z.int().optional(),
  reporters: z.array(z.string()).optional(),
}
const caseFields = z.strictObject(fields)

/** Room life in the sandbox. */
const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('join'), room: code, as: code, inviter: code.optional() }),
  z.strictObject({ kind: z.literal('leave'), room: code, as: code }),
  z.strictObject({ kind: z.literal('rename'), room: code, name: code, as: code }),
  z.strictObject({ kind: z.literal('nickname'), room: code, as: code, name: z.string() }),
  z.strictObject({ kind: z.literal('invite'), room: code, as: code }),
  z.strictObject({ kind: z.literal('system'), room: code, text: code }),
])

/** What `npm run account` does; the code is remembered under `as`. */
const account = z
  .strictObject({
    create: code.optional(),
    reset: code.optional(),
    disable: code.optional(),
    as: code.optional(),
  })
  .refine(
    ({ create, reset, disable }) => [create, reset, disable].filter((one) => one !== undefined).length === 1,
    'is exactly one of create, reset and disable',
  )

/** An API call as a person; without `as` as nobody. */
const admin = z
  .strictObject({
    as: code.optional(),
    get: code.optional(),
    post: code.optional(),
    put: code.optional(),
    patch: code.optional(),
    delete: code.optional(),
    method: code.optional(),
    path: code.optional(),
    body: z.unknown().optional(),
    /** Sent as a form in place of a body. */
    form: z.record(z.string(), z.string()).optional(),
    /** As another system with a key of these scopes. */
    key: z.array(z.enum(scopes)).optional(),
    headers: z.record(z.string(), z.string()).optional(),
    ifMatch: z.string().optional(),
    status: z.int().optional(),
    /** Fields of the answer; more may be there. */
    expect: z.record(z.string(), z.unknown()).optional(),
    fields: z.record(z.string(), z.unknown()).optional(),
    absent: texts.optional(),
    /** Remembers fields of the answer, to be filled in later: { figures: pageCode }. */
    keep: z.record(z.string(), code).optional(),
  })
  .refine(
    (one) =>
      [one.get, one.post, one.put, one.patch, one.delete, one.path].filter((path) => path !== undefined)
        .length === 1,
    'names exactly one path',
  )

const step = z.union(
  [
    z.strictObject({ say }),
    z.strictObject({ bot }),
    z.strictObject({ silent: z.strictObject({ room: code.optional(), private: code.optional() }) }),
    z.strictObject({ case: caseFields.extend({ is: code, not: caseFields.optional() }) }),
    z.strictObject({ cases: caseFields.extend({ count: z.int().min(0), as: code.optional() }) }),
    z.strictObject({
      event: z.strictObject({
        is: code,
        move: z.string().optional(),
        by: z.string().optional(),
        post: z.string().optional(),
        door: z.string().optional(),
      }),
    }),
    z.strictObject({ change }),
    z.strictObject({ account }),
    z.strictObject({ advance: span }),
    z.strictObject({ until: time }),
    z.strictObject({
      alarm: z.strictObject({ times: z.int().min(0).optional(), contains: texts.optional() }),
    }),
    z.strictObject({ restart: z.enum(['bot', 'server', 'app', 'db']) }),
    z.strictObject({ admin }),
    z.strictObject({
      ledger: z
        .object({
          as: code.optional(),
          period: z.string().optional(),
          area: code.optional(),
          person: code.optional(),
          dept: code.optional(),
          category: z.string().optional(),
        })
        .catchall(z.unknown()),
    }),
  ],
  {
    error:
      'is no step: say, bot, silent, case, cases, event, change, account, advance, until, alarm, restart, admin or ledger, with its keys',
  },
)

const scenario = z.strictObject({
  name: z.string().min(1),
  town: z.string().optional(),
  clock: time,
  settings: z
    .strictObject({
      reader: z.enum(['offline', 'llm']).optional(),
      /** How the sandbox differs from the town; handed to the app, which looks at it (LINLI_SANDBOX). */
      sandbox: z.record(z.string(), z.unknown()).optional(),
      /** A transcriber that hears this in the voices said, one after another; an empty line: it refuses. */
      hears: z.array(z.string()).optional(),
      /** Keys of the rule file that differ from the defaults. */
      rules: z.record(z.string(), z.unknown()).optional(),
      /** The outside alarm is set, and answers with these statuses in turn, then with 204. */
      alarm: z.array(z.int()).optional(),
    })
    .default({}),
  steps: z.array(z.unknown()).min(1),
})

export type Step = z.infer<typeof step>
export type CaseFields = z.infer<typeof caseFields>

/** A scenario as it was read, with the line of each step for what is printed when it does not hold. */
export interface Scenario {
  file: string
  name: string
  /** Absolute; null where the scenario names none. */
  townFolder: string | null
  clock: string
  reader: 'offline' | 'llm'
  sandbox: Readonly<Record<string, unknown>>
  /** What the transcriber hears in the voices, in order; null where none is set. */
  hears: readonly string[] | null
  rules: Readonly<Record<string, unknown>> | null
  alarm: readonly number[] | null
  steps: readonly { line: number; step: Step }[]
}

/** Reads a scenario (doors.md). Throws a StartFault that names file, line and what is wrong. */
export async function readScenario(file: string): Promise<Scenario> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new StartFault(`${file}: cannot be read: ${reasonOf(error)}`)
  })
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [broken] = document.errors
  if (broken !== undefined)
    throw new StartFault(
      `${file}:${String(broken.linePos?.[0].line ?? 1)} ${broken.message.split('\n')[0] ?? ''}`,
    )
  const whole = scenario.safeParse(document.toJS())
  if (!whole.success) throw new StartFault(`${file}: ${faultOf(whole.error)}`)
  const lineOf = (index: number): number => {
    const node: unknown = document.getIn(['steps', index], true)
    const range = (node as { range?: [number, number, number] } | undefined)?.range
    return range === undefined ? 1 : lines.linePos(range[0]).line
  }
  const steps = whole.data.steps.map((raw, index) => {
    const read = step.safeParse(raw)
    if (read.success) return { line: lineOf(index), step: read.data }
    throw new StartFault(
      `${file}:${String(lineOf(index))} step ${String(index + 1)}: ${JSON.stringify(raw)} ${faultOf(read.error)}`,
    )
  })
  const { name, town, clock, settings } = whole.data
  const townFolder = town === undefined ? null : resolve(dirname(file), town)
  return {
    file,
    name,
    townFolder,
    clock,
    reader: settings.reader ?? 'offline',
    sandbox: settings.sandbox ?? {},
    hears: settings.hears ?? null,
    rules: settings.rules ?? null,
    alarm: settings.alarm ?? null,
    steps,
  }
}

const faultOf = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`.trim()).join('; ')
