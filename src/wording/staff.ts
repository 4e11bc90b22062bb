/**
 * What staff read: a number, a matter, a place, a time, and how to answer. Names of reporters stay out;
 * the words are redacted. `number` is the full number, `ref` what may be typed back: the running number alone while it
 * is the day of the case, else the full one (10.1).
 */
export interface CaseFacts {
  number: string
  ref: string
  matter: string
}

export interface TaskFacts extends CaseFacts {
  place: string
  /** Residents' words, redacted and shortened; '' where they must not be shown. */
  words: string
  due: string
}

type Placed = Pick<TaskFacts, 'number' | 'matter' | 'place'>

const head = (mark: string, facts: Placed): string =>
  `【${mark}】${facts.number} ${facts.matter}${facts.place === '' ? '' : ` · ${facts.place}`}`

const quoted = (words: string): string => (words === '' ? '' : `\n“${words}”`)
const line = (words: string): string => (words === '' ? '' : `\n${words}`)
/** Nothing where no time is set: never 时限 and a comma. */
const limit = (due: string, sign = ''): string => (due === '' ? '' : `时限${sign}${due}`)
/** One sentence, one full stop, whatever the words brought along. */
const ended = (words: string): string => `${words.replace(/[。.！!，,；;\s]+$/u, '')}。`

/** Rung `new` (5.1): number, matter, place, due, how to answer. `said`: what was said with it as it was handed on. */
export const newTask = (facts: TaskFacts & { said: string; mark?: string }): string =>
  `${head(facts.mark ?? '新件', facts)}${quoted(facts.words)}${line(facts.said)}${line(limit(facts.due, '：'))}\n` +
  `开始办回“签收 ${facts.ref}”，办好回“办结 ${facts.ref} 结果”。`

/** A task in one line, among others. */
export const taskBrief = (facts: TaskFacts): string =>
  [head('新件', facts), limit(facts.due)].filter((part) => part !== '').join('，')

/** To those who are told without a task (3.2, 3.10). */
export const forInformation = (facts: TaskFacts & { handlerName: string }): string =>
  `${head('知会', facts)}\n由${facts.handlerName}办理，${facts.due === '' ? '' : `${limit(facts.due)}，`}您知道一下，需要时请搭把手。`

/** 6.10: no side, no words: the lead reads them in the room. */
export const quarrelInRoom = (facts: { room: string }): string =>
  `“${facts.room}”里有两位居民吵起来了，言语过激。请私下分别了解、劝一劝，别在群里点名。`
export const quarrelGoesOn = (): string => '两边在群里又吵起来了，言语过激，请私下劝一劝，别在群里点名。'

/** 6.10: told at second hand, and dangerous if true. */
export const rumourOfDanger = (facts: CaseFacts & { words: string }): string =>
  `【听说有险情】${facts.number} ${facts.matter}\n“${facts.words}”\n居民是听来的，请马上核实。属实回“同意 ${facts.ref}”，不属实回“不同意 ${facts.ref}”。`

/** 8.5: somebody of another grid has joined; told there. `sent` is what they said, in quotation marks. */
export const alsoHere = (
  facts: CaseFacts & { urgent: boolean; grid: string; place: string; sent: string; handlerName: string },
): string =>
  `【${facts.urgent ? '紧急' : '知会'}】${facts.number} ${facts.matter} · ${facts.grid}${facts.place}\n` +
  `这里的居民也反映了同一件事${facts.sent === '' ? '' : `：${facts.sent}`}。由${facts.handlerName}办理，` +
  (facts.urgent ? `请马上过去看，先到请回“签收 ${facts.ref}”。` : '您知道一下，需要时请搭把手。')

/** What a confidential case is called to somebody who may know that it is there, and no more. */
export const confidentialMatter = (): string => '一件保密事项'

/** A confidential case in a room: the number, nothing else (6.1). */
export const confidentialInRoom = (facts: { number: string }): string =>
  `【保密件】${facts.number} 内容已私下发给经办人，请勿在群里谈。`

/** Somebody must be looked after now: in the centre's room neither what, nor who, nor where. */
export const careInRoom = (facts: { number: string }): string =>
  `有一件需要立即关心的求助，编号 ${facts.number}，请值班员私聊查看。`

/** In private, to those who help: whom to look for. */
export const whoMustBeLookedAfter = (facts: { name: string; room: string; home: string }): string =>
  `说话的人：${facts.name}${facts.room === '' ? '' : `（在“${facts.room}”）`}` +
  `${facts.home === '' ? '' : `，登记住址${facts.home}`}。请尽快联系本人，别在群里提。`

/**
 * `asksFirst`: nobody said where; on 同意 the bot asks the resident before anybody gets it (8.3). `byHand`: the rules find
 * nobody, so that there is nothing to agree to.
 */
