import type { z } from 'zod'

type Issue = z.core.$ZodIssue

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

const kindNames: Readonly<Record<string, string>> = {
  string: '文字',
  int: '整数',
  number: '数字',
  array: '列表',
  object: '一组“名称: 值”',
  boolean: 'true 或 false',
}

/** What our own shapes say, by what stands in the English sentence. */
const ownWords: readonly (readonly [RegExp, string])[] = [
  [/^a code is/u, '代码只用字母、数字和 - _ .，不留空格，最多64个'],
  [/^a name is one line/u, '名字写一行普通文字'],
  [/time of day is written/u, '时间写成 HH:MM，00:00 到 24:00'],
  [/^a place is exactly one/u, '地点要写小区、道路、地标中的一种，只写一种'],
  [/does not lie after/u, '结束要在开始之后'],
  [/neither a day/u, '要写日期（2026-11-23）或时间（2026-11-23T08:00:00+08:00）'],
  [/^write a time as/u, '时间写成 2026-11-23T08:00:00+08:00'],
  [/^days are counted whole/u, '天数要写整数'],
  [/same_day is the county/u, 'same_day 只用于县级'],
  [/same_day goes with/u, 'same_day 要配 n: 1'],
  [/a row has at least one step/u, '至少要有一步'],
  [/county_desk is the last step/u, '县指挥中心只能是最后一步'],
  [/goes to the county goes/u, '交县的要当日办（same_day）'],
  [/timezone is no zone/u, '没有这个时区，例如 Asia/Shanghai'],
  [/one to eight capitals/u, '写1到8个大写字母或数字，字母开头'],
  [/code of a group is two/u, '大类代码是两位数字'],
  [/code of a leaf is four/u, '事项代码是四位数字'],
  [/format of a (?:town|category table) is version 1/u, 'version 要写 1'],
]

/** One fault of shape in Chinese: what stands there and what is wanted. */
export function shapeSaid(issue: Issue, value: unknown, key: string): string {
  const own = ownWords.find(([pattern]) => pattern.test(issue.message))
  if (own !== undefined) return `${key}：${own[1]}`
  if (value === undefined && issue.code !== 'custom') return `没有写 ${key}`
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')
        ? `${key} 要加引号："${String(value)}"`
        : `${key} 是${shown(value)}，要写${kindNames[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `${key} 是${shown(value)}，可以写 ${issue.values.map(String).join('、')}`
    case 'too_small':
      if (issue.origin === 'string') return `${key} 是空的`
      return `${key} 是${shown(value)}，${issue.inclusive === false ? '要大于' : '最小'}${String(issue.minimum)}`
    case 'too_big':
      return issue.origin === 'string'
        ? `${key} 超过${String(issue.maximum)}个字`
        : `${key} 是${shown(value)}，最大${String(issue.maximum)}`
    default:
      return `${key} 是${shown(value)}，这样写不认识`
  }
}
