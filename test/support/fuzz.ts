import fc from 'fast-check'

type Schema = Readonly<Record<string, unknown>>

export interface FuzzOperation {
  operationId: string
  method: string
  path: string
  parameters: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

/** Values that are rarely thought of. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, [], {}, '', ' ', 0, -1, 1.5, 1e308, 2 ** 53, -(2 ** 63)),
  fc.constantFrom(
    ...[
      '\u0000',
      'a\u0000b',
      '\ud800',
      '\u202e',
      '﷽',
      '__proto__',
      'constructor',
      "' OR 1=1 --",
      '%00',
      '../../etc',
    ],
    ...[
      '${7*7}',
      '<script>',
      '9'.repeat(400),
      '字'.repeat(5_000),
      '2026-02-31T25:61:61Z',
      '-271821-04-20T00:00:00Z',
    ],
    ...['+275760-09-13T00:00:00Z', '0000-00-00', '١٢٣', 'NaN', 'null', 'me', '*'],
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown),
  fc.constant(Array.from({ length: 1_500 }, () => 'x')),
)

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const schemaOf = (value: unknown): Schema =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Schema) : {}

function textLike(schema: Schema): fc.Arbitrary<unknown> {
  if (schema['format'] === 'date-time')
    return fc.constantFrom('2026-11-24T10:00:00+08:00', '2026-12-31T00:00:00Z', '1970-01-01T00:00:00Z')
  if (schema['format'] === 'date') return fc.constantFrom('2026-11-24', '2024-02-29')
  return fc.constantFrom(
    '灯坏了',
    '0201',
    'G11',
    'QH',
    'C1',
    'grid_lead-G11',
    'yingji',
    'room-g11',
    '123456',
    'a',
  )
}

/** What a schema allows, or nearly: enough to come past the first check. */
export function fitting(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const [choices, values] = [listOf(schema['anyOf'] ?? schema['oneOf']), listOf(schema['enum'])]
  if (depth > 6) return odd
  if (values.length > 0) return fc.constantFrom(...values)
  if ('const' in schema) return fc.constant(schema['const'])
  if (choices.length > 0) return fc.oneof(...choices.map((one) => fitting(schemaOf(one), depth + 1)))
  switch (schema['type']) {
    case 'string':
      return textLike(schema)
    case 'integer':
    case 'number':
      return fc.constantFrom(0, 1, 2, 3, 50)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(fitting(schemaOf(schema['items']), depth + 1), { maxLength: 3 })
    case 'object':
      return objectLike(schema, depth)
    default:
      return odd
  }
}

function objectLike(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const required = listOf(schema['required']).map(String)
  const fields = Object.entries(schemaOf(schema['properties']))
  const shape = Object.fromEntries(fields.map(([name, one]) => [name, fitting(schemaOf(one), depth + 1)]))
  return fc.record(shape, { requiredKeys: required.filter((name) => name in shape) })
}

/** One field of a body taken away, made odd, or added. */
const spoilt = (value: unknown, how: number, which: number, other: unknown): unknown => {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return how % 2 === 0 ? other : [value]
  const names = Object.keys(value)
  const name = names[which % Math.max(1, names.length)] ?? 'x'
  if (how % 3 === 0) return Object.fromEntries(Object.entries(value).filter(([one]) => one !== name))
  return how % 3 === 1 ? { ...value, [name]: other } : { ...value, more: other }
}

const deep = Buffer.from(`${'{"a":['.repeat(3_000)}${']}'.repeat(3_000)}`)
const rawBodies: readonly Buffer[] = [
  ...['', '{', '[]', 'null', '"x"', '1', '{"a":1}{"b":2}', '{"__proto__":{"x":1}}', '\ufeff{}'].map((text) =>
    Buffer.from(text),
  ),
  ...[
    Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
    Buffer.from('{"a":"\\u0000"}'),
    Buffer.from([0x1f, 0x8b, 0x08]),
  ],
  ...[deep, Buffer.alloc(1_100_000, 0x20)],
]

export function bodyFor({ requestBody }: FuzzOperation): fc.Arbitrary<Buffer> {
  const schema = requestBody?.content['application/json']?.schema
  const well = schema === undefined ? odd : fitting(schema)
  const bytes = (value: unknown): Buffer => Buffer.from((JSON.stringify(value) as string | undefined) ?? '')
  return fc.oneof(
    { weight: 4, arbitrary: well.map(bytes) },
    {
      weight: 6,
      arbitrary: fc.tuple(well, fc.nat(5), fc.nat(8), odd).map((given) => bytes(spoilt(...given))),
    },
    { weight: 1, arbitrary: fc.constantFrom(...rawBodies) },
  )
}

/** As it may stand in an address: percent-encoded, now and then wrongly. */
const inAddress = (value: unknown): string => {
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed()
  return encodeURIComponent(text.slice(0, 400))
}

export function addressFor(operation: FuzzOperation, known: readonly string[]): fc.Arbitrary<string> {
  const part = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...known).map(inAddress) },
    { weight: 2, arbitrary: odd.map(inAddress) },
    { weight: 1, arbitrary: fc.constantFrom('%ff', '%00', '%', '%2e%2e', '%252f', '.') },
  )
  const slots = operation.path.match(/\{\w+\}/gu) ?? []
  const asked = operation.parameters.filter((one) => one.in === 'query')
  const query = asked.map(({ name, schema }) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant('') },
      { weight: 3, arbitrary: fitting(schema).map((value) => `${name}=${inAddress(value)}`) },
      { weight: 2, arbitrary: odd.map((value) => `${name}=${inAddress(value)}`) },
    ),
  )
  const extra = fc.constantFrom('', '', '', 'nothing=1', 'limit=1&limit=2', '__proto__=1', 'a[b]=1', '%ff=1')
  return fc
    .tuple(fc.tuple(...slots.map(() => part)), fc.tuple(...query), extra)
    .map(([parts, said, more]) => {
      const path = slots.reduce(
        (filled, slot, at) => filled.replace(slot, () => (parts[at] === '' ? 'x' : (parts[at] ?? 'x'))),
        operation.path,
      )
      const asking = [...said, more].filter((one) => one !== '').join('&')
      return asking === '' ? path : `${path}?${asking}`
    })
}

