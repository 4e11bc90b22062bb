/**
 * What residents hear (grid-rules 6, 7, 8). Short, warm, plain: each fits one phone screen.
 * The adapter writes the @names in front; every name, number and place that comes in here is masked already.
 */

export interface ReceiptFacts {
  number: string
  /** e.g. 3号楼2单元楼道; '' where nobody said one. */
  place: string
  /** The leaf's name, e.g. 路灯楼道灯. */
  matter: string
  handlerTitle: string
  handlerName: string
  /** e.g. 周二17:30 */
  due: string
}

/** 6.1 */
export const receipt = (facts: ReceiptFacts): string =>
  `收到（${about(facts.place, facts.matter)}），交给${facts.handlerTitle}${facts.handlerName}办理，最晚${facts.due}答复您。\n` +
  `编号 ${facts.number}，想知道进展，回“进度”就行。`

/** 6.2: disputes get one neutral receipt, without a side or a cause. */
export const neutralReceipt = (
  facts: Pick<ReceiptFacts, 'number' | 'handlerTitle' | 'handlerName' | 'due'>,
): string =>
  `收到，${facts.handlerTitle}${facts.handlerName}会来了解情况，最晚${facts.due}答复您，后面的进展我私下告诉您。\n编号 ${facts.number}。`

/** 6.1: a confidential appeal is answered in private only. */
export const confidentialReceipt = (facts: { number: string }): string =>
  `收到了，请放心，您的姓名和电话不会告诉无关的人，也不会在群里提起。\n编号 ${facts.number}，有进展我在这里告诉您。`

/** 2.5: waits for the duty officer; said only where the bot was addressed. */
export const triageReceipt = (facts: { number: string }): string =>
  `收到，值班人员看过后马上安排，编号 ${facts.number}。`

/** The county's matters are handed over by the duty officer the same day (3.1). */
export const countyReceipt = (facts: { number: string; place: string; matter: string }): string =>
  `收到（${about(facts.place, facts.matter)}）。这件事要由县里的部门办理，值班人员今天就转过去，有答复马上告诉您。\n编号 ${facts.number}。`

export const progressLine = (facts: { number: string; matter: string; stage: string }): string =>
  `${facts.number} ${facts.matter}：${facts.stage}`

export const progressNone = (): string => '您现在没有在办的事。有事直接说，比如“3号楼2单元楼道灯坏了”。'

/** 8.3 */
export const askPlace = (): string => '收到。请问是哪个小区、几号楼？说一下，我好找对人。'

/** 3.8: last in the answer to a cry for help that named no place. */
export const askWhereToGo = (): string => '您在哪个小区、几号楼？马上说一声，好让人赶过去。'

/** The same to somebody who must be looked after, in private. */
export const askWhereYouAre = (): string => '您现在在哪儿？告诉我一声，好有人来陪您。'

/** 8.5: a joiner in an emergency, or from another grid. */
export const askBuilding = (): string => '请先到安全的地方。您那边是几号楼？到了再告诉我。'
export const askBuildingCalm = (): string => '收到，也给您记上了。您那边是几号楼？'

export const numberOnly = (facts: { number: string }): string => `编号 ${facts.number}，已经有人在处理。`

export const joined = (facts: { number: string }): string =>
  `好的，给您也记上了，办好一起告诉您。编号 ${facts.number}。`

export const supplementKept = (): string => '好的，您补充的情况已经转告。'

export const withdrawn = (facts: { number: string }): string =>
  `好的，${facts.number} 已按您的意思撤回。以后有事随时说。`

export const withdrawNeedsTalk = (facts: { number: string }): string =>
  `${facts.number} 关系到安全，值班人员会先和您联系，再决定是否撤回。`

export const withdrawNone = (): string => '没有找到您还在办的事，不用撤回。'

export interface ClosureFacts {
  number: string
  place: string
  matter: string
  handlerName: string
  /** e.g. 解决了 / 部分解决了 / 作了说明 / 答复您 */
  outcome: string
  result: string
  /** e.g. 6小时10分钟 */
  took: string
  /** 等N位邻居; '' when all are mentioned. */
  others: string
}

