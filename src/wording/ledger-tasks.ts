/** Tasks that come of meetings and of the leadership's word (grid-rules 9.4). */

export const decisionGiven = (facts: { words: string; by: string; due: string }): string =>
  `例会议定，请您落实：${facts.words}\n${facts.due}前完成，交办人${facts.by}。`

export const instructionGiven = (facts: { number: string; words: string; by: string; due: string }): string =>
  `${facts.by}批示 ${facts.number}：“${facts.words}”\n请${facts.due}前落实并报结果。`

export const taskDue = (facts: { words: string; owner: string; own: boolean }): string =>
  facts.own
    ? `这一项今天到期，还没报结果：${facts.words}`
    : `${facts.owner}负责的这一项到期了，还没报结果：${facts.words}`

export const taskDone = (facts: { words: string; owner: string; result: string }): string =>
  `${facts.owner}已落实“${facts.words}”：${facts.result}`

const listedAtMost = 6

/** 9.6: what the supervisor is to look at, drawn by chance of what was closed last month. */
export const sampleDrawn = ({ closed, numbers }: { closed: number; numbers: readonly string[] }): string =>
  `【抽查】上月结案${String(closed)}件，抽到${String(numbers.length)}件请看看：` +
  `${numbers.slice(0, listedAtMost).join('、')}${numbers.length > listedAtMost ? '等' : ''}。`
