/**
 * What staff read: a number, a matter, a place, a time, and how to answer. Names of reporters stay out;
 * the words are redacted.
 */

export interface TaskFacts {
  number: string
  matter: string
  place: string
  /** Residents' words, redacted and shortened; '' where they must not be shown. */
  words: string
  due: string
}

const head = (mark: string, facts: Pick<TaskFacts, 'number' | 'matter' | 'place'>): string =>
  `【${mark}】${facts.number} ${facts.matter}${facts.place === '' ? '' : ` · ${facts.place}`}`

const quoted = (words: string): string => (words === '' ? '' : `\n“${words}”`)

/** Rung `new` (5.1): number, matter, place, due, how to answer. */
export const newTask = (facts: TaskFacts & { reason: string; mark?: string }): string =>
  `${head(facts.mark ?? '新件', facts)}${quoted(facts.words)}\n时限：${facts.due}\n` +
  `回“签收 ${short(facts.number)}”开始办理，办好回“办结 ${short(facts.number)} 结果”。`

/** To those who are told without a task (3.2, 3.10). */
export const forInformation = (facts: TaskFacts & { handlerName: string }): string =>
  `${head('知会', facts)}\n由${facts.handlerName}办理，时限：${facts.due}，请留意配合。`

/** A confidential case in a room: the number, nothing else (6.1). */
export const confidentialInRoom = (facts: { number: string }): string =>
  `【保密件】${facts.number} 有一件需保密的事，内容已私下发给经办人。`

export const triageTask = (facts: Omit<TaskFacts, 'due'> & { proposal: string; ask: string }): string =>
  `${head('待研判', facts)}${quoted(facts.words)}\n建议：${facts.proposal}\n` +
  `回“同意 ${short(facts.number)}”立案派遣，不是诉求回“不同意 ${short(facts.number)}”。${facts.ask}`

export const triageAgain = (facts: { number: string; matter: string; minutes: number }): string =>
  `【待研判】${facts.number} ${facts.matter} 已等${String(facts.minutes)}分钟，请研判：“同意 ${short(facts.number)}”或“不同意 ${short(facts.number)}”。`

export const noWayFound = (facts: Omit<TaskFacts, 'due'> & { reason: string }): string =>
  `${head('待派遣', facts)}${quoted(facts.words)}\n${facts.reason}\n请回“转 ${short(facts.number)} 姓名或部门”。`

export const countyTask = (facts: Omit<TaskFacts, 'due'> & { due: string }): string =>
  `${head('超出本级', facts)}${quoted(facts.words)}\n请在${facts.due}前转县指挥中心，回“转县 ${short(facts.number)}”。`

/** 3.8: one message per room with all its mentions. */
export const emergencyTask = (facts: TaskFacts & { handlerName: string; handlerTitle: string }): string =>
  `【紧急】${facts.number} ${facts.matter}${facts.place === '' ? '' : ` · ${facts.place}`}${quoted(facts.words)}\n` +
  `${facts.handlerTitle}${facts.handlerName}办理，时限：${facts.due}。谁先到请回“签收 ${short(facts.number)}”。`

export const emergencyUnanswered = (facts: { number: string; matter: string; minutes: number }): string =>
  `【紧急】${facts.number} ${facts.matter} 已过${String(facts.minutes)}分钟没有人签收，请马上处理并回“签收 ${short(facts.number)}”。`

export const soon = (facts: { number: string; matter: string; left: string; due: string }): string =>
  `【将到期】${facts.number} ${facts.matter} 还剩${facts.left}（${facts.due}）。办好回“办结 ${short(facts.number)} 结果”，来不及回“延期 ${short(facts.number)} 2天 原因”。`

/** 催办 */
export const due = (facts: { number: string; matter: string; handlerName: string }): string =>
  `【催办】${facts.number} ${facts.matter} 已到时限，${facts.handlerName}还没办结。请说明：“原因 ${short(facts.number)} …”。`

/** 督办 */
export const over1 = (facts: { number: string; matter: string; handlerName: string }): string =>
  `【督办】${facts.number} ${facts.matter} 已超期，请${facts.handlerName}马上办结。`

export const over2 = (facts: { number: string; matter: string; from: string; to: string }): string =>
  `【超期上交】${facts.number} ${facts.matter} 超期未办结，已由${facts.from}转${facts.to}，记录备案。`

