import type { CaseFacts } from './staff.ts'

/** What a lead and the assistants of a 会商 read (3.9). */

const ended = (words: string): string => `${words.replace(/[。.！!，,；;\s]+$/u, '')}。`

/** 7.1 repeat: only what was answered and verified; the third time goes to a 会商. */
export const noAnswerBefore = (): string => '没有找到这位居民之前办结并核实过的同类事项，不能按重复不予受理。'
export const thirdTime = (number: string): string =>
  `${number} 已经是同一位居民第三次反映，不能再按重复处理，请会商：回“会商 ${number} 部门、部门”。`

export const conferenceAsks = (): string => '协办部门，比如“会商 7 派出所、司法所 由派出所牵头：调解”'
export const conferenceTask = (): string => '配合办理'

export const conferredReply = (number: string, lead: string, assistants: readonly string[]): string =>
  `${number} 已会商，${lead}牵头，${assistants.join('、')}协办。`
export const assistDoneReply = (number: string, lead: string): string =>
  `${number} 您这部分已记下，已告诉牵头的${lead}。`

export const assistTask = (
  facts: CaseFacts & { place: string; lead: string; task: string; due: string },
): string =>
  `【协办】${facts.number} ${facts.matter}${facts.place === '' ? '' : ` · ${facts.place}`}\n` +
  `${facts.lead}牵头，您这边：${ended(facts.task)}\n${facts.due === '' ? '' : `时限：${facts.due}，`}办好回“办结 ${facts.ref} 结果”。`

export const leadTold = (facts: CaseFacts & { assistants: readonly string[] }): string =>
  `【会商】${facts.number} ${facts.matter}，您牵头，${facts.assistants.join('、')}协办，最后由您办结答复。`

export const assistantDone = (facts: CaseFacts & { name: string; result: string }): string =>
  `【协办结果】${facts.number} ${facts.matter}，${facts.name}：${ended(facts.result)}`

export const assistantLate = (facts: CaseFacts & { task: string }): string =>
  `【协办到期】${facts.number} ${facts.matter}，您这部分（${facts.task}）到时限了，办好请回“办结 ${facts.ref} 结果”。`

export const leadToldLate = (facts: CaseFacts & { name: string }): string =>
  `【协办到期】${facts.number} ${facts.matter}，${facts.name}协办的部分到时限还没办完，已提醒。`

/** Called a second time with the same task. */
export const conferenceKnown = (): string => '他们已经在协办这件了，任务也没变。'
export const conferenceDuePast = (): string => '协办的时限要在现在以后。'
