import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { Caller } from '../../rights/caller.ts'
import type { PostName } from '../../grid/town.ts'
import type { Entry } from '../../rights/policy.ts'
import type { Whence } from '../../rights/sessions.ts'
import { RequestFault } from '../problems.ts'
import { accept } from '../input.ts'
import type { ApiStores } from './ports.ts'

/** What every action knows of a request, before its own parameters. */
export interface Request {
  /** Null only where anybody may enter. */
  caller: Caller | null
  from: Whence
  /** The caller's post, of several the weightiest; for the audit alone. */
  post?: PostName | null
  /** Until when the person counts as having proved themselves; null where nobody has. */
  provenUntil?: Date | null
  requestId: string
  now: Date
  /** The version named in If-Match; null where the route needs none. */
  version: number | null
  /** What was sent, where the route takes a file; null else. */
  upload: UploadedFile | null
  /** A cookie of the request; '' where there is none. */
  cookie(name: CookieName): string
}

export type CookieName = 'session' | 'login'

/** The bytes of a request, of a media type that the route takes; what they truly are is still to be found out. */
export interface UploadedFile {
  bytes: Uint8Array
  mediaType: string
}

/** What a file may be; `application/octet-stream` where each file says for itself. */
export type FileType =
  | 'application/octet-stream'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'text/html'

/** A file that goes out while it is made: it is not parsed, and not kept for an Idempotency-Key. */
export interface SentFile {
  name: string
  content: Readable | Buffer | string
  /** Its own media type, where the route's is only `application/octet-stream`. */
  mediaType?: string
  /** A browser may show it within a page; else it is put away under its name. */
  inline?: true
}

export interface Answer<Body> {
  /** What the route declares where absent. */
  status?: number
  body: Body
  /** In place of a body, where the route declares that it sends one. */
  file?: SentFile
  /** Becomes the ETag. */
  version?: number
  headers?: Readonly<Record<string, string>>
  /** Null takes the cookie away. */
  cookies?: Partial<Readonly<Record<CookieName, { value: string; until: Date } | null>>>
  /** Done once everything is committed, and before the answer leaves; may not reject. */
  after?(): void | Promise<void>
}

