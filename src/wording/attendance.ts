/** Leave, duty and handover, for staff (grid-rules 1.6, 3.4, 10.1). */

export const leaveNeedsDate = (): string =>
  '请带上日期，比如“请假 11月25日到11月27日 由张三代”，或“请假 明天下午”。'
export const leaveFaults = {
  no_date: leaveNeedsDate,
  past: () => '这个时间已经过去了，请核对日期。',
  backwards: () => '结束时间早于开始时间，请核对日期。',
  too_long: () => '一次请假最长一年，请核对日期。',
  delegate: () => '由谁代请写清楚，比如“请假 明天 由张三代”。',
} as const satisfies Record<string, () => string>

export const leaveOfOthers = (): string => '替别人请假，要值班人员或主任来办。'
export const leaveOverlaps = (facts: { name: string; span: string }): string =>
  `${facts.name}${facts.span}已经请过假，要改请先回“销假”。`
export const delegateIsSelf = (): string => '代办人不能是请假的人自己，请另写一位。'
export const delegateAway = (facts: { name: string; span: string }): string =>
  `${facts.name}${facts.span}也请假，请另找一位代。`

export interface LeaveFacts {
  name: string
  /** e.g. 11月25日到11月27日 */
  span: string
  /** '' where nobody was named. */
  delegateName: string
}

const away = ({ name, span, delegateName }: LeaveFacts): string =>
  `${name}${span}请假${delegateName === '' ? '，新件按顺序交给下一位' : `，由${delegateName}代`}`

/** `refs`: the open cases that may be named here; `kept`: how many more may not. */
export const leaveKept = (facts: LeaveFacts & { refs: readonly string[]; kept: number }): string => {
  const open = facts.refs.length + facts.kept
  const [first] = facts.refs
  if (open === 0) return `记下了：${away(facts)}。`
  const named = facts.refs.length === 0 ? '' : `（${facts.refs.slice(0, 8).join('、')}）`
  return (
    `记下了：${away(facts)}。手上还有${String(open)}件没办完${named}仍归${facts.name}，` +
    `要改派请值班人员回“转 ${first ?? '编号'} 姓名”。`
  )
}

/** To whoever stands in and to the duty officer: what lies with somebody on leave. */
export const leftBehind = (facts: LeaveFacts & { lines: readonly string[]; more: number }): string =>
  [
    `【请假】${away(facts)}。`,
    ...(facts.lines.length === 0 ? [] : ['手上没办完的：', ...facts.lines]),
    ...(facts.more > 0 ? [`另有${String(facts.more)}件。`] : []),
    ...(facts.lines.length === 0 ? [] : ['请帮着盯一下，要改派由值班人员回“转 编号 姓名”。']),
  ].join('\n')

export const leftBehindLine = (facts: { ref: string; matter: string; due: string }): string =>
  `${facts.ref} ${facts.matter}${facts.due === '' ? '' : ` ${facts.due}`}`

/** Behind a reminder to a handler who is on leave (3.4). */
export const standingIn = (facts: { name: string; standInName: string }): string =>
  `\n${facts.name}在请假，请${facts.standInName}帮着盯一下，要改派请找值班人员。`

export const backFromLeave = (name: string, fresh: boolean): string =>
  fresh ? `好的，${name}的请假取消了。` : `好的，${name}已销假，新件照常派。`
export const notOnLeave = (name: string): string => `${name}没有请假记录。`

export interface DutyFacts {
  officer: string
  /** Who should have taken over; '' where nobody. */
  outstanding: string
  /** e.g. 明天08:00; '' where the roster names nobody else. */
  until: string
  next: string
}

export const dutyNow = (facts: DutyFacts): string => {
  if (facts.officer === '') return '现在没有值班人员，请找中心主任。'
  const now = `现在值班：${facts.officer}`
  if (facts.outstanding !== '') return `${now}（该${facts.outstanding}接班，还没回“接班”）。`
  return facts.next === '' ? `${now}。` : `${now}，到${facts.until}，接着是${facts.next}。`
}

export const takeOverWhere = (): string => '请在中心值班群里，或私聊我回“接班”。'
export const takeOverByDirector = (): string => '自己接班回“接班”就行；让别人接班，要主任回“接班 姓名”。'
export const notDutyOfficer = (name: string): string => `${name}不是值班人员，不能接班。`
export const takeOverOnLeave = (name: string): string => `${name}在请假，接班前请先“销假”。`
/** `expected`: who is next by the roster; `at`: since when or from when, as one says it. */
export const takeOverNotNext = (facts: { expected: string; at: string }): string =>
  `按值班表是${facts.expected}值班${facts.at === '' ? '' : `（${facts.at}起）`}，要换人请主任回“接班 姓名”。`

export interface HandoverFacts {
  officer: string
  /** '' where nobody had the duty, or the officer has it already. */
  from: string
  /** Already on duty: only the sheet. */
  again: boolean
  triage: readonly string[]
  dueToday: readonly string[]
  overdue: readonly string[]
  emergencies: readonly string[]
  kept: number
}

const namedAtMost = 6
const counted = (what: string, refs: readonly string[]): string =>
  refs.length === 0
    ? `${what}0件`
    : `${what}${String(refs.length)}件：${refs.slice(0, namedAtMost).join('、')}${refs.length > namedAtMost ? ' 等' : ''}`

/** 9.5 in short: what the next officer must know; confidential cases are only counted. */
export const handoverSheet = (facts: HandoverFacts): string =>
  [
    facts.again
      ? `现在就是${facts.officer}值班。`
      : `${facts.officer}接班${facts.from === '' ? '' : `，${facts.from}交班`}。`,
    counted('紧急在办', facts.emergencies),
    counted('待研判、待派遣', facts.triage),
    counted('今天到期', facts.dueToday),
    counted('已超期', facts.overdue),
    ...(facts.kept > 0 ? [`另有保密件${String(facts.kept)}件，私聊回“我的待办”看。`] : []),
  ].join('\n')

/** 1.6, to the director. */
export const handoverMissed = (facts: { expected: string; at: string; officer: string }): string =>
  `【交接班】${facts.at}该${facts.expected}接班，还没回“接班”，现在仍由${facts.officer}值班。要换人请回“接班 姓名”。`
