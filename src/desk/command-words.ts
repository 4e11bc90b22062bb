/**
 * What a staff member asks the bot to do, read from the words alone (grid-rules 10.1).
 * Words give nobody a right: who may do it is decided later, by the lifecycle table and the posts.
 */
export const commandWords = {
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
  merge: ['并入', '并到'],
  unmerge: ['取消并入'],
  confer: ['会商'],
  countyProgress: ['县里进展'],
  countyAnswer: ['县里答复'],
  county: ['转县'],
  designate: ['转'],
  recategorise: ['改类别', '类别'],
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