export const acceptReminder = (facts: { number: string; matter: string }): string =>
  `【未签收】${facts.number} ${facts.matter} 还没签收，请回“签收 ${short(facts.number)}”。`

export const verifyTask = (facts: {
  number: string
  matter: string
  place: string
  handlerName: string
  outcome: string
  result: string
}): string =>
  `${head('待核实', facts)}\n${facts.handlerName}：${facts.outcome}，${facts.result}\n` +
  `回“核实 ${short(facts.number)}”，不对就回“不通过 ${short(facts.number)} 原因”。`

export const verifyReminder = (facts: { number: string; matter: string }): string =>
  `【待核实】${facts.number} ${facts.matter} 还没核实，请回“核实 ${short(facts.number)}”或“不通过 ${short(facts.number)} 原因”。`

export const closeTask = (facts: {
  number: string
  matter: string
  place: string
  verifierName: string
  result: string
}): string =>
  `${head('待结案', facts)}\n${facts.verifierName}已核实：${facts.result}\n回“同意 ${short(facts.number)}”结案，要退办就回“不同意 ${short(facts.number)} 原因”。`

export const closeReminder = (facts: { number: string; matter: string }): string =>
  `【待结案】${facts.number} ${facts.matter} 还没结案，请回“同意 ${short(facts.number)}”。`

export const extensionTask = (facts: {
  number: string
  matter: string
  handlerName: string
  days: number
  reason: string
}): string =>
  `【申请延期】${facts.number} ${facts.matter}\n${facts.handlerName}申请延期${String(facts.days)}个工作日：${facts.reason}\n` +
  `回“同意 ${short(facts.number)}”或“不同意 ${short(facts.number)} 原因”。`

export const extensionGranted = (facts: { number: string; due: string }): string =>
  `【已延期】${facts.number} 新时限：${facts.due}。`
export const extensionRefused = (facts: { number: string; reason: string; due: string }): string =>
  `【未准延期】${facts.number} ${facts.reason === '' ? '' : `${facts.reason}，`}时限仍是${facts.due}。`

export const returnedTask = (facts: {
  number: string
  matter: string
  handlerName: string
  reason: string
  proposal: string
}): string =>
  `【被退回】${facts.number} ${facts.matter}\n${facts.handlerName}退回：${facts.reason}\n建议：${facts.proposal}\n` +
  `回“同意 ${short(facts.number)}”照办，或“转 ${short(facts.number)} 姓名或部门”。`

export const rejected = (facts: { number: string; matter: string; reason: string; due: string }): string =>
  `【退回重办】${facts.number} ${facts.matter}：${facts.reason}。时限不变：${facts.due}。`

export const resumed = (facts: { number: string; matter: string; due: string }): string =>
  `【挂账到期】${facts.number} ${facts.matter} 到了再办的日子，时限：${facts.due}。办好回“办结 ${short(facts.number)} 结果”。`

export const reopenedTask = (facts: TaskFacts & { reason: string }): string =>
  `${head('居民不满意', facts)}\n${facts.reason}\n时限：${facts.due}\n回“签收 ${short(facts.number)}”重新办理。`

/** The old handler learns that the case went on (2.1 reopen, escalate). */
export const takenOver = (facts: { number: string; matter: string; toName: string }): string =>
  `${facts.number} ${facts.matter} 已交${facts.toName}接着办，您这边不用再处理。`

export const withdrawnTask = (facts: { number: string; matter: string }): string =>
  `${facts.number} ${facts.matter}：居民已撤回，不用再办。`

export const withdrawAsked = (facts: { number: string; matter: string }): string =>
  `${facts.number} ${facts.matter}：居民想撤回。涉及安全，请先联系本人，再决定。`

export const supplementTask = (facts: { number: string; words: string }): string =>
  `${facts.number} 居民补充：“${facts.words}”`

export const praisePassedOn = (facts: { words: string }): string => `居民表扬：“${facts.words}”`

export const voiceForLead = (facts: { name: string; room: string }): string =>
  `${facts.room} 的居民${facts.name}发来一条语音，请听一下并联系。`

export const supervisorDissatisfied = (facts: { number: string; matter: string }): string =>
  `【不满意】${facts.number} ${facts.matter} 居民评价不满意，已交上一级重办。`

/** A case number as staff may type it back: the running number of the day without zeros. */
export const short = (number: string): string => String(Number(number.slice(number.lastIndexOf('-') + 1)))
