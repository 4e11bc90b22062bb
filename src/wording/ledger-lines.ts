/** Lists and single cases for staff, a phone screen each (grid-rules 9.1, 9.6, 10.1). */

export interface LedgerLine {
  ref: string
  matter: string
  stage: string
  /** '' where nobody has it yet. */
  handler: string
  due: string
}

const lineOf = ({ ref, matter, stage, handler, due }: LedgerLine): string =>
  [ref, matter, stage, handler, due].filter((part) => part !== '').join(' ')

export const ledgerText = (facts: {
  name: string
  received: number
  closed: number
  overdue: number
  open: number
  lines: readonly LedgerLine[]
  more: number
  kept: number
}): string =>
  [
    `${facts.name}台账，本月：收${String(facts.received)}件，结${String(facts.closed)}件，` +
      `在办${String(facts.open)}件，超期${String(facts.overdue)}件。`,
    ...facts.lines.map(lineOf),
    ...(facts.more > 0 ? [`还有${String(facts.more)}件没列出。`] : []),
    ...(facts.kept > 0 ? [`另有${String(facts.kept)}件需保密，请私聊我查看。`] : []),
  ].join('\n')

export const noSuchLedger = (): string => '您没有这一级的岗位，回“本网格台账”看您自己的。'

export const staffProgress = (facts: {
  number: string
  matter: string
  stage: string
  handler: string
  due: string
  events: readonly { at: string; what: string; who: string }[]
}): string =>
  [
    `${facts.number} ${facts.matter}：${facts.stage}` +
      (facts.handler === '' ? '' : `，${facts.handler}`) +
      (facts.due === '' ? '' : `，时限${facts.due}`),
    ...facts.events.map(({ at, what, who }) => `${at} ${what}${who === '' ? '' : ` ${who}`}`),
  ].join('\n')

export const progressKept = (facts: { number: string }): string => `${facts.number} 需保密，请私聊我查看。`

export const visitKept = (facts: { area: string; today: number }): string =>
  `已记入${facts.area}走访日志，今天第${String(facts.today)}次。`
export const visitNeedsPlace = (minutes: number): string =>
  `去了哪儿、什么情况？回“走访 3号楼 情况”，或${String(minutes)}分钟内发一条语音。`
export const visitVoiceKept = (): string => '语音已附在刚才的走访记录里。'