export interface Asked<Params, Query, Body> extends Request {
  params: Params
  query: Query
  body: Body
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

const nothing = z.strictObject({})
type Nothing = typeof nothing

interface Declared<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> {
  /** operationId: a verb and what it is about. */
  name: string
  method: Method
  /** Below /api/v1, parameters in braces: /cases/{number}. */
  path: string
  /** The chapter in the description. */
  chapter: string
  /** One sentence in Chinese. */
  says: string
  who: Entry
  params?: P
  query?: Q
  body?: B
  /** Null: 204 without content. */
  answer: A | null
  /** 200, or 204 where there is no content, unless it says so. */
  status?: 200 | 201
  /** The body is a file of one of these types, and no larger. */
  takesFile?: { mediaTypes: readonly string[]; mostBytes: number }
  /**
   * The route answers with a file of this kind: a page is shown, everything else is put away. Of a look, or of a change
   * whose answer is never kept.
   */
  sends?: FileType
  /** A look that another site's page may not lead a browser to: what leaves the house, and is written down each time. */
  ownPagesOnly?: true
  /**
   * What weighs most (ASVS 3.7.1): a person must have logged in, or proved themselves again, a short while ago; 403
   * prove_again else. Where it depends on what is asked, of those queries alone.
   */
  needsProof?: true | { whereQuery: readonly [name: string, value: string] }
  /** If-Match must name the version that the caller saw: 428 without it. */
  needsVersion?: true
  /** An Idempotency-Key means nothing here: it is a log-in, or a look that may be done again and is recorded each time. */
  neverKept?: true
  /** The answer holds a secret, or a file: the same Idempotency-Key again is refused (said_once), and does nothing twice. */
  saidOnce?: true
  /** Asked again and again by a page that waits: does not count among the log-ins of an address. */
  often?: true
}

interface Looking<Params, Query, Body, Out> {
  /** Reads, or manages transactions of its own; what it changes must be right to do again. */
  look(asked: Asked<Params, Query, Body>): Promise<Answer<Out>>
}

interface Changing<Params, Query, Body, Out> {
  /**
   * What takes its time and needs no store to be written, before the transaction: gives the file as it is to be kept. May be
   * done again for the same request.
   */
  prepare?(asked: Asked<Params, Query, Body>): Promise<UploadedFile | null>
  /** Everything in one transaction, together with the kept answer; a Refusal undoes all of it. */
  change(asked: Asked<Params, Query, Body>, stores: ApiStores): Promise<Answer<Out>>
}

type RawRequest = Request & { params: unknown; query: unknown; body: unknown }

/** A declared route, its shapes forgotten: what guard and description work with. */
export interface ApiRoute extends Declared<z.ZodType, z.ZodType, z.ZodType, z.ZodType> {
  params: z.ZodType
  query: z.ZodType
  body: z.ZodType
  hasBody: boolean
  changes: boolean
  /** The request with its file as it is to be kept; the same where there is nothing to prepare. */
  prepared(raw: RawRequest): Promise<RawRequest>
  /** Parses what came and acts; `stores` are those of the transaction where the route changes something. */
  run(raw: RawRequest, stores: ApiStores): Promise<Answer<unknown>>
}

/** Whether the person has proved themselves a short while ago. */
export const isProven = ({ provenUntil, now }: Pick<Request, 'provenUntil' | 'now'>): boolean =>
  provenUntil instanceof Date && provenUntil > now

function requireProof(
  { needsProof }: Pick<ApiRoute, 'needsProof'>,
  { caller, query, ...asked }: Request & { query: unknown },
): void {
  if (needsProof === undefined || caller?.kind !== 'person') return
  const [name, value] = needsProof === true ? [] : needsProof.whereQuery
  const weighty = name === undefined || (query as Readonly<Record<string, unknown>>)[name] === value
  if (weighty && !isProven(asked)) throw new RequestFault('prove_again')
}

/** Declares a route. Everything around its action is the guard's work (guard.ts). */
export function route<
  A extends z.ZodType,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
>(
  declared: Declared<P, Q, B, A> &
    (
      | Looking<z.output<P>, z.output<Q>, z.output<B>, z.input<A>>
      | Changing<z.output<P>, z.output<Q>, z.output<B>, z.input<A>>
    ),
): ApiRoute {
  const params: z.ZodType<z.output<P>> = (declared.params ?? nothing) as z.ZodType<z.output<P>>
  const query: z.ZodType<z.output<Q>> = (declared.query ?? nothing) as z.ZodType<z.output<Q>>
  const body: z.ZodType<z.output<B>> = (declared.body ?? nothing) as z.ZodType<z.output<B>>
  const asOf = (raw: RawRequest) => ({
    ...raw,
    params: accept(params, raw.params),
    query: accept(query, raw.query),
    body: accept(body, raw.body ?? {}),
  })
  return {
    ...declared,
    ...{ params, query, body },
    hasBody: declared.body !== undefined,
    changes: 'change' in declared,
    async prepared(raw) {
      if (!('change' in declared) || declared.prepare === undefined) return raw
      return { ...raw, upload: await declared.prepare(asOf(raw)) }
    },
    run(raw, stores) {
      const asked = asOf(raw)
      requireProof(declared, raw)
      return 'change' in declared ? declared.change(asked, stores) : declared.look(asked)
    },
  }
}

/** The person who asks; a key is refused. For routes that are a person's alone. */
export function personAsking({ caller }: Pick<Request, 'caller'>): string {
  if (caller?.kind === 'person') return caller.person
  throw new RequestFault(caller === null ? 'unauthenticated' : 'not_allowed')
}

/** The session in which a person asks. */
export function sessionAsking({ caller }: Pick<Request, 'caller'>): string {
  if (caller?.kind === 'person') return caller.session
  throw new RequestFault(caller === null ? 'unauthenticated' : 'not_allowed')
}
