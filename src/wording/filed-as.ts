/** One line back where 同意 7 类别 … is not understood (10.2). */

export const noSuchLeaf = (said: string, like: readonly string[]): string =>
  like.length === 0
    ? `没有“${said}”这个类别，请写类别名称或四位代码，比如“类别 路灯”。`
    : `没有“${said}”这个类别，是不是：${like.join('、')}？请写代码或名称。`
export const whichLeaf = (leaves: readonly string[]): string =>
  `有几个类别都像，请写代码：${leaves.join('、')}。`
export const whichKind = (kinds: readonly string[]): string => `类型请写：${kinds.join('、')}。`
export const whichNature = (): string => '性质请写：居民之间、村社区、部门、驻地单位、服务审批、超出本级。'
export const whatInstead = (label: string): string =>
  `${label}改成什么？比如“${label} ${examples[label] ?? '…'}”。`
const examples: Readonly<Record<string, string>> = {
  类别: '路灯',
  性质: '部门',
  类型: '求助',
  地点: '3号楼2单元',
  位置: '3号楼2单元',
}
/** Only a filed case, or one that somebody works at: a result is told already, and the county has its own leaves. */
export const onlyUnderWay = (number: string): string => `${number} 不在办理中，不能再改类别。`

/** What the case is now, whose, and until when. */
export const recategorisedReply = (
  number: string,
  facts: { matter: string; handlerName: string; due: string },
): string =>
  `${number} 已改为“${facts.matter}”` +
  (facts.handlerName === ''
    ? '，还要定一下交给谁。'
    : `，由${facts.handlerName}办理${facts.due === '' ? '' : `，时限${facts.due}`}。`)

interface Recategorised {
  number: string
  ref: string
  matter: string
  place: string
  /** The name it had before. */
  was: string
}

/** To whoever goes on with it under another name. */
export const recategorisedTask = (facts: Recategorised & { due: string; late: string }): string =>
  `【改类别】${facts.number} ${facts.matter}${facts.place === '' ? '' : ` · ${facts.place}`}\n` +
  `${facts.was === '' ? '登记有改动' : `原来登记为“${facts.was}”`}，还由您办理。${facts.late === '' ? '' : `${facts.late}。`}${facts.due === '' ? '' : `新时限：${facts.due}。`}`

/** To whoever had it, and has it no more. */
export const recategorisedAway = (facts: Recategorised): string =>
  `${facts.number} 改为“${facts.matter}”，另外派人，您这边不用再办了。`

/** Said with the task to whoever gets it. */
export const recategorisedBy = (name: string, was: string): string =>
  was === '' ? `${name}改了登记` : `${name}改了类别，原来登记为“${was}”`
/** By the limit of the new leaf. */
export const lateByLeaf = (due: string): string => `按这个类别${due}就该办完，已经晚了`
