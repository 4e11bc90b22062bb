/** What the bot asks its own people when their words leave something open (grid-rules 10.1, 10.2). */

export const isItDone = (ref: string): string => `是说 ${ref} 办结吗？回“办结 ${ref}”就行，结果用您刚才的话。`

export const whichIsDone = (refs: readonly string[]): string =>
  `是哪件办结了？您在办的有：${refs.slice(0, 8).join('、')}。回“办结 ${refs[0] ?? '7'}”这样就行，结果用您刚才的话。`

export const photoWanted = (number: string): string => `${number} 还差一张照片，发来就行，不用再说一遍。`

export const tooManyNumbers = (most: number): string => `一次最多${String(most)}件，请分几次说。`
/** A command in a residents' room, said to its speaker alone. */
export const commandMisplaced = (word: string): string =>
  `刚才的“${word}”没有办，居民群里我不接指令。请到工作群里说，或私聊我。`

export const wordsTooLong = (): string => '这段话太长了，请用几句话说清楚，再发一次。'