const maybe = (name: string, ...values: readonly string[]): fc.Arbitrary<Record<string, string>> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constantFrom(...values).map((value) => ({ [name]: value })) },
  )

/** Headers as nobody sends them on purpose. */
export const oddHeaders: fc.Arbitrary<Record<string, string>> = fc
  .tuple(
    fc
      .oneof(
        { weight: 6, arbitrary: fc.constant('application/json') },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            'text/plain',
            'application/json; charset=gbk',
            'multipart/form-data; boundary=x',
            'application/x-www-form-urlencoded',
            'a/b/c',
            ';',
          ),
        },
      )
      .map((type) => ({ 'content-type': type })),
    fc
      .constantFrom('"1"', '"1"', '"1"', '"0"', '*', 'W/"2"', '"', '"99999999999"', '')
      .map((value) => ({ 'if-match': value })),
    maybe('idempotency-key', 'one', 'two', 'x'.repeat(500), ' ', 'a b'),
    maybe(
      'authorization',
      'Bearer x',
      'Basic eDp4',
      `Bearer linli_000000000000_${'a'.repeat(43)}`,
      'Bearer ',
    ),
    maybe('origin', 'https://evil.example', 'null', 'http://127.0.0.1', 'nonsense'),
    maybe('accept', 'text/html', '*/*;q=0', 'a', 'application/xml'),
    maybe('if-none-match', '"1"', '*'),
    maybe('range', 'bytes=0-0', 'bytes=-1', 'x'),
    maybe('content-encoding', 'gzip', 'br', 'x'),
    maybe('x-http-method-override', 'DELETE'),
    maybe('x-forwarded-for', '1.2.3.4', 'x'.repeat(200), '::1, 10.0.0.1'),
    maybe('accept-language', 'zh'.repeat(300)),
  )
  .map((parts) => Object.assign({}, ...parts) as Record<string, string>)