export const triageTask = (
  facts: Omit<TaskFacts, 'due'> & { proposal: string; asksFirst: boolean; byHand: boolean },
): string =>
  `${head('待研判', facts)}${quoted(facts.words)}\n` +
  `建议：${facts.asksFirst ? `没说在哪儿，我先问居民，问不到就${facts.proposal}` : facts.proposal}\n` +
  `${facts.byHand ? `交给谁回“转 ${facts.ref} 姓名或部门”` : `照办回“同意 ${facts.ref}”`}，不是诉求回“不同意 ${facts.ref}”${facts.byHand ? '' : `，类别不对回“同意 ${facts.ref} 类别 …”`}。`

export const triageAgain = (facts: CaseFacts & { waited: string }): string =>
  `【待研判】${facts.number} ${facts.matter}，已等${facts.waited}。请回“同意 ${facts.ref}”或“不同意 ${facts.ref}”。`

export const noWayFound = (facts: Omit<TaskFacts, 'due'> & { reason: string }): string =>
  `${head('待派遣', facts)}${quoted(facts.words)}\n${facts.reason}\n请定一下交给谁，回“转 ${facts.ref} 姓名或部门”。`

export const countyTask = (facts: TaskFacts): string =>
  `${head('超出本级', facts)}${quoted(facts.words)}\n请在${facts.due === '' ? '今天' : facts.due}前转县指挥中心，回“转县 ${facts.ref}”。`

/** 3.8: one message per room with all its mentions. */
export const emergencyTask = (
  facts: TaskFacts & { said: string; handlerName: string; handlerTitle: string },
): string =>
  `${head('紧急', facts)}${quoted(facts.words)}${line(facts.said)}\n` +
  `${facts.handlerTitle}${facts.handlerName}办理${facts.due === '' ? '' : `，${limit(facts.due, '：')}`}。谁先到请回“签收 ${facts.ref}”。`

/** 3.8: said while the duty officer still has to say whose it is. */
export const emergencyWaiting = (facts: Omit<TaskFacts, 'due'>): string =>
  `${head('紧急', facts)}${quoted(facts.words)}\n还没派给谁，值班人员正在定。请先过去看一看、照应一下。`

/** With place and words: the deputies read of it for the first time. */
export const emergencyUnanswered = (facts: Omit<TaskFacts, 'due'> & { minutes: number }): string =>
  `${head('紧急', facts)}${quoted(facts.words)}\n` +
  `${String(facts.minutes)}分钟了还没有人签收。请马上过去，先到请回“签收 ${facts.ref}”。`

/** `mayExtend` false: in an emergency nobody is offered more time. */
export const soon = (facts: CaseFacts & { left: string; due: string; mayExtend: boolean }): string =>
  `【将到期】${facts.number} ${facts.matter}，还剩${facts.left}（${facts.due}）。办好回“办结 ${facts.ref} 结果”` +
  (facts.mayExtend ? `，来不及就回“延期 ${facts.ref} 2天 原因”。` : '。')

/** 催办, to the handler. */
export const due = (facts: CaseFacts): string =>
  `【催办】${facts.number} ${facts.matter}，时限到了还没办结。请抓紧，并回“原因 ${facts.ref} …”说一下为什么没赶上。`

/** 催办, to the duty officer: who is late; nobody but the handler is asked why. */
export const dueForDuty = (facts: CaseFacts & { handlerName: string }): string =>
  `【催办】${facts.number} ${facts.matter}，时限到了，${facts.handlerName}还没办结，已在催办并问原因。`

/** 督办 */
export const over1 = (facts: CaseFacts & { handlerName: string }): string =>
  `【督办】${facts.number} ${facts.matter}，已经超期。请${facts.handlerName}马上办结，办好回“办结 ${facts.ref} 结果”。`

export const over2 = (facts: CaseFacts & { from: string; to: string }): string =>
  `【超期上交】${facts.number} ${facts.matter}，${facts.from}超期没有办结，已转${facts.to}办理。`

export const acceptReminder = (facts: CaseFacts): string =>
  `【未签收】${facts.number} ${facts.matter}，还没签收，请回“签收 ${facts.ref}”。`

export const verifyTask = (
  facts: CaseFacts & { place: string; handlerName: string; outcome: string; result: string },
): string =>
  `${head('待核实', facts)}\n${facts.handlerName}${facts.outcome}：${ended(facts.result)}\n` +
  `属实回“核实 ${facts.ref}”，不属实回“不通过 ${facts.ref} 原因”。`

export const verifyReminder = (facts: CaseFacts): string =>
  `【待核实】${facts.number} ${facts.matter}，还没核实，请回“核实 ${facts.ref}”或“不通过 ${facts.ref} 原因”。`

export const closeTask = (
  facts: CaseFacts & { place: string; verifierName: string; result: string },
): string =>
  `${head('待结案', facts)}\n${facts.verifierName === '' ? '没有合适的人核实，办理结果' : `${facts.verifierName}已核实`}：${ended(facts.result)}\n` +
  `结案回“同意 ${facts.ref}”，退回重办回“不同意 ${facts.ref} 原因”。`

export const closeReminder = (facts: CaseFacts): string =>
  `【待结案】${facts.number} ${facts.matter}，还没结案，请回“同意 ${facts.ref}”或“不同意 ${facts.ref} 原因”。`

