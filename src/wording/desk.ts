/** One line back to somebody who gave the bot a command (grid-rules 10.2). */

export const accepted = (number: string, due: string): string =>
  `${number} 已签收${due === '' ? '' : `，时限${due}`}。`
export const contacted = (number: string): string => `${number} 已记下：已联系居民。`
export const resolvedReply = (number: string, verifier: string): string =>
  `${number} 已办结，请${verifier}核实。`
export const answered = (number: string): string => `${number} 已答复居民。`
export const returnedReply = (number: string): string => `${number} 已退回，等值班人员安排。`
export const escalatedReply = (number: string, to: string): string => `${number} 已上报，由${to}接着办。`
export const extensionAsked = (number: string): string => `${number} 已申请延期，等值班人员同意。`
export const extendedReply = (number: string, due: string): string =>
  `${number} 已延期${due === '' ? '' : `到${due}`}。`
export const extensionRefusedReply = (number: string): string => `${number} 未准延期。`
export const verifiedReply = (number: string): string => `${number} 已核实，等中心结案。`
export const rejectedReply = (number: string): string => `${number} 已退回重办。`
export const closedReply = (number: string): string => `${number} 已结案，正在告诉居民。`
export const sentBackReply = (number: string): string => `${number} 已退回重办。`
export const filedReply = (number: string, handler: string): string => `${number} 已立案，交${handler}。`
/** In front of the line that says where it goes. */
export const filedAs = (matter: string): string => `类别改为“${matter}”。`
/** 8.3: the reporter is asked before anybody gets it. */
export const filedAsking = (number: string): string => `${number} 已立案，正在问居民在哪儿，问到就派。`
/** Nobody gets it by the rules; what is next stands in a notice of its own. */
export const filedWaiting = (number: string): string => `${number} 已立案，还要定一下交给谁。`
export const filedForCounty = (number: string): string => `${number} 已立案，要转县里办。`
/** 2.6 */
export const praiseFiled = (number: string): string => `${number} 是表扬，已谢过居民，转告了被表扬的人。`
export const dismissedReply = (number: string): string => `${number} 已记为非诉求。`
export const refusedReply = (number: string): string => `${number} 已不予受理，理由已告诉居民。`
export const designatedReply = (number: string, to: string): string => `${number} 已转${to}。`
export const countyReply = (number: string): string => `${number} 已转县指挥中心。`
export const shelvedReply = (number: string, day: string): string => `${number} 已挂账，${day}再办。`

export const lateReasonKept = (number: string): string => `${number} 超期原因已记下。`

export const noSuchCase = (said: string): string => `没有找到编号 ${said}，请核对。`
/** `word`: the command as it was said. */
export const whichCase = (numbers: readonly string[], word: string): string =>
  numbers.length === 0 ? `请带上编号，比如“${word} 7”。` : `请带上编号，您在办的有：${numbers.join('、')}。`
export const whichNumber = (said: string, numbers: readonly string[]): string =>
  `编号 ${said} 有几件，请写全：${numbers.join('、')}。`
export const missing = (what: string): string => `还差一点：请带上${what}。`
export const whichPerson = (people: readonly string[]): string =>
  `有几位同名，请写清楚：${people.join('、')}。`
export const noSuchPerson = (said: string): string => `没有找到“${said}”，请写姓名或部门全称。`

export const firstAtScene = (number: string, handler: string): string =>
  `${number} 收到，已记下您先到场，办理仍由${handler}负责。`
export const agreedNeedsSecond = (number: string): string =>
  `${number} 已记下您的意见，紧急事项还要另一位值班人员或领导同意。`
export const agreedNeedsDirector = (number: string): string =>
  `${number} 已记下您的意见，这类事项还要主任同意。`
export const agreedNeedsDutyOfficer = (number: string): string =>
  `${number} 已记下您的意见，请值班人员再确认一次。`

export const todoKept = (count: number): string => `另有${String(count)}件需保密，请私聊我查看。`
export const todoNone = (): string => '您现在没有待办。'
export const todoLine = (facts: { number: string; matter: string; stage: string; due: string }): string =>
  `${facts.number} ${facts.matter} ${facts.stage}${facts.due === '' ? '' : ` ${facts.due}`}`

/** What somebody may say, at most one phone screen; `centre`: duty officers and directors, `duty`: whoever may take over. */
export const staffHelp = ({ centre, duty }: { centre: boolean; duty: boolean }): string =>
  [
    '签收 7 ｜ 已联系 7 ｜ 办结 7 结果 ｜ 部分办结 / 解释说明 7 说明',
    '退回 / 上报 7 原因 ｜ 延期 7 2天 原因 ｜ 原因 7 说明',
    '核实 7 ｜ 不通过 7 原因 ｜ 回访 7 情况 ｜ 撤销',
    '我的待办 ｜ 进度 7 ｜ 本网格台账 ｜ 今日值班',
    '请假 明天 由张三代 ｜ 销假 ｜ 走访 地点 情况',
    ...(centre
      ? [
          '同意 / 不同意 7 ｜ 改类别 7 路灯（性质、类型、地点一样改）',
          '转 7 姓名或部门 ｜ 不予受理 7 理由 ｜ 挂账 7 日期 计划',
          '会商 7 部门、部门 由部门牵头：任务 ｜ 并入 7 3 ｜ 取消并入 7 ｜ 转县 7 ｜ 县里进展 / 县里答复 7 内容',
          `${duty ? '接班' : '接班 姓名'} ｜ 请假 姓名 日期 ｜ 客观 / 责任 7 ｜ 已电话 / 联系不上 7`,
        ]
      : []),
  ].join('\n')

/** 6.9: recalling the message of a command undoes nothing. */
export const commandRecalled = (): string => '消息撤回了，但指令已经生效。要收回请回“撤销”。'
