import { even, tornApart, withoutInvisible } from './plain-words.ts'

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
  confer: ['会商'],
  countyProgress: ['县里进展'],
  countyAnswer: ['县里答复'],
  county: ['转县'],
  designate: ['转'],
  shelve: ['挂账'],
  undo: ['撤销'],
  todo: ['我的待办', '待办'],
  progress: ['进度'],
  ledger: ['本网格台账', '本社区台账', '本村台账', '本部门台账', '本镇台账', '台账'],
  duty: ['今日值班'],
  takeOver: ['接班'],
  visit: ['走访'],
  login: ['登录'],
  help: ['帮助'],
  leave: ['请假'],
  back: ['销假'],
  bind: ['绑定'],
  unbind: ['解绑'],
  lateObjective: ['客观'],
  lateResponsible: ['责任'],
  lateConfirm: ['确认责任'],
  followUp: ['回访'],
  phoned: ['已电话'],
  notReached: ['联系不上'],
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

/** Longest word first, so that 不同意 is not read as 同意. 转县 is never torn apart: "转 县医院王芳" names a person. */
const byLength: readonly { word: string; name: CommandName; pattern: RegExp }[] = Object.entries(commandWords)
  .flatMap(([name, words]) =>
    words.map((word) => ({
      word,
      name: name as CommandName,
      pattern: name === 'county' ? new RegExp(`^${word}`, 'u') : tornApart(word),
    })),
  )
  .toSorted((a, b) => b.word.length - a.word.length)

/** Commands that stand alone: followed by other words they are plain talk ("收到，辛苦了" stays a bare 收到). */
const aloneOnly: ReadonlySet<CommandName> = new Set(['todo', 'ledger', 'duty', 'help', 'unbind', 'progress'])

/** Commands that say all with their number: "签收 7号" is case 7; behind others 7号 may be a day or a house. */
const numberSaysAll: ReadonlySet<CommandName> = new Set([
  'accept',
  'contact',
  'verify',
  'agree',
  'close',
  'county',
  'undo',
  'progress',
  'merge',
])
/** Words of everyday talk: commands only with a number, or as the whole answer to a notice. */
const numbered: ReadonlySet<CommandName> = new Set(['lateObjective', 'lateResponsible', 'notReached'])

/** The town's prefix may be left out: "20261123-0007". */
const fullNumber = /^[A-Z]{0,6}\d{8}-\d{4,}/iu
/** Not a number of things: "2天", "3楼"; but "7 楼道灯换好了" is case 7. */
const shortNumber =
  /^(?:[#№]|编号)?\d{1,5}(?:号案|号件)?(?!\d)(?![.:：]\d)(?!\s*(?:[号栋幢单个月点%％元米层组年]|楼(?![道梯顶])|天(?![然花桥台井])|日(?!常)|户(?![外主])))/u
/** "7号" and nothing behind it, or behind a command that says all a separator. */
const numberAtEnd = /^(?:[#№]|编号)?\d{1,5}号(?=[\s。.!！~～]*$)/u
const numberApart = /^(?:[#№]|编号)?\d{1,5}号(?=[\s,，、;；])(?!\s*(?:楼|栋|幢|院|门|单元))/u
const separator = /^[\s,，、;；:：和及]+/u
/** A number in front of its command: "7 签收", "#7 签收", "7号办结 …". */
const numberInFront = /^(?:[#№]|编号)?(?:[A-Z]{0,6}\d{8}-\d{4,}|\d{1,5})(?:号案|号件|号)?[\s,，、;；:：]*/iu

/**
 * Reads a command from the beginning of a message; null where the message is no command.
 * "7" counts as a number only right behind the word or in front of it: "延期 7 2天 …" is case 7, two days. What stands
 * behind comes back as it was written.
 */
export function readCommand(text: string): Command | null {
  const written = withoutInvisible(text).trim()
  const said = even(written)
  const front = numberInFront.exec(said)?.[0] ?? ''
  const found = wordAt(said.slice(front.length))
  if (found === null) return null
  const from = front.length + found.length
  const behind = said.slice(from)
  if (front !== '') {
    if (!mayFollowNumber(found.name, behind)) return null
    return { ...found.command, numbers: [numberOf(front)], rest: restOf(written.slice(from)) }
  }
  const { numbers, length } = takeNumbers(behind, found.name, found.command.word)
  const rest = written.slice(from + length).trim()
  if (!standsAsCommand(found.name, behind, numbers, rest)) return null
  return { ...found.command, numbers, rest }
}

function wordAt(said: string) {
  for (const { word, name, pattern } of byLength) {
    const length = pattern.exec(said)?.[0].length
    if (length !== undefined) return { name, length, command: { name, word } }
  }
  return null
}

const restOf = (behind: string): string => behind.replace(separator, '').trim()

const resolving = (name: CommandName): boolean =>
  name === 'resolve' || name === 'partly' || name === 'explained'

/** "7 签收" is a command, "7 转发一下" is not. */
const mayFollowNumber = (name: CommandName, behind: string): boolean =>
  (!aloneOnly.has(name) || name === 'progress') &&
  (resolving(name) || behind === '' || /^[\s,，、;；:：。.!！~～]/u.test(behind))

const numberOf = (taken: string): string =>
  taken
    .replace(/[\s,，、;；:：]+$/u, '')
    .replace(/^(?:[#№]|编号)|号案$|号件$|号$/gu, '')
    .toUpperCase()

function takeNumbers(text: string, name: CommandName, word: string): { numbers: string[]; length: number } {
  const numbers: string[] = []
  const all = numberSaysAll.has(name) && word !== '收到'
  let rest = text.replace(separator, '')
  for (;;) {
    const taken =
      fullNumber.exec(rest)?.[0] ??
      shortNumber.exec(rest)?.[0] ??
      numberAtEnd.exec(rest)?.[0] ??
      (all ? numberApart.exec(rest)?.[0] : undefined)
    if (taken === undefined) break
    numbers.push(numberOf(taken))
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
  if (numbered.has(name)) return rest.replace(/[\s。.!！]/gu, '') === ''
  if (aloneOnly.has(name)) return rest.replace(/[\s。.!！?？~～]/gu, '') === ''
  if (/^[\s,，:：。.!！~～]/u.test(behind) || behind === '') return true
  return resolving(name)
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