/** 6.3 */
export const closureNotice = (facts: ClosureFacts): string =>
  `${facts.others}您反映的事（${about(facts.place, facts.matter)}），${facts.handlerName}${facts.outcome}：${facts.result}。\n` +
  `用时${facts.took}，编号 ${facts.number}。您满意吗？回“满意”“基本满意”或“不满意”就行。`

/** To somebody who had to be looked after: no figures, and no verdict is asked for. */
export const careClosure = (facts: { handlerName: string; number: string }): string =>
  `您说的事，${facts.handlerName}和我们都放在心上。以后再难受、再害怕，随时在这里说，马上有人应您。编号 ${facts.number}。`

/** 6.3, in one line among others. */
export const closureBrief = (facts: Omit<ClosureFacts, 'result' | 'took'>): string =>
  `${facts.others}${about(facts.place, facts.matter)}：${facts.handlerName}${facts.outcome}（${facts.number}）`

/** 6.4 */
export const ratingReminder = (facts: { number: string; matter: string }): string =>
  `已经办好的${facts.matter}（${facts.number}），您还满意吗？回“满意”“基本满意”或“不满意”，不回也没关系。`

export const ratingThanks = (): string => '谢谢您的评价。'

/** 2.1: a case is rated once a cycle. */
export const ratedAlready = (facts: { number: string }): string => `谢谢您，${facts.number} 您已经评价过了。`
/** The figure stays, the words are passed on; `unhappy`: satisfied before, not satisfied now. */
export const ratedOnce = (facts: { number: string; matter: string; unhappy: boolean }): string =>
  facts.unhappy
    ? `${facts.matter}（${facts.number}）您评过了，评价只记一次，不过您的话我转给值班人员了。哪里又不好了？说一下，我请中心主任看。`
    : `${facts.matter}（${facts.number}）您评过了，评价只记一次，您满意了我也转告。谢谢您。`

/** 6.5 */
export const askWhyDissatisfied = (facts: { number: string; matter: string }): string =>
  `很抱歉${facts.matter}（${facts.number}）没让您满意。哪里没办好？您说一下，我交上一级再办。`

/** 6.5: once more, where nothing was said. */
export const stillWondering = (facts: { number: string; matter: string }): string =>
  `${facts.matter}（${facts.number}）是哪里没办好？说一句就行，我交上一级再办；不想说也没关系。`

/** 6.4: the time for it is over. */
export const ratedLate = (facts: { number: string }): string =>
  `谢谢您还记得，${facts.number} 的评价时间过了，您的话我记下了。`
export const dissatisfiedLate = (facts: { number: string }): string =>
  `${facts.number} 的评价时间过了，您不满意我也记下了。哪里没办好？说一下，我请中心主任看。`

/** 6.4: several were closed at once. `lines`: number and matter of each. */
export const whichRated = (lines: readonly string[]): string =>
  `您有几件刚办好，这是说哪一件？回编号的后四位就行，都一样就回“都是”：\n${lines.join('\n')}`
export const whichReason = (lines: readonly string[]): string =>
  `您有几件不满意的，这是说哪一件？请把编号的后四位和原因一起说：\n${lines.join('\n')}`

export const reopened = (facts: {
  number: string
  handlerTitle: string
  handlerName: string
  due: string
}): string =>
  `记下了，${facts.number} 已交上一级${facts.handlerTitle}${facts.handlerName}重新办理，最晚${facts.due}答复您。`

/** 6.2, private. */
export const movedUp = (facts: {
  number: string
  handlerTitle: string
  handlerName: string
  due: string
}): string =>
  `您反映的事（${facts.number}）一时没能解决，已交${facts.handlerTitle}${facts.handlerName}接着办，最晚${facts.due}答复您。`

/** 6.2, private: another person of the same standing has it now. */
export const handedOn = (facts: {
  number: string
  handlerTitle: string
  handlerName: string
  due: string
}): string =>
  `您反映的事（${facts.number}）改由${facts.handlerTitle}${facts.handlerName}办理，最晚${facts.due}答复您。`

export const extended = (facts: { number: string; due: string }): string =>
  `您反映的事（${facts.number}）还需要一点时间，最晚${facts.due}答复您，让您久等了。`

