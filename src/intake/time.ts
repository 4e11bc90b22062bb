import { makeTaken } from '../wording/taken.ts'
import { quick } from './needs.ts'
import type { Plain } from './normalise.ts'

/** A time expression: positions in the evened text and the words as written. */
export interface TimeSaid {
  from: number
  to: number
  written: string
}

const number = '(?:\\d{1,4}|[零〇一二两三四五六七八九十百半几多]{1,4})'
const dayPart =
  '(?:一大早|大清早|清早|清晨|大早上|早上|早晨|上午|中午|正午|午后|下午|傍晚|黄昏|晚上|夜里|夜晚|夜间|半夜|大半夜|后半夜|前半夜|深夜|深更半夜|三更半夜|凌晨|天亮|天黑|午休|饭点)'
const day =
  '(?:大前天|前天|昨天|昨日|昨儿个?|昨夜|昨晚|昨早|今天|今日|今儿个?|今早|今晨|今晚|今夜|明天|明日|明早|明晚|后天|当天|当晚|前晚|前几天|前几日|前两天|前些天|前阵子?|前段时间|这几天|这两天|这些天|这几日|这两日|这阵子?|这段时间|近几天|近日|最近|近期|近来|刚刚|刚才|方才|寻日|琴日|今朝|昨朝|夜来)'
const week =
  '(?:(?:上上?|这|本|下|每)?(?:个)?(?:周|星期|礼拜)(?:[一二三四五六日天末]|[1-6])(?:到|至|-)?(?:(?:周|星期|礼拜)?[一二三四五六日天](?![点天]))?|(?:上上?|这|本|下)(?:个)?(?:周|星期|礼拜)(?!期)|(?:上上?|这|本|下)(?:个)?月(?:初|中|底)?|(?:去|今|前|明|本)年(?:初|底|夏天|冬天|春天|秋天|上半年|下半年)?|周末|双休日|节假日|月初|月底|年初|年底)'
const date =
  '(?:(?:\\d{2,4}|[零〇一二三四五六七八九]{4})年(?:\\d{1,2}月(?:\\d{1,2}[日号]?)?)?|(?:\\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份|初|中旬|底|(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?)?(?!季))'
const clock =
  '(?:(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})点(?:(?:\\d{1,2}|[一二三四五六七八九十]{1,3})分?|半|一刻|三刻|多|来|钟|左右|整){0,2}|(?:[01]?\\d|2[0-4]):[0-5]\\d)'
const stretchUnit =
  '(?:个?多?小时|个?钟头|个?多?钟|分钟|天|日|晚上?|夜|个?多?星期|个?多?礼拜|周|个?多?月|年|个年头)'
const stretch = `(?:(?:快|近|整整|足足|将近|大概|差不多|好|已经)?${number}(?:来|多|几)?${stretchUnit}(?:多|半)?)`
const season =
  '(?:暑假|寒假|春节|过年|国庆|五一|十一|中秋|元旦|端午|清明|除夕|夏天|冬天|春天|秋天|入冬|入夏|早高峰|晚高峰|早晚高峰|高峰期|上下班高峰|放学时候|放学|上学时间|雨季|汛期)'

const habit =
  '(?:从早(?![上晨]|\\d)[^\\d点]{0,4}到晚(?![上间])|成个?(?:礼拜|星期|月)|一(?:下雨|落雨|落大雨|刮风|到晚上|到夏天|到饭点|到周末|到傍晚|到冬天)|(?:放学|下班|上班|吃饭|睡觉|上学)的?时候)'
const piece = `(?:${habit}|${date}|${season}|${day}|${week}|${dayPart}|${clock}|每天|天天|每晚|每日|夜夜|晚晚)`
const joiner = '(?:的|\\s|，)?'
const range = '(?:到|至|~|-|—)'
const expression = new RegExp(
  `${piece}(?:${joiner}${piece}){0,4}(?:${range}${piece}(?:${joiner}${piece}){0,2})?`,
  'gu',
)
const stretches = new RegExp(stretch, 'gu')
const points = quick(expression)
const durations = quick(stretches)

