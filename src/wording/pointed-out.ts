/** Answers to whoever says that a message was an appeal after all. */

export const pointedOutReply = (number: string): string =>
  `已登记 ${number}，等值班人员研判，原话和来源都带上了。`
export const passedOverGone = (): string => '没有这条消息：可能已经登记、撤回，或者过了保留的天数。'
export const nothingQuoted = (): string =>
  '没找到您引用的那句：可能已经登记、撤回，或者过了保留的天数。也可以请值班人员在网页上登记。'
export const roomNotBound = (): string => '那个群还没有绑定，先绑定再登记。'
