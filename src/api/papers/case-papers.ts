import type { CaseRecord } from '../../cases/case.ts'
import type { CaseEvent } from '../../cases/event.ts'
import { moveNames, stateNames } from '../../cases/lifecycle-names.ts'
import { matterShown, placeShown } from '../../feedback/shown.ts'
import type { Ground } from '../../grid/ground.ts'
import { areaTitle, personTitle } from '../../grid/naming.ts'
import type { Assignment } from '../../routing/decision.ts'
import { maskName, maskText } from '../../wording/mask.ts'
import { kindNames, lateClassNames, outcomeNames, ratingNames, sourceNames, urgencyNames } from './names.ts'
import { html, type Markup, pageOf } from './page.ts'
import { momentShown } from './shown-time.ts'

/** 受理单, 派遣单, 督办单, 办结单 (9.1), under the names by which they are asked for. */
export const casePapers = {
  ...{ acceptance: '受理单', dispatch: '派遣单', supervision: '督办单', completion: '办结单' },
} as const
export type CasePaper = keyof typeof casePapers

export interface PaperCase {
  record: CaseRecord
  events: readonly CaseEvent[]
  /** The staff's own words of an event; '' where there are none. */
  wordsOf(event: CaseEvent): string
  printedBy: string
}

type Line = readonly [head: string, said: string]

interface Scene {
  paper: PaperCase
  ground: Ground
  now: Date
}

const at = (time: Date | null, { ground }: Scene): string => momentShown(time, ground.calendar.zone)
const who = (seat: Assignment | null, { ground }: Scene): string =>
  seat === null ? '' : personTitle(ground.directory, seat)

const areaOf = ({ area, grid }: CaseRecord, { directory }: Ground): string => {
  const where = area ?? grid
  return where === null ? '' : areaTitle(directory, where)
}

/** What every paper of a case begins with. */
function matter(scene: Scene): readonly Line[] {
  const { record } = scene.paper
  const present = record.reporters.filter(({ withdrawn }) => !withdrawn)
  const people = present
    .slice(0, 5)
    .map(({ name }) => maskName(name))
    .join('、')
  return [
    ['登记时间', at(record.receivedAt, scene)],
    ['来源', sourceNames[record.source]],
    ['反映人', `${people}（共 ${String(present.length)} 人）`],
    [
      '事项类别',
      `${kindNames[record.kind]} ${matterShown(record, scene.ground)} ${urgencyNames[record.urgency]}`,
    ],
    ['地点', placeShown(record, 'staff')],
    ['所属网格', areaOf(record, scene.ground)],
    ['反映内容', maskText(record.words)],
  ]
}

const dispatchLines = (scene: Scene): readonly Line[] => {
  const { record } = scene.paper
  return [
    ['责任单位(人)', who(record.handler, scene)],
    ['核实人', who(record.verifier, scene)],
    ['知会', record.informed.map((one) => who(one, scene)).join('、')],
    ['协办', record.assistants.map((one) => who(one, scene)).join('、')],
    ['派遣时间', at(record.dispatchedAt, scene)],
    ['办理时限', at(record.dueAt, scene)],
    ['派遣依据', record.reason ?? ''],
  ]
}

function supervisionLines(scene: Scene): readonly Line[] {
  const { record, events, wordsOf } = scene.paper
  const late = record.dueAt !== null && record.dueAt < (record.resolvedAt ?? scene.now)
  const reason = events.findLast(({ move }) => move === 'late_reason')
  return [
    ['责任单位(人)', who(record.handler, scene)],
    ['办理时限', `${at(record.dueAt, scene)} ${late ? '已超期' : '未超期'}`],
    ['现在状态', stateNames[record.state]],
    ['延期', record.extensions === 0 ? '无' : `${String(record.extensions)} 次`],
    ['返工', record.rework === 0 ? '无' : `${String(record.rework)} 次`],
    ['超期原因', maskText(reason === undefined ? (record.lateReason ?? '') : wordsOf(reason))],
    ['原因判定', record.lateClass === null ? '' : lateClassNames[record.lateClass]],
  ]
}

function completionLines(scene: Scene): readonly Line[] {
  const { record } = scene.paper
  return [
    ['责任单位(人)', who(record.handler, scene)],
    ['派遣时间', at(record.dispatchedAt, scene)],
    ['办理时限', at(record.dueAt, scene)],
    ['办结时间', at(record.resolvedAt, scene)],
    ['办理结果', record.outcome === null ? '' : outcomeNames[record.outcome]],
    ['办理情况', maskText(record.result ?? '')],
    ['核实', `${who(record.verifier, scene)} ${at(record.verifiedAt, scene)}`],
    ['结案时间', at(record.closedAt, scene)],
    ['群众评价', record.rating === null ? '未评价' : ratingNames[record.rating]],
  ]
}

/** Boxes to be written into by hand, and who signs. */
const forms: Readonly<
  Record<
    CasePaper,
    { lines(scene: Scene): readonly Line[]; boxes: readonly string[]; signs: readonly string[] }
  >
> = {
  acceptance: { lines: () => [], boxes: ['受理意见'], signs: ['登记人', '值班人员', '受理日期'] },
  dispatch: { lines: dispatchLines, boxes: ['办理要求'], signs: ['派单人', '接收人', '接收日期'] },
  supervision: {
    lines: supervisionLines,
    boxes: ['督办要求', '整改情况'],
    signs: ['督查', '责任人', '日期'],
  },
  completion: { lines: completionLines, boxes: ['领导审批'], signs: ['经办人', '核实人', '审批人'] },
}

const history = (scene: Scene): Markup =>
  html`<h2>办理经过</h2>
    <table>
      <thead>
        <tr>
          <th>时间</th>
          <th>环节</th>
          <th>经手</th>
        </tr>
      </thead>
      <tbody>
        ${scene.paper.events
          .filter(({ move }) => move !== 'rate' && move !== 'join' && move !== 'supplement')
          .map((event) => {
            const { post, by } = event.actor
            const name = scene.ground.directory.nameOf(by)
            const shown = post === 'reporter' ? '反映人' : post === 'bot' || post === 'clock' ? '系统' : name
            return html`<tr>
              <td>${at(event.at, scene)}</td>
              <td>${moveNames[event.move]}</td>
              <td>${shown}</td>
            </tr>`
          })}
      </tbody>
    </table>`

/** One paper of one case on A4, standing; reporters masked (9.7). What is not known yet is left to be written in. */
export function casePaper(kind: CasePaper, paper: PaperCase, ground: Ground, now: Date): string {
  const scene: Scene = { paper, ground, now }
  const { lines, boxes, signs } = forms[kind]
  const title = `${ground.directory.data.name}社会治理中心${casePapers[kind]}`
  const { number, confidential } = paper.record
  return pageOf(
    `${casePapers[kind]} ${number}`,
    html`<h1>${title}</h1>
      <p class="facts">
        <span>编号：${number}</span><span>${confidential ? '保密件，注意保管' : ''}</span
        ><span>打印：${paper.printedBy} ${momentShown(now, ground.calendar.zone)}</span>
      </p>
      <table class="form">
        <tbody>
          ${[...matter(scene), ...lines(scene)].map(
            ([head, said]) =>
              html`<tr>
                <th>${head}</th>
                <td>${said}</td>
              </tr>`,
          )}${boxes.map(
            (head) =>
              html`<tr>
                <th>${head}</th>
                <td class="tall"></td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${kind === 'completion' || kind === 'supervision' ? history(scene) : null}
      <p class="signs">${signs.map((sign) => html`<span>${sign}：＿＿＿＿＿＿＿＿</span>`)}</p>`,
  )
}
