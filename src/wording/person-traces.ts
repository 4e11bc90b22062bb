/** What of it is said. */
interface TracesOf {
  cases: readonly { number: string; ended: boolean }[]
  messages: number
  files: number
  phones: number
  tied: boolean
  leftOut: boolean
}

const numbersShown = 5

/** What is kept of a resident, in few lines: never the words themselves. */
export function tracesShown({ cases, messages, files, phones, tied, leftOut }: TracesOf): string {
  const open = cases.filter((one) => !one.ended).length
  const newest = cases.slice(0, numbersShown).map(({ number }) => number)
  const lines = [
    cases.length === 0
      ? '您没有登记过事项。'
      : `您反映过${String(cases.length)}件事（在办${String(open)}件）：${newest.join('、')}${cases.length > numbersShown ? ' 等' : ''}`,
    `还存着您说过的${String(messages)}条话${files === 0 ? '' : `、${String(files)}个图片或语音`}；没登记成事项的，7天后删掉。`,
    ...(phones > 0 ? [`留过电话的有${String(phones)}件。`] : []),
    ...(tied ? ['您的账号和住户登记对上了。'] : []),
    ...(leftOut ? ['您说过“别记我”，群里的话不记。'] : []),
    '要删除，请在这里回“删除我的信息”。',
  ]
  return lines.join('\n')
}

export const eraseAsk = (): string =>
  '删掉以后，您的名字、电话、说过的话和图片都没有了，也不再通知您结果；事情本身照常办完、留底，只是不知道是谁反映的。\n' +
  '这个不能恢复。想好了请回“确认删除我的信息”。'
export const erasedNow = (count: number): string =>
  `已经删掉了。${count === 0 ? '' : `您反映的${String(count)}件事留着底，不再有您的名字。`}以后您在群里的话我不记；再找我，请直接跟我说。`
export const privatelyPlease = (): string => '这件事请私聊我说，回“确认删除我的信息”就行。'
export const staffStays = (): string => '您有岗位，工作上的话要留痕，删不了；离岗以后请中心办理。'
