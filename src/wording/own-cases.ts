/** What a reporter hears about cases of their own. */

export const whichToWithdraw = (lines: readonly string[]): string =>
  `您有几件在办，要撤回哪一件？请回“撤回”加编号：\n${lines.join('\n')}`

/** 撤销 is no resident's word, and may mean this. */
export const isItWithdrawn = (lines: readonly string[]): string =>
  lines.length === 1
    ? `是要撤回 ${lines[0] ?? ''} 吗？不用办了就回“撤回”。`
    : `是要撤回哪一件吗？不用办了就回“撤回”加编号：\n${lines.join('\n')}`

/** Of several reporters one takes back only their own share (2.1). */
export const shareWithdrawn = (facts: { number: string }): string =>
  `好的，${facts.number} 里您这一份撤回了。还有别的邻居反映了这件事，会接着办。`

/** 2.1 reopen: the second time is the director's to decide. */
export const directorWillLook = (facts: { number: string }): string =>
  `记下了，${facts.number} 由中心主任来看，会给您一个答复。`
