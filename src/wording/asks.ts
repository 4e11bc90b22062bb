import { asSaid } from './as-said.ts'
import type { CaseFacts } from './staff.ts'

/** What the centre is asked to decide about a case, and what the one who asked hears of the answer (2.1, 7.1, 8.6). */

/** One sentence, one full stop, whatever the words brought along. */
const ended = (words: string): string => `${words.replace(/[。.！!，,；;\s]+$/u, '')}。`

const said = (words: string): string => (words === '' ? '' : `\n居民说：“${asSaid(words)}”`)

export const withdrawalAsked = (facts: CaseFacts): string =>
  `【想撤回】${facts.number} ${facts.matter}，居民想撤回。这件事涉及安全，请先联系本人。\n` +
  `谈过后同意撤回回“同意 ${facts.ref} 撤回”，不能撤回“不同意 ${facts.ref} 撤回 理由”。`

/** 2.1 reopen: later by the director. */
export const reopeningAsked = (facts: CaseFacts & { words: string }): string =>
  `【再次不满意】${facts.number} ${facts.matter}${said(facts.words)}\n` +
  `请主任定：重新办理回“同意 ${facts.ref}”，不再办理回“不同意 ${facts.ref} 理由”，理由会告诉居民。`

/** 7.1: once, to the director. */
export const objectionAsked = (facts: CaseFacts & { ground: string; words: string }): string =>
  `【不服不予受理】${facts.number} ${facts.matter}，原因是${facts.ground}${said(facts.words)}\n` +
  `请主任定：受理回“同意 ${facts.ref}”，维持回“不同意 ${facts.ref} 理由”，理由会告诉居民。`

/** 8.6: the bot is not sure; both matters side by side. */
export const mergeAsked = (
  facts: CaseFacts & {
    into: string
    place: string
    words: string
    other: { matter: string; place: string; words: string } | null
  },
): string =>
  `【像是同一件】${oneOfTwo(facts.number, facts)}\n和 ${facts.other === null ? facts.into : oneOfTwo(facts.into, facts.other)}` +
  `\n可能是同一件事。是同一件回“同意 ${facts.ref}”并过去，不是回“不同意 ${facts.ref}”。`

const oneOfTwo = (
  number: string,
  { matter, place, words }: { matter: string; place: string; words: string },
): string => `${number} ${matter}${place === '' ? '' : ` · ${place}`}${words === '' ? '' : `\n“${words}”`}`

/** Two things wait: the words that tell them apart (10.1). */
export const whichDecision = (answer: string, number: string, words: readonly string[]): string =>
  `${number} 在等几样决定，请写清楚：${words.map((word) => `“${answer} ${number} ${word}”`).join('或')}。`

export const declinedReply = (number: string): string => `${number} 已记下不同意，正在告诉居民。`
export const mergeDeclinedReply = (number: string): string => `${number} 不并案，单独办。`
export const withdrawnReply = (number: string): string => `${number} 已按居民的意思撤回。`
export const reopenedReply = (number: string, to: string): string => `${number} 已重新办理，交${to}。`

export const withdrawalAgreed = (facts: { number: string }): string =>
  `${facts.number} 已按您的意思撤回。以后有事随时说。`

export const withdrawalDeclined = (facts: { number: string; reason: string }): string =>
  `${facts.number} 关系到安全，还不能撤回：${ended(facts.reason)}我们会接着办。`

export const reopeningDeclined = (facts: { number: string; reason: string }): string =>
  `${facts.number} 主任看过了，不再重新办理：${ended(facts.reason)}有新的情况请告诉我。`

export const objectionDeclined = (facts: { number: string; reason: string }): string =>
  `${facts.number} 主任看过了，还是不能受理：${ended(facts.reason)}`
