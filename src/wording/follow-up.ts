import type { CaseFacts } from './staff.ts'

/** What staff read of a case after it was closed: follow-ups, telephone tasks, words of dissatisfaction (6.5, 6.6, 6.8). */

const head = (mark: string, { number, matter }: CaseFacts): string => `【${mark}】${number} ${matter}`

const howToReport = (ref: string): string => `问过回“回访 ${ref} 情况”，写明平稳还是又有反复。`

export const callTask = (facts: CaseFacts & { days: number }): string =>
  `${head('回访', facts)}，结案${String(facts.days)}天了，请打个电话问问现在怎么样。\n${howToReport(facts.ref)}`

export const visitTask = (facts: CaseFacts): string =>
  `${head('上门回访', facts)}，请上门看看现在怎么样。\n${howToReport(facts.ref)}`

export const weeklyTask = (facts: CaseFacts): string =>
  `${head('每周回访', facts)}，上次说有反复，请再了解一次。\n${howToReport(facts.ref)}`

/** Where the number is: in no chat, since whoever looks it up leaves a trace (9.7). */
export const whereThePhoneIs = (left: boolean): string =>
  left ? '电话在这一件的反映人里，打开会留痕。' : '本人没有留电话，可以上门说一声，或请网格员转告。'

export const telephoneTask = (
  facts: CaseFacts & { name: string; outcome: string; result: string; phone: boolean },
): string =>
  `${head('电话告知', facts)}，${facts.outcome}：${facts.result}\n反映人${facts.name}在群里找不到，请打电话告诉一声。${whereThePhoneIs(facts.phone)}\n` +
  `打过回“已电话 ${facts.ref} 说了什么”，没打通回“联系不上 ${facts.ref}”。`

/** To whoever was asked. */
export const followUpLate = (facts: CaseFacts & { telephone: boolean }): string =>
  `${head('未回访', facts)}，还没有结果。` +
  (facts.telephone ? `请打电话，回“已电话 ${facts.ref}”或“联系不上 ${facts.ref}”。` : howToReport(facts.ref))

/** To the director. */
export const followUpMissing = (facts: CaseFacts & { name: string }): string =>
  `${head('未回访', facts)}，${facts.name}催过还没回访，请过问一下。`

export const followedUp = (number: string, mood: 'calm' | 'flaring' | 'noted', next: string): string => {
  const said = { calm: '平稳', flaring: '有反复', noted: '情况已记' }[mood]
  return `${number} 已记下回访：${said}。${next === '' ? '' : `${next}再回访。`}`
}

export const phoned = (number: string): string => `${number} 已记下：电话告诉居民了。`
export const notReachedYet = (number: string, tries: number, most: number): string =>
  `${number} 已记下第${String(tries)}次没打通，满${String(most)}次记为联系不上。`
export const notReachable = (number: string): string => `${number} 已记为联系不上，不再请居民评价。`

export const nothingToFollowUp = (): string => '这件现在没有要回访的。'
export const nobodyToPhone = (): string => '这件没有等着打的电话。'

/** 6.5: asked, reminded, no answer: it stands. Who said it is nobody's business. */
export const dissatisfiedSilent = (facts: CaseFacts): string =>
  `${head('不满意', facts)}，居民不满意，问过两次没说原因，请看一下办得怎么样。`

/** 2.1: rated once, and said otherwise afterwards. Who said it is nobody's business. */
export const ratedThenOtherwise = (facts: CaseFacts & { sent: string }): string =>
  `${head('评价后又改口', facts)}，居民评价过后又说${facts.sent}。原来的评价不变，请了解一下。`

/** 5.2 */
export const lateReasonToClass = (facts: CaseFacts & { name: string; reason: string }): string =>
  `${head('超期原因', facts)}，${facts.name}说：“${facts.reason}”\n客观原因回“客观 ${facts.ref}”，责任问题回“责任 ${facts.ref}”。`
export const lateToConfirm = (facts: CaseFacts & { name: string; reason: string }): string =>
  `${head('超期责任', facts)}，${facts.name}，原因：“${facts.reason}”\n值班判为责任问题，属实回“确认责任 ${facts.ref}”，计入考评。`
export const lateClassed = (number: string, responsible: boolean): string =>
  responsible ? `${number} 已记为责任问题，等主任确认。` : `${number} 已记为客观原因，不计入考评。`
export const lateConfirmed = (number: string): string => `${number} 已确认责任，计入考评。`

/** 4.4: the reporter has heard nobody. */
export const notContacted = (facts: CaseFacts): string =>
  `${head('未联系', facts)}，居民还没接到您的电话，也没见到人。联系过回“已联系 ${facts.ref}”。`
