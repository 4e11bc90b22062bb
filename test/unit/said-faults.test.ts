import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { accept } from '../../src/api/input.ts'
import type { InputFault } from '../../src/api/problems.ts'
import type { ApiParts } from '../../src/api/v1/ports.ts'
import { allRoutes } from '../../src/api/v1/routes/all.ts'
import { Refusal } from '../../src/kernel/errors.ts'

const refusalOf = (
  shape: z.ZodType,
  given: unknown,
): { says: string; faults: readonly InputFault[] } | null => {
  try {
    accept(shape, given)
    return null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { says: error.message, faults: error.facts['faults'] as readonly InputFault[] }
  }
}

/** A route's shapes need none of what its action needs. */
const nothing = new Proxy({}, { get: () => () => ({}) }) as ApiParts

const wrong: readonly unknown[] = [
  ...[null, 7, -1, 1.5, 1e99, '', 'x', 'x'.repeat(5_000), true, [], {}, ['x'], [7], [{}]],
]

type Described = { properties?: Record<string, unknown> }

const described = (shape: z.ZodType): readonly string[] => {
  const json = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Described & {
    anyOf?: Described[]
  }
  return [json, ...(json.anyOf ?? [])].flatMap(({ properties }) => Object.keys(properties ?? {}))
}

/** Everything that is said of this shape where it is filled wrongly, field by field. */
const faultsIn = (shape: z.ZodType): readonly InputFault[] => {
  const bodies = described(shape).flatMap((field) => wrong.map((one) => ({ [field]: one })))
  return [{}, { zzz: 1 }, ...wrong, ...bodies].flatMap((given) => refusalOf(shape, given)?.faults ?? [])
}

/** Chinese, and but for what may be written no word of a program. */
const isPlain = (message: string): boolean =>
  /\p{Script=Han}{2}/u.test(message) &&
  !/无效|期望|键|[a-z]{6,}/iu.test(message.replaceAll(/(?:只能|可以)写 .*/gu, '写'))

describe('A refused request', () => {
  it('says of every field of every route in plain Chinese what is wrong with it', () => {
    const odd = new Set<string>()
    let refused = 0
    const shapes = allRoutes(nothing).flatMap(({ name, body, query, params }) =>
      [body, query, params].map((shape) => ({ name, shape })),
    )
    for (const { name, shape } of shapes)
      for (const { path, message } of faultsIn(shape)) {
        refused += 1
        if (!isPlain(message)) odd.add(`${name} ${path}: ${message}`)
      }
    expect([...odd]).toEqual([])
    expect(refused).toBeGreaterThan(1_000)
  })

  it('names each fault by its field, once, and the nearest of several ways', () => {
    const shape = z.strictObject({
      words: z.string().min(1).max(3),
      many: z.array(z.string()).max(2),
      of: z.union([
        z.strictObject({ a: z.string(), b: z.int() }),
        z.strictObject({ c: z.string(), d: z.string(), e: z.string() }),
      ]),
    })
    const given = { words: '一二三四', many: 'no list', of: { a: 'x', b: 1.5 }, more: 1 }
    expect(refusalOf(shape, given)).toEqual({
      says: '请求内容不对。words：最多3个字；many：要写列表；of.b：要写整数；more：没有这一项',
      faults: [
        { path: 'words', message: '最多3个字' },
        { path: 'many', message: '要写列表' },
        { path: 'of.b', message: '要写整数' },
        { path: 'more', message: '没有这一项' },
      ],
    })
  })
})
