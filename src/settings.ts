import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { instant, type ClockSetting } from './kernel/clock.ts'
import { reasonOf, StartFault } from './kernel/errors.ts'
import { type OutwardReach, usualPorts } from './kernel/outward-reach.ts'
import {
  isModelNamed,
  languageModelEntries,
  languageModelFaults,
  languageModelOf,
  type LanguageModelSetting,
} from './settings/language-model.ts'
import { webhookPorts } from './settings/webhook-ports.ts'

/** What the environment may say. The only file that reads it; everybody else is handed a `Settings`. */
export interface Settings {
  /** Of the HTTP door; 0 takes any free port. */
  readonly port: number
  /** Absolute: embedded database, sandbox world, attachments, keys. */
  readonly dataFolder: string
  /** Keys that seal private values, as LINLI_KEYS says; null: those in the data folder, made at the first start. */
  readonly sealingKeys: string | null
  /** A PostgreSQL server in place of the embedded one. */
  readonly databaseUrl: string | null
  /** Absolute: the folder of the town to start with. */
  readonly townFolder: string
  readonly puppet: {
    /** 'sandbox', or the name of a Wechaty puppet package. */
    readonly name: string
    /** Every WECHATY_PUPPET… entry, untouched, for the puppet. */
    readonly environment: Readonly<Record<string, string>>
  }
  readonly llm: LanguageModelSetting
  readonly reader: 'offline' | 'llm'
  /** The service that turns voice messages into words; null: a person listens (6.12). */
  readonly transcribe: {
    readonly model: string
    /** Null: where the openai package goes by itself. */
    readonly url: string | null
    readonly key: string | null
  } | null
  /** Words in pictures are read; needs a package that is not installed by default. */
  readonly ocr: boolean
  /** At night a model is learnt from what the centre said of readings, and used where it is better. */
  readonly learnNightly: boolean
  /** Where an emergency that nobody answers is rung on to telephone or SMS (3.8); null: the log alone. */
  readonly alarmUrl: string | null
  /** Where webhooks may lead: to private addresses and over plain http or not, and at which ports. */
  readonly webhookReach: OutwardReach
  /** Where people reach the pages from outside; null: only on this machine. With https cookies are Secure. */
  readonly publicUrl: string | null
  /** How the sandbox differs from the town (doors.md); means nothing with a real chat account. */
  readonly sandbox: SandboxSetting
  readonly logLevel: (typeof logLevels)[number]
  /** Null: the machine's own clock. */
  readonly clock: Readonly<ClockSetting> | null
  /** Started by `npm run`: npm does not hand a signal on to what it started, so the product watches for its end. */
  readonly startedByNpm: boolean
  /** Where the person stands who called; paths given as arguments are relative to it. */
  readonly callerFolder: string
}

/** What a sandbox is made of beside the town: for trying what a real chat brings along. */
export interface SandboxSetting {
  /** People and residents whose accounts are tied to nobody yet (1.5). */
  readonly untied: readonly string[]
  /** People and residents who have not befriended the bot: it cannot speak to them privately. */
  readonly unfriended: readonly string[]
  /** Rooms of the town that are bound to no chat room yet. */
  readonly unbound: readonly string[]
  /** Further chat accounts that nobody knows, by code, with the name they show. */
  readonly accounts: Readonly<Record<string, string>>
  /** Further chat rooms that are bound to nothing, by code. */
  readonly rooms: Readonly<Record<string, { name: string; members: readonly string[]; bot: boolean }>>
}

export type Environment = Readonly<Record<string, string | undefined>>

export const sandboxPuppet = 'sandbox'
export const projectFolder = resolve(import.meta.dirname, '..')

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const puppetPrefix = 'WECHATY_PUPPET'

const text = z.string().trim()
const absolute = text.transform((path) => resolve(projectFolder, path))
const webAddress = z.url({ protocol: /^https?$/u, error: 'must be an http:// or https:// address' })

const port = text
  .regex(/^\d{1,5}$/u, 'must be a whole number from 0 to 65535')
  .transform(Number)
  .refine((number) => number <= 65_535, 'must be a whole number from 0 to 65535')

const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/u,
  error: 'must look like postgresql://user:password@host:5432/database',
})