export const atCounty = (facts: { number: string }): string =>
  `您反映的事（${facts.number}）已转县里的部门办理，有答复马上告诉您。`

/** 2.6 */
export const praiseThanks = (): string => '谢谢您，您的话我一定带到。'

/** 7.1: each ground with its reply; the resident always learns why and where to go. */
export const refusalReplies = {
  statutory: (number: string) =>
    `您反映的事（${number}）正在诉讼、仲裁或复议，请等那边的结果，我们这里就不另外受理了。`,
  repeat: (number: string, earlier: string) =>
    `您反映的事（${number}）之前办理并答复过：${earlier}。这次就不再重复办了，有新情况请告诉我。`,
  secret: (number: string) =>
    `您反映的事（${number}）涉及国家秘密、商业秘密或他人隐私，不能在这里办理，请到中心当面说明。`,
  outside: (number: string) =>
    `您反映的事（${number}）不归政府管，建议您和对方商量着解决，也可以去法院或仲裁机构问问。`,
  unlawful: (number: string) =>
    `您反映的事（${number}）不符合法律法规，我们没法办。有疑问可以来中心，我们当面给您解释。`,
} as const satisfies Record<string, (number: string, earlier: string) => string>
export type RefusalGround = keyof typeof refusalReplies

/** The grounds of 7.1 as staff say them. */
export const groundNames: Readonly<Record<string, string>> = {
  statutory: '诉讼仲裁复议',
  repeat: '重复',
  secret: '涉密',
  outside: '不属职责',
  unlawful: '不合法',
}

export const mayObject = (): string => '您要是不同意，回“不同意”和理由，请中心主任再看一次。'

/** 8.2: addressed, but no appeal. */
export const residentHelp = (): string =>
  '我是社区的网格小助手。楼道灯坏了、垃圾没清、邻居漏水这类事，直接说在哪儿、怎么了，我帮您找到负责的人，办好来告诉您。\n想看进展回“进度”，不用办了回“撤回”。'

export const notUnderstood = (): string => '我没太听明白。您要反映什么，请说一下在哪儿、什么事，我帮您找人。'

export const greeting = (): string => '您好，我在。有要反映的事，说一下在哪儿、怎么了就行。'

/** Somebody wants a person, and has not said what for. */
export const personWanted = (): string => '好的。您先说一下是什么事，我登记好请值班人员来安排。'

/** To hard words: no answer in kind. */
export const calmly = (): string => '没帮上您，对不住。您有要反映的事，说一下在哪儿、怎么了，我帮您找人。'

/** To thanks and nothing else. */
export const welcome = (): string => '不客气，有事随时说。'

/** An order from somebody without the post (8.2). */
export const noSuchRight = (): string => '这个我不能照办。您有要反映的事，可以直接说。'

export const pictureNeedsWords = (): string => '图片收到了。这是哪儿、什么情况？说一句就行。'

/** 6.12: nobody is told to type. */
export const voiceKept = (): string => '语音收到了，网格员会联系您。'

/** A person with a post: whoever is on duty listens. */
export const voiceKeptOfStaff = (): string => '语音收到了，已请值班人员听。'

export const fileKept = (): string => '文件收到了。要反映什么，请说一句。'

export const tooLong = (): string => '这段话太长了，我只看了前面一部分。要紧的事请用一两句话再说一下。'

export const recalledAfterFiling = (facts: { number: string }): string =>
  `您撤回了一条消息，它已登记为 ${facts.number}。要一并撤回这件事吗？要的话回“撤回”。`

/** 8.8: 别记我, said once in private. */
export const leftOutFromNow = (): string =>
  '好的，从现在起您在群里说的话我不记也不看，以前没登记成事项的也删掉了；正在办的事照常办。\n' +
  '您@我、私聊我，或者喊救命、着火这样的急事，我还是会听。想恢复，回“记我”。'
export const heardAgain = (): string => '好的，以后您在群里反映的事我会照常记下。'
export const staffIsHeard = (): string => '您有岗位，工作上的话要留痕，这个我不能照办。'

const about = (place: string, matter: string): string => (place === '' ? matter : `${place}，${matter}`)
