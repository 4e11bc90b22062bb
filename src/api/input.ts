import type { z } from 'zod'

import { Refusal } from '../kernel/errors.ts'
import { faultsOf, saidOf } from './said-faults.ts'

/** What a request carries, checked and typed; anything else is a Refusal('invalid') that names every fault in Chinese. */
export function accept<Shape extends z.ZodType>(shape: Shape, given: unknown): z.output<Shape> {
  const result = shape.safeParse(given, { error: saidOf })
  if (result.success) return result.data
  const faults = faultsOf(result.error.issues)
  const said = faults.map((fault) => (fault.path === '' ? fault.message : `${fault.path}：${fault.message}`))
  throw new Refusal('invalid', `请求内容不对。${said.join('；')}`, { faults })
}
