import type { z } from 'zod'
import type { InputFault } from './problems.ts'

type Issue = z.core.$ZodRawIssue | z.core.$ZodIssue

const kindNames: Readonly<Record<string, string>> = {
  ...{ string: '文字', int: '整数', number: '数字', nan: '数字', boolean: 'true 或 false', array: '列表' },
  ...{ object: '一组字段', record: '一组字段', map: '一组字段', null: '空（null）', date: '时间' },
}

const formats: Readonly<Record<string, string>> = {
  date: '要写成日期，例如 2026-11-23',
  datetime: '要写成带时区的时间，例如 2026-11-23T08:00:00+08:00',
  url: '要写成网址',
  email: '要写成邮箱',
  regex: '写法不对',
}

const listed = (values: readonly unknown[]): string => {
  const all = values.map(String)
  return all.length > 12 ? `${all.slice(0, 12).join('、')} 等` : all.join('、')
}

function wrongKind(issue: Extract<Issue, { code: 'invalid_type' }>): string {
  const wanted = kindNames[issue.expected] ?? '别的写法'
  return issue.input === undefined ? `没有写（要写${wanted}）` : `要写${wanted}`
}

function tooSmall({ origin, minimum, inclusive }: Extract<Issue, { code: 'too_small' }>): string {
  const least = String(minimum)
  if (origin === 'string') return Number(minimum) === 1 ? '不能空着' : `至少${least}个字`
  if (origin === 'array' || origin === 'set') return `至少写${least}项`
  return inclusive === false ? `要大于${least}` : `不能小于${least}`
}

function tooBig({ origin, maximum, inclusive }: Extract<Issue, { code: 'too_big' }>): string {
  const most = String(maximum)
  if (origin === 'string') return `最多${most}个字`
  if (origin === 'array' || origin === 'set') return `最多写${most}项`
  return inclusive === false ? `要小于${most}` : `不能大于${most}`
}

/** What is wrong with one field, as its writer would be told; where a shape says it itself, its own words stand. */
export function saidOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return wrongKind(issue)
    case 'invalid_value':
      return issue.input === undefined && issue.values.length > 1
        ? `没有写，可以写 ${listed(issue.values)}`
        : `只能写 ${listed(issue.values)}`
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_format':
      return formats[issue.format] ?? '写法不对'
    case 'unrecognized_keys':
      return `没有 ${listed(issue.keys)} 这一项`
    case 'invalid_union':
      return '这几项要按说明里的一种写法写全'
    case 'not_multiple_of':
      return `要是 ${String(issue.divisor)} 的倍数`
    case 'invalid_key':
    case 'invalid_element':
      return '里面有一项写法不对'
    default:
      return '这样写不对'
  }
}

const placeOf = (path: readonly PropertyKey[]): string => path.map(String).join('.')

/** Of several ways in which something may be written, the one that was nearest: the fewest faults. */
function nearest(issue: z.core.$ZodIssueInvalidUnion): readonly z.core.$ZodIssue[] {
  const ways = issue.errors.filter((way) => way.length > 0)
  const [best] = ways.toSorted((a, b) => a.length - b.length)
  return best ?? []
}

const samePlace = (one: readonly PropertyKey[], other: readonly PropertyKey[]): boolean =>
  one.length === other.length && one.every((step, at) => step === other[at])

/** What is of another kind altogether has no length either. */
const withoutEchoes = (issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] =>
  issues.filter(
    (issue) =>
      issue.code === 'invalid_type' ||
      !issues.some((other) => other.code === 'invalid_type' && samePlace(other.path, issue.path)),
  )

/** Every fault of a request by its field, in Chinese. */
export function faultsOf(
  issues: readonly z.core.$ZodIssue[],
  above: readonly PropertyKey[] = [],
): readonly InputFault[] {
  return withoutEchoes(issues).flatMap((issue): readonly InputFault[] => {
    const path = [...above, ...issue.path]
    const inner = issue.code === 'invalid_union' ? nearest(issue) : []
    if (inner.length > 0) return faultsOf(inner, path)
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: placeOf([...path, key]), message: '没有这一项' }))
    return [{ path: placeOf(path), message: issue.message }]
  })
}
