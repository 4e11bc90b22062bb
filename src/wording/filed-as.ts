/** One line back where 同意 7 类别 … is not understood (10.2). */

export const noSuchLeaf = (said: string): string =>
  `没有“${said}”这个类别，请写类别名称或四位代码，比如“类别 路灯”。`
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
/** Only what has not been filed yet is corrected so. */
export const onlyWhileWaiting = (number: string): string =>
  `${number} 已经立案，不能这样改；办错人了请回“转”。`
