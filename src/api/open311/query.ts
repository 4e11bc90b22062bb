import {
  type OutsideAsker,
  type OutsideQuery,
  type OutsideStatus,
  outsideStatuses,
} from '../../cases/outside.ts'
import { addHours } from '../../kernel/clock.ts'
import { Open311Fault } from './faults.ts'
import { field, fieldList, type Fields } from './form.ts'
import { momentOf } from './offers.ts'

/** The limits of the specification: a span of 90 days, and the first 1000. */
const longestDays = 90
const mostRequests = 1_000
/** So far back nobody pages; a database that counts that many rows off has better things to do. */
const furthest = 1_000_000

const days = (count: number): number => 24 * count

/** Without dates the last 90 days; with one of them the 90 days behind or before it; more than 90 are refused. */
function spanOf(fields: Fields, now: Date): { from: Date; to: Date } {
  const [start, end] = [field(fields, 'start_date'), field(fields, 'end_date')]
  const from = start === null ? null : momentOf(start, 'start_date')
  const to = end === null ? null : momentOf(end, 'end_date')
  if (from !== null && to !== null) {
    if (from > to) throw new Open311Fault(400, 'start_date 不能晚于 end_date。')
    if (addHours(from, days(longestDays)) < to)
      throw new Open311Fault(400, `start_date 到 end_date 不能超过 ${String(longestDays)} 天。`)
    return { from, to }
  }
  if (from !== null) return { from, to: addHours(from, days(longestDays)) }
  const last = to ?? now
  return { from: addHours(last, -days(longestDays)), to: last }
}

function countOf(fields: Fields, name: string, most: number): number | null {
  const said = field(fields, name)
  if (said === null) return null
  if (!/^[1-9]\d{0,6}$/u.test(said) || Number(said) > most)
    throw new Open311Fault(400, `${name} 要是 1 到 ${String(most)} 的整数。`)
  return Number(said)
}

const isStatus = (said: string): said is OutsideStatus => outsideStatuses.some((status) => status === said)

/** Both together are all, as none is. */
function statusOf(fields: Fields): OutsideStatus | null {
  const said = fieldList(fields, 'status') ?? []
  const unknown = said.find((one) => !isStatus(one))
  if (unknown !== undefined) throw new Open311Fault(400, `status 只能是 ${outsideStatuses.join('、')}。`)
  const [only, ...more] = said.filter(isStatus)
  return only === undefined || more.length > 0 ? null : only
}

/** Several numbers with commas between them; more than an answer may hold are refused. */
export function numbersOf(said: readonly string[]): readonly string[] {
  if (said.length > mostRequests)
    throw new Open311Fault(400, `一次最多查 ${String(mostRequests)} 个 service_request_id。`)
  return said
}

/** What GET requests asks for. service_request_id overrides everything else, also where that would be refused. */
export function queryOf(fields: Fields, asker: OutsideAsker, now: Date): OutsideQuery {
  const ids = fieldList(fields, 'service_request_id')
  if (ids !== null) return { asker, numbers: numbersOf(ids), skip: 0, most: mostRequests }
  const categories = fieldList(fields, 'service_code')
  const status = statusOf(fields)
  const size = countOf(fields, 'page_size', mostRequests) ?? mostRequests
  const skip = ((countOf(fields, 'page', furthest) ?? 1) - 1) * size
  if (skip > furthest) throw new Open311Fault(400, '没有这么多页。')
  return {
    ...{ asker, skip, most: size, ...spanOf(fields, now) },
    ...(categories === null ? {} : { categories }),
    ...(status === null ? {} : { status }),
  }
}
