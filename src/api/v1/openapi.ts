import { z } from 'zod'
import { introduction } from './introduction.ts'
import type { ApiParts } from './ports.ts'
import type { ApiRoute } from './route.ts'

type Json = Readonly<Record<string, unknown>>

/** The schema of a shape as OpenAPI 3.1 takes it, by zod itself. */
function schemaOf(shape: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' })
  return schema
}

interface ObjectSchema {
  properties?: Readonly<Record<string, Json>>
  required?: readonly string[]
}

/** Each key of a shape as a parameter of its own. */
function parametersOf(shape: z.ZodType, where: 'path' | 'query'): readonly Json[] {
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as ObjectSchema
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    ...{ name, in: where, required: where === 'path' || required.includes(name), schema },
    ...(description === undefined ? {} : { description }),
  }))
}

const header = (name: string, required: boolean, description: string): Json => ({
  ...{ name, in: 'header', required, description },
  schema: { type: 'string' },
})

const problemRef = { $ref: '#/components/schemas/Problem' }
const problems = (says: string): Json => ({
  description: says,
  content: { 'application/problem+json': { schema: problemRef } },
})

/** What a route may be refused with, beside 500 and 503. */
function refusalsOf(route: ApiRoute): Json {
  const open = route.who.posts === 'anybody'
  const statuses: readonly (readonly [string, string, boolean])[] = [
    ['400', '请求内容不对', true],
    ['401', '没有登录，或登录已经结束', !open || route.neverKept === true],
    ['403', '岗位不够', true],
    ['404', '没有，或不在您的范围内', route.path.includes('{') || route.sends !== undefined],
    ['409', '现在的状态不允许', route.changes],
    ['412', '您看到的不是最新一版', route.needsVersion === true],
    ['413', '内容太大', route.hasBody || route.takesFile !== undefined],
    ['415', '内容的类型不对', route.hasBody || route.takesFile !== undefined],
    ['422', 'Idempotency-Key 已用在另一个请求上', route.changes && route.neverKept !== true],
    ['428', '没有带 If-Match', route.needsVersion === true],
    ['429', '太频繁', true],
    ['503', '某个部分暂时不在', true],
  ]
  return Object.fromEntries(
    statuses.filter(([, , may]) => may).map(([status, says]) => [status, problems(says)]),
  )
}

/** A file is described by its kind alone. */
const sentBy = ({ sends }: ApiRoute): Json =>
  sends === undefined ? {} : { content: { [sends]: { schema: { type: 'string', format: 'binary' } } } }

const binaryOf = (mediaTypes: readonly string[]): Json =>
  Object.fromEntries(
    mediaTypes.map((mediaType) => [mediaType, { schema: { type: 'string', format: 'binary' } }]),
  )

function operationOf(route: ApiRoute): Json {
  const status = String(route.status ?? (route.answer === null && route.sends === undefined ? 204 : 200))
  const { posts, scope, evenPending } = route.who
  return {
    operationId: route.name,
    tags: [route.chapter],
    summary: route.says,
    'x-posts': posts,
    ...(evenPending === undefined ? {} : { 'x-even-pending': true }),
    ...(route.needsProof === undefined ? {} : { 'x-needs-proof': true }),
    security:
      posts === 'anybody' ? [] : [{ session: [] }, ...(scope === undefined ? [] : [{ key: [scope] }])],
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
      ...(route.needsVersion === true ? [header('If-Match', true, '查看时的 ETag，例如 "7"')] : []),
      ...(route.method === 'post' && route.neverKept !== true
        ? [
            header(
              ...(['Idempotency-Key', false] as const),
              route.saidOnce === true
                ? '同一个键再发一次，得到 409 said_once，不会做两遍；回答只说一次'
                : '同一个键再发一次，得到同样的回答，不会做两遍',
            ),
          ]
        : []),
    ],
    ...(route.takesFile === undefined
      ? {}
      : { requestBody: { required: true, content: binaryOf(route.takesFile.mediaTypes) } }),
    ...(route.hasBody
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
          },
        }
      : {}),
    responses: {
      [status]:
        route.answer === null
          ? { description: '完成', ...sentBy(route) }
          : {
              description: '完成',
              content: { 'application/json': { schema: schemaOf(route.answer, 'output') } },
            },
      ...refusalsOf(route),
    },
  }
}

const problemSchema: Json = {
  type: 'object',
  description: 'RFC 9457；程序看 code，人看 detail',
  required: ['status', 'title', 'code', 'detail'],
  properties: {
    status: { type: 'integer' },
    title: { type: 'string' },
    code: { type: 'string' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    faults: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}

/** Live changes are no declared route: they never end, so that no answer could be parsed. */
const liveChanges: Json = {
  operationId: 'followChanges',
  tags: ['案件'],
  summary:
    '案件变动（server-sent events）：event case，data 为 { number, state, version }；event reset：请重新读列表',
  'x-posts': 'staff',
  'x-endless': true,
  security: [{ session: [] }, { key: ['cases:read'] }],
  parameters: [header('Last-Event-ID', false, '断开前收到的最后一个 id，从那以后补发')],
  responses: {
    '200': { description: '不断的流', content: { 'text/event-stream': { schema: { type: 'string' } } } },
    '401': problems('没有登录，或登录已经结束'),
    '403': problems('岗位不够'),
    '429': problems('太频繁，或同时开得太多'),
  },
}

/** OpenAPI 3.1 of these routes. */
export function describeRoutes(
  routes: readonly ApiRoute[],
  { publicUrl }: Pick<ApiParts, 'publicUrl'>,
): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operationOf(route)
  return {
    openapi: '3.1.0',
    info: { title: '邻里 Linli', version: '1', description: introduction() },
    servers: [{ url: `${publicUrl ?? ''}/api/v1` }],
    paths: { ...paths, '/events': { get: liveChanges } },
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: publicUrl?.startsWith('https:') === true ? '__Host-linli_session' : 'linli_session',
        },
        key: { type: 'http', scheme: 'bearer', description: 'npm run key -- create 给出的密钥' },
      },
    },
  }
}