/** `system`, or an ISO time with its zone: the clock runs on from there, or stands still with `,frozen` behind it. */
const clock = text.transform((value, context): ClockSetting | null => {
  if (value === 'system') return null
  const [time, mode, ...rest] = value.split(',')
  const known = z.iso.datetime({ offset: true }).safeParse(time).success
  if (!known || rest.length > 0 || (mode !== undefined && mode !== 'frozen')) {
    context.addIssue(
      'must be `system` or a time such as 2026-11-23T09:10:00+08:00, optionally with `,frozen`',
    )
    return z.NEVER
  }
  return { at: instant(time ?? ''), running: mode === undefined }
})

/** `k2:base64,k1:base64`; which bytes they are is looked at where they are used. */
const sealingKeys = text.regex(
  /^[A-Za-z0-9]{1,16}:[A-Za-z0-9+/]{43}=(?:\s*,\s*[A-Za-z0-9]{1,16}:[A-Za-z0-9+/]{43}=)*$/u,
  'must be one or several keys such as k2:base64,k1:base64, each of 32 bytes, the one that seals first',
)

const codes = z.array(z.string().min(1)).default([])
const sandboxShape = z.strictObject({
  untied: codes,
  unfriended: codes,
  unbound: codes,
  accounts: z.record(z.string(), z.string()).default({}),
  rooms: z
    .record(
      z.string(),
      z.strictObject({ name: z.string().min(1), members: codes, bot: z.boolean().default(true) }),
    )
    .default({}),
})

/** JSON, e.g. {"untied":["chenlan"]}. */
const sandbox = text.transform((value, context): SandboxSetting => {
  try {
    const read = sandboxShape.safeParse(JSON.parse(value))
    if (read.success) return read.data
    context.addIssue(`is not understood: ${z.prettifyError(read.error).replaceAll(/\s*\n\s*/gu, ' ')}`)
  } catch {
    context.addIssue('must be JSON')
  }
  return z.NEVER
})

const shape = z.object({
  PORT: port.default(3000),
  LINLI_DATA: absolute.default(join(projectFolder, '.linli')),
  LINLI_TOWN: absolute.default(join(projectFolder, 'towns', 'qinghe')),
  LINLI_LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  LINLI_READER: z.enum(['offline', 'llm'], 'must be offline or llm').nullable().default(null),
  LINLI_CLOCK: clock.default(null),
  LINLI_SANDBOX: sandbox.default(sandboxShape.parse({})),
  LINLI_PUBLIC_URL: webAddress.nullable().default(null),
  LINLI_ALARM_URL: webAddress.nullable().default(null),
  LINLI_TRANSCRIBE_MODEL: text.nullable().default(null),
  LINLI_TRANSCRIBE_URL: webAddress.nullable().default(null),
  LINLI_TRANSCRIBE_KEY: text.nullable().default(null),
  LINLI_OCR: z.enum(['on', 'off'], 'must be on or off').default('off'),
  LINLI_KEYS: sealingKeys.nullable().default(null),
  LINLI_WEBHOOKS_PRIVATE: z.enum(['on', 'off'], 'must be on or off').default('off'),
  LINLI_WEBHOOKS_PORTS: webhookPorts.default(usualPorts),
  LINLI_LEARN_NIGHTLY: z.enum(['on', 'off'], 'must be on or off').default('off'),
  DATABASE_URL: databaseUrl.nullable().default(null),
  WECHATY_PUPPET: text.default(sandboxPuppet),
  ...languageModelEntries,
})

/** Every name that is read by itself; further WECHATY_PUPPET… names go to the puppet as they are. */
export const settingNames: readonly string[] = Object.keys(shape.shape)

/**
 * Reads the settings out of an environment. An empty value counts as not set.
 * Throws one StartFault that names every faulty entry on a line of its own, without repeating its value,
 * which may be a secret. Relative folders are relative to the project.
 */
export function readSettings(environment: Environment): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => (value ?? '').trim() !== ''),
  )
  const parsed = shape.safeParse(given)
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  if ((given['LINLI_READER'] ?? '') === 'llm' && given['OPENAI_API_KEY'] === undefined) {
    faults.push('OPENAI_API_KEY must be set when LINLI_READER is llm')
  }
  faults.push(...transcribeFaults(given))
  faults.push(...languageModelFaults(given))
  if (!parsed.success || faults.length > 0) throw new StartFault(faults.join('\n'))
  return frozen(parsed.data, given)
}

