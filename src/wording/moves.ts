/** What is said of moves between cases, to and from the county, and of an objection that was heard (2.1, 7.1). */

interface Numbered {
  number: string
}

/** One sentence, one full stop, whatever the words brought along. */
const ended = (words: string): string => `${words.replace(/[。.！!，,；;\s]+$/u, '')}。`

export const whichToMerge = (): string => '两个编号，比如“并入 7 3”，就是把7并到3里一起办'
export const mergedReply = (number: string, into: string): string =>
  `${number} 已并入 ${into}，正在告诉居民。`
export const unmergedReply = (number: string): string => `${number} 已取消并入，照原来的接着办。`
export const countyProgressReply = (number: string): string => `${number} 县里的进展已记下，正在告诉居民。`
export const countyAnswerReply = (number: string, verifier: string): string =>
  `${number} 县里的答复已记下，请${verifier}核实。`
export const upheldReply = (number: string, again: string): string =>
  `${number} 的异议已受理，新编号 ${again}。`

export const undoneReply = (number: string, what: string): string => `${number} 的“${what}”已撤销。`
export const nothingToUndo = (): string => '没有可以撤销的操作。'
export const goneOn = (name: string): string => `${name === '' ? '已经有人' : name}接着办了，不能撤销。`
export const cannotUndo = (what: string, instead: string): string =>
  `“${what}”不能直接撤销，请用“${instead}”。`

/** 2.4: to whoever read what no longer holds. */
export const undoneForResidents = (facts: Numbered): string =>
  `刚才关于 ${facts.number} 的消息先不作数，确定了马上告诉您，打扰了。`
export const undoneForStaff = (facts: Numbered & { matter: string; by: string; what: string }): string =>
  `【撤销】${facts.number} ${facts.matter}，${facts.by}撤销了刚才的“${facts.what}”，前面那条不作数。`

/** To whoever has the case again, or still. */
export const undoneForHandler = (
  facts: Numbered & { matter: string; by: string; what: string; due: string },
): string =>
  `${facts.number} ${facts.matter}，${facts.by}撤销了“${facts.what}”，由您办理${facts.due === '' ? '' : `，时限：${facts.due}`}。`

/** To each reporter of a case that goes on in another, in private. */
export const mergedForReporter = (facts: Numbered & { into: string }): string =>
  `您反映的事（${facts.number}）和 ${facts.into} 是同一件，并到一起办了，办好一样告诉您。`

export const unmergedForReporter = (facts: Numbered): string =>
  `您反映的事（${facts.number}）改为单独办理，有进展告诉您。`

export const mergedForHandler = (facts: Numbered & { matter: string; into: string }): string =>
  `${facts.number} ${facts.matter}，已并入 ${facts.into} 一起办，这一件不用单独办了。`

export const unmergedForHandler = (facts: Numbered & { matter: string; due: string }): string =>
  `${facts.number} ${facts.matter}，已取消并入，请接着办${facts.due === '' ? '' : `，时限：${facts.due}`}。`

/** 2.1: each answer of the county reaches the reporter. */
export const countyProgressForReporter = (facts: Numbered & { text: string }): string =>
  `您反映的事（${facts.number}），县里的进展：${ended(facts.text)}`

export const countyAnswerForReporter = (facts: Numbered & { text: string }): string =>
  `您反映的事（${facts.number}），县里答复：${ended(facts.text)}核实以后再请您评价。`

/** 7.1 */
export const objectionKept = (facts: Numbered): string =>
  `好的，${facts.number} 请中心主任再看一次，结果在这里告诉您。`

export const objectionUpheld = (facts: Numbered & { again: string }): string =>
  `${facts.number} 主任看过了，同意受理，新的编号 ${facts.again}，有进展告诉您。`

export const whichToObject = (lines: readonly string[]): string =>
  `您有几件没有受理，是哪一件？请回“不同意”加编号和理由：\n${lines.join('\n')}`
