import { type CommandName, commandWords } from './command-words.ts'
import { numbersBehind, numbersInFront, type NumbersSaid, separator } from './case-numbers.ts'
import { isAskedAbout, withoutCourtesy } from './manners.ts'
import { even, tornApart, withoutInvisible } from './plain-words.ts'

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

/**
 * Reads a command from the beginning of a message; null where the message is no command: plain talk, or a question about
 * one ("7 办结了吗"). "7" counts as a number right behind the word or in front of it: "延期 7 2天 …" is case 7, two days.
 * A nod in front ("好的，签收 7") and thanks behind are passed over; what is left comes back as it was written.
 */
export function readCommand(text: string): Command | null {
  const written = withoutInvisible(text).trim()
  const nod = nodInFront.exec(even(written))?.[0] ?? ''
  const behindNod = nod === '' ? null : readFrom(written.slice(nod.length))
  return behindNod !== null && behindNod.numbers.length > 0 ? behindNod : readFrom(written)
}

const nodInFront = /^(?:好的?|好嘞|嗯+|行|ok|收到|明白|领导)[\s,，。.!！、~～]+/iu
/** "7 签收了" says that it is done, with a number. */
const saidAsDone = /^(?:了|啦|咯|喽|哈)(?=[\s,，。.!！~～]|$)/u

function readFrom(written: string): Command | null {
  const said = even(written)
  const front = numbersInFront(said)
  const found = wordAt(said.slice(front.length))
  if (found === null) return null
  const at = front.length + found.length
  const done = saidAsDone.exec(said.slice(at))?.[0].length ?? 0
  const behind = said.slice(at + done)
  const { numbers, length } = numbersSaid(front, behind, found.command)
  const rest = withoutCourtesy(restOf(written.slice(at + done + length)))
  const command = withLeafCode({ ...found.command, numbers, rest })
  if (done > 0 && numbers.length === 0 && !resolving(command.name)) return null
  if (isAskedAbout(even(rest), found.name) || (length === 0 && gluedTalk(command, behind))) return null
  const stands =
    front.length > 0
      ? mayFollowNumber(found.name, behind, length > 0)
      : standsAsCommand(found.name, behind, numbers, rest)
  return stands ? command : null
}

/** In front or behind; 并入 has one in front and the other behind. */
function numbersSaid(
  front: NumbersSaid,
  behind: string,
  { name, word }: Pick<Command, 'name' | 'word'>,
): NumbersSaid {
  const all = numberSaysAll.has(name) && word !== '收到'
  if (front.length === 0) return numbersBehind(behind, all)
  if (name !== 'merge') return { numbers: front.numbers, length: 0 }
  const into = numbersBehind(behind, all)
  return { numbers: [...front.numbers, ...into.numbers], length: into.length }
}

/** "改类别 7 0401": the last of the numbers is the leaf's. */
function withLeafCode(command: Command): Command {
  const last = command.numbers.at(-1) ?? ''
  const named = command.name === 'recategorise' && command.rest === '' && /^\d{4}$/u.test(last)
  return named ? { ...command, numbers: command.numbers.slice(0, -1), rest: last } : command
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

/** 办结率, 办结不了, 办结的件: words about closing, no result. */
const aboutResolving =
  /^(?:不|没|未|率|的|情况|时间|期限|时限|日期|通知|流程|标准|要求|材料|报告|单|表|数|量|后|前|之|以后|需|要|得|难|可|能|应|必|过程|截图|否|中|会|书)/u
const gluedTalk = ({ name }: Command, behind: string): boolean =>
  resolving(name) && aboutResolving.test(behind)

/** "7 签收" and "7转给范华" are commands, "7 转发一下" is not. */
const mayFollowNumber = (name: CommandName, behind: string, numberBehind: boolean): boolean => {
  if (aloneOnly.has(name) && name !== 'progress') return false
  if (name === 'merge' && numberBehind) return true
  if (name === 'designate' && /^(?:给|交)/u.test(behind)) return true
  return resolving(name) || behind === '' || /^[\s,，、;；:：。.!！~～]/u.test(behind)
}

/** "原因是什么", "转发一下", "收到货了" begin with a command's word and are plain talk. */
function standsAsCommand(
  name: CommandName,
  behind: string,
  numbers: readonly string[],
  rest: string,
): boolean {
  if (numbers.length > 0) return !rest.startsWith('的')
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
