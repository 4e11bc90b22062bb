import { z } from 'zod'

import { Refusal } from '../kernel/errors.ts'
import type { InputFault } from './problems.ts'

const chinese = z.locales.zhCN().localeError

const placeOf = (path: readonly PropertyKey[]): string => path.map(String).join('.')

/** What a request carries, checked and typed; anything else is a Refusal('invalid') that names every fault in Chinese. */
export function accept<Shape extends z.ZodType>(shape: Shape, given: unknown): z.output<Shape> {
  const result = shape.safeParse(given, { error: chinese })
  if (result.success) return result.data
  const faults: InputFault[] = result.error.issues.map((issue) => ({
    path: placeOf(issue.path),
    message: issue.message,
  }))
  const said = faults.map((fault) => (fault.path === '' ? fault.message : `${fault.path}：${fault.message}`))
  throw new Refusal('invalid', `请求内容不对。${said.join('；')}`, { faults })
}