export const extensionTask = (
  facts: CaseFacts & { handlerName: string; span: string; reason: string; director: boolean },
): string =>
  `【申请延期】${facts.number} ${facts.matter}\n${facts.handlerName}申请延${facts.span}：${ended(facts.reason)}\n` +
  `${facts.director ? '法定时限，由主任定：' : ''}回“同意 ${facts.ref}”或“不同意 ${facts.ref} 原因”。`

export const extensionGranted = (facts: CaseFacts & { due: string }): string =>
  `【已延期】${facts.number} ${facts.matter}，新时限：${facts.due}。`

export const extensionRefused = (facts: CaseFacts & { reason: string; due: string }): string =>
  `【未准延期】${facts.number} ${facts.matter}。${facts.reason === '' ? '' : ended(facts.reason)}${facts.due === '' ? '' : `时限还是${facts.due}。`}`

export const returnedTask = (
  facts: CaseFacts & { handlerName: string; reason: string; proposal: string },
): string =>
  `【被退回】${facts.number} ${facts.matter}\n${facts.handlerName}退回${facts.reason === '' ? '' : `：${ended(facts.reason)}`}\n建议：${facts.proposal}\n` +
  `照办回“同意 ${facts.ref}”，另派回“转 ${facts.ref} 姓名或部门”。`

export const rejected = (facts: CaseFacts & { reason: string; due: string }): string =>
  `【退回重办】${facts.number} ${facts.matter}${facts.reason === '' ? '' : `：${facts.reason.replace(/[。.！!\s]+$/u, '')}`}。` +
  `${facts.due === '' ? '' : `时限不变：${facts.due}，`}办好回“办结 ${facts.ref} 结果”。`

export const resumed = (facts: CaseFacts & { due: string }): string =>
  `【挂账到期】${facts.number} ${facts.matter}，到了约定再办的日子${facts.due === '' ? '' : `，${limit(facts.due, '：')}`}。办好回“办结 ${facts.ref} 结果”。`

/** `said`: why the resident is not satisfied, in the resident's words. */
export const reopenedTask = (facts: TaskFacts & { said: string }): string =>
  `${head('居民不满意', facts)}${line(facts.said)}${line(limit(facts.due, '：'))}\n` +
  `请重新办理，回“签收 ${facts.ref}”，办好回“办结 ${facts.ref} 结果”。`

export const residentSaid = (sent: string): string =>
  sent === '' ? '' : sent.startsWith('“') ? `居民说：${sent}` : `居民${sent}`
export const escalatedBy = (name: string, reason: string): string =>
  reason === '' ? `${name}上报` : `${name}上报：“${reason}”`
export const designatedBy = (name: string, reason: string): string =>
  reason === '' ? `${name}转来` : `${name}转来：“${reason}”`

/** Handed on after its time: the new limit hides nothing. */
export const lateAlready = (due: string): string => `原定${due}办完，已经超期，请抓紧。`

/** The old handler learns that the case went on (2.1 reopen, escalate). */
export const takenOver = (facts: CaseFacts & { toName: string }): string =>
  `${facts.number} ${facts.matter}，已交${facts.toName}接着办，您这边不用再办了。`

export const withdrawnTask = (facts: { number: string; matter: string }): string =>
  `${facts.number} ${facts.matter}，居民已撤回，不用再办了。`

/** `sent` is what the resident sent: words in quotation marks, or 发来一张图片. */
export const supplementTask = (facts: CaseFacts & { sent: string }): string =>
  `【补充】${facts.number} ${facts.matter}\n${facts.sent.startsWith('“') ? `居民补充：${facts.sent}` : `居民${facts.sent}`}。`

/** 3.8: where an emergency is has been told; to everybody who was alarmed, also those who hear of it with this. */
export const addressTold = (facts: TaskFacts & { sent: string; onTheWay: boolean }): string =>
  `${head('紧急', { ...facts, place: '' })}\n补充地址：${facts.place}${facts.sent === '' ? '' : `\n居民说：${facts.sent}`}` +
  (facts.onTheWay ? '' : `\n请马上过去，先到请回“签收 ${facts.ref}”。`)

export const praisePassedOn = (facts: { words: string }): string => `居民表扬：“${facts.words}”`

/** 6.12: said before the voice itself; `room` is '' where it was said in private. */
export const voiceForLead = (facts: { name: string; room: string; at: string }): string =>
  `居民${facts.name}${facts.at}${saidWhere(facts.room)}一条语音，下面转给您，请听一下，再联系本人。`
export const voiceOfStaff = (facts: { name: string; room: string; at: string }): string =>
  `${facts.name}${facts.at}${saidWhere(facts.room)}一条语音，下面转给您，请听一下。`
const saidWhere = (room: string): string => (room === '' ? '私下发来' : `在“${room}”发来`)

export const supervisorDissatisfied = (facts: { number: string; matter: string }): string =>
  `【不满意】${facts.number} ${facts.matter}，居民不满意，已交上一级重新办理。`
