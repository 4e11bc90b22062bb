import type { State } from './case.ts'
import type { Move } from './event.ts'
import type { Who } from './lifecycle-row.ts'

/** What staff call a state. */
export const stateNames: Readonly<Record<State, string>> = {
  triage: '待受理',
  filed: '已立案',
  dispatched: '已派遣',
  in_progress: '处置中',
  resolved: '已办结',
  verified: '已核实',
  closed: '已结案',
  county: '已转县',
  long_term: '挂账',
  dismissed: '非诉求',
  refused: '不予受理',
  merged: '已并案',
  withdrawn: '已撤回',
}

/** What staff call a move. */
export const moveNames: Readonly<Record<Move, string>> = {
  receive: '登记',
  file: '立案',
  dismiss: '记为非诉求',
  refuse: '不予受理',
  merge: '并案',
  unmerge: '取消并案',
  withdraw: '撤回',
  dispatch: '派遣',
  accept: '签收',
  contact: '记联系',
  designate: '转办',
  return: '退回',
  escalate: '上报',
  hand_to_county: '转县',
  county_progress: '记县里进展',
  county_answer: '记县里答复',
  ask_extension: '申请延期',
  extend: '准予延期',
  refuse_extension: '不准延期',
  shelve: '挂账',
  resume: '恢复办理',
  resolve: '办结',
  verify: '核实',
  reject: '核实不通过',
  close: '结案',
  send_back: '退办',
  rate: '评价',
  reopen: '重新办理',
  join: '并记反映人',
  supplement: '补充',
  late_reason: '记超期原因',
  take_verification: '接手核实',
  agree: '表示同意',
  ask: '提请中心定',
  decline: '答复',
  uphold: '受理异议',
  leave: '移出反映人',
  at_scene: '记先到场',
  undo: '撤销',
}

/** What staff call whom a row names; '' where it is nobody to turn to. */
export const whoNames: Readonly<Record<Who, string>> = {
  bot: '',
  'bot_by_2.5': '',
  clock: '',
  reporter: '反映人',
  handler: '经办人',
  verifier: '核实人',
  duty_officer: '值班人员',
  director: '主任',
  township_lead: '责任领导',
  supervisor: '督查',
  mover: '原操作人',
  told: '被通知的人',
}
