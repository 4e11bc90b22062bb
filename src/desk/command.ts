/**
 * What a staff member asks the bot to do, read from the words alone (grid-rules 10.1).
 * Words give nobody a right: who may do it is decided later, by the lifecycle table and the posts.
 */
const commandWords = {
  accept: ['签收', '收到'],
  contact: ['已联系'],
  partly: ['部分办结'],
  explained: ['解释说明'],
  resolve: ['办结'],
  return: ['退回'],
  escalate: ['上报'],
  extend: ['延期'],
  lateReason: ['原因'],
  verify: ['核实'],
  reject: ['不通过'],
  refuse: ['不予受理'],
  disagree: ['不同意'],
  agree: ['同意'],
  close: ['结案'],
  merge: ['并入'],
  unmerge: ['取消并入'],
  countyProgress: ['县里进展'],
  countyAnswer: ['县里答复'],
  county: ['转县'],
  designate: ['转'],
  shelve: ['挂账'],
  undo: ['撤销'],
  todo: ['我的待办', '待办'],
  progress: ['进度'],
  ledger: ['本网格台账'],
  duty: ['今日值班'],
  takeOver: ['接班'],
  visit: ['走访'],
  login: ['登录'],
  help: ['帮助'],
  leave: ['请假'],
  back: ['销假'],
  bind: ['绑定'],
  unbind: ['解绑'],
} as const satisfies Record<string, readonly string[]>
export type CommandName = keyof typeof commandWords

/** Every command, in the order of 10.1. */
export const commandNames = Object.keys(commandWords) as readonly CommandName[]

export interface Command {
  name: CommandName
  /** The word as it was said. */
  word: string
  /** Case numbers as said: "7", "0007", "20261123-0007" or "QH20261123-0007". */
  numbers: readonly string[]
  /** What stands behind word and numbers. */
  rest: string
}

/** Longest word first, so that 不同意 is not read as 同意. */
const byLength: readonly { word: string; name: CommandName }[] = Object.entries(commandWords)
  .flatMap(([name, words]) => words.map((word) => ({ word, name: name as CommandName })))
  .toSorted((a, b) => b.word.length - a.word.length)

/** Commands that stand alone: followed by other words they are plain talk ("收到，辛苦了" stays a bare 收到). */
const aloneOnly: ReadonlySet<CommandName> = new Set(['todo', 'ledger', 'duty', 'help', 'unbind', 'progress'])

/** The town's prefix may be left out: "20261123-0007". */
const fullNumber = /^[A-Z]{0,6}\d{8}-\d{4,}/iu
const shortNumber =
  /^(?:[#＃№]|编号)?\d{1,5}(?:号案|号件)?(?!\d)(?![.:：]\d)(?!\s*[号栋幢楼单天个日月点%％元米层户组年])/u
const separator = /^[\s,，、;；:：和及]+/u

/** Full-width letters, digits and spaces made plain, sign for sign, so that places in both texts are the same. */
const even = (text: string): string =>
  text.replace(/[\u3000\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF0D]/gu, (sign) =>
    sign === '\u3000' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  )

/**
 * Reads a command from the beginning of a message; null where the message is no command.
 * "7" counts as a number only right behind the word: "延期 7 2天 …" is case 7, two days. What stands behind comes back
 * as it was written.
 */
export function readCommand(text: string): Command | null {
  const written = text.trim()
  const said = even(written)
  const found = byLength.find(({ word }) => said.startsWith(word))
  if (found === undefined) return null
  const behind = said.slice(found.word.length)
  const { numbers, length } = takeNumbers(behind)
  const rest = written.slice(found.word.length + length).trim()
  if (!standsAsCommand(found.name, behind, numbers, rest)) return null
  return { name: found.name, word: found.word, numbers, rest }
}

function takeNumbers(text: string): { numbers: string[]; length: number } {
  const numbers: string[] = []
  let rest = text.replace(separator, '')
  for (;;) {
    const taken = fullNumber.exec(rest)?.[0] ?? shortNumber.exec(rest)?.[0]
    if (taken === undefined) break
    numbers.push(taken.replace(/^(?:[#＃№]|编号)|号案$|号件$/gu, '').toUpperCase())
    rest = rest.slice(taken.length).replace(separator, '')
  }
  return { numbers, length: text.length - rest.length }
}

/** "原因是什么", "转发一下", "收到货了" begin with a command's word and are plain talk. */
function standsAsCommand(
  name: CommandName,
  behind: string,
  numbers: readonly string[],
  rest: string,
): boolean {
  if (numbers.length > 0) return true
  if (aloneOnly.has(name)) return rest.replace(/[\s。.!！?？~～]/gu, '') === ''
  if (/^[\s,，:：。.!！~～]/u.test(behind) || behind === '') return true
  return name === 'resolve' || name === 'partly' || name === 'explained'
}

/** The days of "2天 原因"; null where none is said. */
export function readExtension(rest: string): { days: number; reason: string } | null {
  const found = /^(\d{1,2}|[一二两三四五])\s*(?:个?工作日|天|日)\s*/u.exec(even(rest))
  if (found === null) return null
  const days = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5 }[found[1] ?? ''] ?? Number(found[1])
  return { days, reason: rest.slice(found[0].length).replace(separator, '').trim() }
}

const numberAnywhere = /[A-Z]{1,6}\d{8}-\d{4,}/gu

/** Case numbers written out anywhere in a text: how a quoted notice names its case. */
export const numbersIn = (text: string): readonly string[] => [...new Set(text.match(numberAnywhere) ?? [])]
