import type { CaseRecord, State } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import { dueShown, matterShown, nameOf } from '../feedback/shown.ts'
import { progressLine } from '../wording/residents.ts'

const until = (due: string): string => (due === '' ? '' : `，最晚${due}答复`)

const stages: Readonly<Record<State, (facts: { handler: string; due: string }) => string>> = {
  triage: () => '值班人员正在看',
  filed: () => '正在安排人',
  dispatched: ({ handler, due }) => `已交${handler}${until(due)}`,
  in_progress: ({ handler, due }) => `${handler}正在办${until(due)}`,
  resolved: ({ handler }) => `${handler}已办好，正在核实`,
  verified: () => '已核实，等中心结案',
  closed: () => '已办结',
  county: () => '县里的部门正在办',
  long_term: ({ due }) => `一时办不了，已列入计划${due === '' ? '' : `，${due}再办`}`,
  dismissed: () => '已了结',
  refused: () => '没有受理',
  merged: () => '已并到同一件事里一起办',
  withdrawn: () => '已撤回',
}

/** One line that tells a reporter how a case stands. */
export const progressText = (record: CaseRecord, ground: Ground, now: Date): string =>
  progressLine({
    number: record.number,
    matter: matterShown(record, ground),
    stage: stageShown(record, ground, now),
  })

export const stageShown = (record: CaseRecord, ground: Ground, now: Date): string =>
  stages[record.state]({
    handler: record.handler === null ? '' : nameOf(record.handler, ground),
    due: dueShown(record, ground, now),
  })
