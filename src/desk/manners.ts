import type { CommandName } from './command-words.ts'

/** Thanks and particles around the words of a command, and questions that only sound like one (10.1). */

const thanks =
  /(?:^|[\s,，。.;；!！~～]+)(?:谢谢|多谢|感谢|辛苦|拜托|麻烦)(?:您|你们?|大家|各位|领导|主任|书记|同志|老师|小助手|了|啦|哈|哦|呀|啊|\p{Script=Han}(?:主任|书记|所长|队长|姐|哥|工))*[\s。.!！~～]*(?:(?:\p{Extended_Pictographic}|\ufe0f|\[[^\]]{1,4}\])\s*)*$/u
const particle = /(?<=[了啦])(?:哈|哦|噢|哟|咯|喽|嘞)(?=[\s。.!！~～]*$)/u

/** The words without the thanks behind them: "换好了哈 谢谢领导" says 换好了. What residents said stays: "居民表示感谢". */
export const withoutCourtesy = (words: string): string =>
  words.replace(thanks, '').replace(particle, '').trim()

const asks = /(?:[?？]|吗|么|了没|了没有)[\s~～。.!！]*$/u
/** 了吗, 好了没有: a question and nothing else. */
const onlyAsks =
  /^(?:了|好|完|过|的|掉)*(?:吗|嘛|么|没|没有|不|否|吧|呢)?[\s~～。.!！]*[?？]*[\s~～。.!！]*$/u

const mayHoldQuestion: ReadonlySet<CommandName> = new Set([
  'return',
  'escalate',
  'extend',
  'lateReason',
  'reject',
  'disagree',
  'refuse',
  'designate',
  'confer',
  'visit',
  'progress',
  'help',
  'todo',
  'ledger',
  'duty',
])

/**
 * Whether what stands behind a command makes it a question: "办结了吗", "7 核实了没". Of a result its first words count: in
 * "换好了，您看行吗？" it has been told. A reason may hold a question.
 */
export function isAskedAbout(rest: string, name: CommandName): boolean {
  if (rest === '') return false
  if (onlyAsks.test(rest) && /吗|嘛|么|没|不|否|吧|呢|[?？]/u.test(rest)) return !aloneAsked.has(name)
  if (mayHoldQuestion.has(name)) return false
  const [first = ''] = rest.split(/[\s,，。;；!！]/u)
  return asks.test(first)
}

/** 进度？ and 我的待办？ ask for what they say. */
const aloneAsked: ReadonlySet<CommandName> = new Set(['progress', 'help', 'todo', 'ledger', 'duty'])
