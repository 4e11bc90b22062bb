import { z } from 'zod'
import type { Ground } from '../../grid/ground.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Period, periodNamed } from '../../ledger/periods.ts'
import type { SumsAsked } from '../../ledger/ports.ts'
import { addDays, dayNumber, dayOf } from '../../worktime/zone.ts'
import type { Request } from './route.ts'
import { code, words } from './shapes/people.ts'
import { sightAsking } from './sights.ts'

/** What any question for figures may name: the time, and whose. */
export const figuresQuery = z.strictObject({
  period: words(12).optional().describe('2026、2026-Q4、2026-11、2026-W48 或 2026-11-23；不写是本月'),
  from: z.iso.date().optional().describe('从这一天（代替 period）'),
  to: z.iso.date().optional().describe('到这一天（含）'),
  area: code.optional().describe('镇、村(社区)或网格代码，含其下'),
  dept: code.optional(),
  person: code.optional().describe('人员代码，me 是自己'),
  category: words(8).optional().describe('类别代码，或两位的大类'),
})

const longestDays = 1_100

function periodAsked(asked: z.output<typeof figuresQuery>, { calendar }: Ground, now: Date): Period {
  const { from, to, period } = asked
  if (from !== undefined || to !== undefined) {
    if (from === undefined || to === undefined || period !== undefined)
      throw new Refusal('invalid', '时间请写 period，或者 from 和 to 一起写。')
    if (to < from) throw new Refusal('invalid', '截止日期早于开始日期。')
    if (dayNumber(to) - dayNumber(from) > longestDays) throw new Refusal('invalid', '一次最多统计三年。')
    return { from, to: addDays(to, 1) }
  }
  const named = period ?? dayOf(now, calendar.zone).slice(0, 7)
  const found = periodNamed(named)
  if (found === null)
    throw new Refusal('invalid', `看不懂时间“${named}”，请写2026、2026-Q4、2026-11、2026-W48或2026-11-23。`)
  return found
}

/** An area with all that lies in it; refused where the town knows none of that code. */
export function areasWithin(area: string, { directory }: Ground): readonly string[] {
  if (directory.area(area) === null) throw new Refusal('invalid', `没有“${area}”这个区域。`)
  return directory.data.areas.map(({ code: one }) => one).filter((one) => directory.within(one, area))
}

/** What is asked for, narrowed to what the caller has in sight. */
export function sumsAsked(
  query: z.output<typeof figuresQuery>,
  request: Pick<Request, 'caller' | 'now'>,
  ground: Ground,
): Omit<SumsAsked, 'by'> {
  const { area, dept, person, category } = query
  const own = request.caller?.kind === 'person' ? request.caller.person : ''
  return {
    sight: sightAsking(request, ground),
    ...periodAsked(query, ground, request.now),
    ...(area === undefined ? {} : { areas: areasWithin(area, ground) }),
    ...(dept === undefined ? {} : { dept }),
    ...(person === undefined ? {} : { person: person === 'me' ? own : person }),
    ...(category === undefined ? {} : { category }),
  }
}