/** A service is named by its model; an address without one, or a model without address and key, hears nothing. */
function transcribeFaults(given: Environment): readonly string[] {
  const model = given['LINLI_TRANSCRIBE_MODEL']
  const own = ['LINLI_TRANSCRIBE_URL', 'LINLI_TRANSCRIBE_KEY'].filter((name) => given[name] !== undefined)
  if (model === undefined) return own.map((name) => `${name} means nothing without LINLI_TRANSCRIBE_MODEL`)
  const reachable = own.length > 0 || given['OPENAI_API_KEY'] !== undefined
  return reachable ? [] : ['LINLI_TRANSCRIBE_MODEL needs LINLI_TRANSCRIBE_URL or a key (OPENAI_API_KEY)']
}

/** An address of its own takes a key of its own, or none: the language model's key goes to the language model. */
function transcribeOf(values: z.infer<typeof shape>): Settings['transcribe'] {
  if (values.LINLI_TRANSCRIBE_MODEL === null) return null
  const own = values.LINLI_TRANSCRIBE_URL !== null
  return Object.freeze({
    model: values.LINLI_TRANSCRIBE_MODEL,
    url: values.LINLI_TRANSCRIBE_URL ?? values.OPENAI_BASE_URL,
    key: values.LINLI_TRANSCRIBE_KEY ?? (own ? null : values.OPENAI_API_KEY),
  })
}

function frozen(values: z.infer<typeof shape>, given: Environment): Settings {
  const puppetEntries = Object.entries(given).filter(([name]) => name.startsWith(puppetPrefix))
  return Object.freeze({
    port: values.PORT,
    dataFolder: values.LINLI_DATA,
    sealingKeys: values.LINLI_KEYS,
    databaseUrl: values.DATABASE_URL,
    townFolder: values.LINLI_TOWN,
    puppet: Object.freeze({
      name: values.WECHATY_PUPPET,
      environment: Object.freeze(
        Object.fromEntries(puppetEntries.map(([name, value]) => [name, value ?? ''])),
      ),
    }),
    llm: languageModelOf(values),
    reader: values.LINLI_READER ?? (isModelNamed(values) ? 'llm' : 'offline'),
    transcribe: transcribeOf(values),
    ocr: values.LINLI_OCR === 'on',
    webhookReach: Object.freeze({
      privateAllowed: values.LINLI_WEBHOOKS_PRIVATE === 'on',
      ports: values.LINLI_WEBHOOKS_PORTS,
    }),
    learnNightly: values.LINLI_LEARN_NIGHTLY === 'on',
    publicUrl: values.LINLI_PUBLIC_URL,
    alarmUrl: values.LINLI_ALARM_URL,
    sandbox: Object.freeze(values.LINLI_SANDBOX),
    logLevel: values.LINLI_LOG_LEVEL,
    clock: values.LINLI_CLOCK === null ? null : Object.freeze(values.LINLI_CLOCK),
    startedByNpm: given['npm_lifecycle_event'] !== undefined,
    callerFolder: resolve(given['INIT_CWD'] ?? process.cwd()),
  })
}

/** The settings of this process: its environment, completed by `.env` in the project where that has more. */
export function loadSettings(): Settings {
  const file = join(projectFolder, '.env')
  if (existsSync(file)) {
    try {
      process.loadEnvFile(file)
    } catch (error) {
      throw new StartFault(`.env cannot be read: ${reasonOf(error)}`)
    }
  }
  return readSettings(process.env)
}

/** The environment of this process with some entries changed: for a program that it starts. */
export const environmentWith = (changes: Environment): Record<string, string | undefined> => ({
  ...process.env,
  ...changes,
})

const hidden = '***'
const hide = (secret: string | null): string | null => (secret === null ? null : hidden)

/** The settings as they may be logged: no key, no password, no puppet token. */
export function redactedSettings(settings: Settings): Readonly<Record<string, unknown>> {
  return {
    ...settings,
    databaseUrl: withoutLogin(settings.databaseUrl),
    sealingKeys: hide(settings.sealingKeys),
    alarmUrl: hide(settings.alarmUrl),
    puppet: { name: settings.puppet.name, environment: Object.keys(settings.puppet.environment) },
    transcribe:
      settings.transcribe === null
        ? null
        : {
            ...settings.transcribe,
            key: hide(settings.transcribe.key),
            url: withoutLogin(settings.transcribe.url),
          },
    llm: { ...settings.llm, apiKey: hide(settings.llm.apiKey), baseUrl: withoutLogin(settings.llm.baseUrl) },
  }
}

/** A web or database address without user, password and parameters. */
function withoutLogin(address: string | null): string | null {
  if (address === null) return null
  const url = new URL(address)
  return `${url.protocol}//${url.username === '' ? '' : `${hidden}@`}${url.host}${url.pathname}`
}