/** What looks like a time and is none: 一点都不好, 三点建议, 快一点, 早点, 一天到晚. */
function isNoTime(text: string, from: number, to: number): boolean {
  const said = text.slice(from, to)
  const after = text.slice(to, to + 4)
  const before = text.slice(Math.max(0, from - 2), from)
  if (/^[一两二三四五六七八九十\d]{1,2}点$/u.test(said)) {
    // 一点 alone is a little of something; the hour has company: 一点半, 夜里一点, 一点左右.
    if (/^[一1]点$/u.test(said) && !/[到至从在]$/u.test(before)) return true
    if (/^(?:建议|意见|要求|原因|问题|想法|希望|诉求|看法|说明|理由|疑问|内容|注意|小|个)/u.test(after))
      return true
  }
  if (/^(?:[去前今]年|上个?月|过年|一年|半天)$/u.test(said) && after.startsWith('的')) return true
  if (/^(?:每天|天天|每晚|每日|夜夜|晚晚|早晚|半夜三更)$/u.test(said) && !/^(?:每晚|夜夜|晚晚)$/u.test(said))
    return true
  if (/^(?:过年|十一|五一)$/u.test(said) && /^(?:好|快乐|栋|号|楼|层|中|个|点|月)/u.test(after)) return true
  return /^(?:\d{1,4}|[一二三四五六七八九十]{1,3})年$/u.test(said) && /^(?:级|纪|代)/u.test(after)
}

function isNoStretch(text: string, from: number, to: number): boolean {
  const said = text.slice(from, to)
  const after = text.slice(to, to + 3)
  const before = text.slice(Math.max(0, from - 3), from)
  if (/^(?:半天|一天天)$/u.test(said)) return true
  if (/^多?[天日年]$/u.test(said)) return true
  if (/^一(?:天|日)$/u.test(said) && /^(?:到晚|到黑|天|比|一)/u.test(after)) return true
  if (/^一(?:年|天|晚|夜)$/u.test(said) && /^(?:比|又|到头|四季)/u.test(after)) return true
  if (/(?:[第每前后满]|周|星期|少算了|讲好|说好|保质|质保)$/u.test(before)) return true
  if (/^[日号]/u.test(after) && said.endsWith('月')) return true
  return /(?:\d{3,}|百)/u.test(said) && said.endsWith('日')
}

/**
 * Time expressions as written: a point, a stretch or a habit with a clock (昨晚11点多, 三天, 天天晚上), in order.
 * A bare frequency (天天, 每天) is none, nor is 一点都不好 or 三点建议. Own grammar, linear in the length.
 */
export function findTimes(plain: Plain): TimeSaid[] {
  const found: TimeSaid[] = []
  const taken = makeTaken(plain.text.length)
  const add = (from: number, to: number): void => {
    if (taken.take(from, to)) found.push({ from, to, written: plain.written(from, to) })
  }
  for (const match of points.could(plain.text) ? plain.text.matchAll(expression) : []) {
    const to = match.index + match[0].length
    if (!isNoTime(plain.text, match.index, to)) add(match.index, to)
  }
  for (const match of durations.could(plain.text) ? plain.text.matchAll(stretches) : []) {
    const lead = /^(?:已经|大概|差不多|快|近|将近|整整|足足)/u.exec(match[0])?.[0].length ?? 0
    const from = match.index + lead
    const to = match.index + match[0].length
    if (!isNoStretch(plain.text, from, to)) add(from, to)
  }
  return found.sort((a, b) => a.from - b.from)
}

/** The one expression that says when it happened: the first point or habit, else the first stretch. */
export function occurredOf(times: readonly TimeSaid[]): string | null {
  return times[0]?.written ?? null
}
