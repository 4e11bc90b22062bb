import { moveNames } from '../../cases/lifecycle-names.ts'
import type { Ground } from '../../grid/ground.ts'
import { withoutNames } from '../../feedback/without-names.ts'
import {
  acceptanceRows,
  completionRows,
  dispatchRows,
  matter,
  type PaperCase,
  type Row,
  type Scene,
  supervisionRows,
} from './case-paper-rows.ts'
import { html, type Markup, pageOf, signed } from './page.ts'
import { issuer } from './shown-area.ts'
import { momentInTable, momentShown } from './shown-time.ts'

/** 受理单, 派遣单, 督办单, 办结单 (9.1), under the names by which they are asked for. */
export const casePapers = {
  ...{ acceptance: '受理单', dispatch: '派遣单', supervision: '督办单', completion: '办结单' },
} as const
export type CasePaper = keyof typeof casePapers

/** A box to be written into by hand, with what may be ticked and who signs. */
interface Box {
  head: string
  ticks: string
  signs: string
}

const box = (head: string, signs: string, ticks = ''): Box => ({ head, ticks, signs })

const forms: Readonly<
  Record<CasePaper, { rows(scene: Scene): readonly Row[]; boxes: readonly Box[]; course: boolean }>
> = {
  acceptance: {
    rows: acceptanceRows,
    boxes: [
      box('受理意见', '登记人', '□ 受理　　□ 转办　　□ 不予受理（依据：　　　　　　　　　　）'),
      box('领导意见', '值班领导'),
    ],
    course: false,
  },
  dispatch: {
    rows: dispatchRows,
    boxes: [box('办理要求', '派单人'), box('接收', '接收人'), box('办理情况', '经办人')],
    course: false,
  },
  supervision: {
    rows: supervisionRows,
    boxes: [box('督办要求', '督查'), box('整改情况', '责任人')],
    course: true,
  },
  completion: {
    rows: completionRows,
    boxes: [
      box('核实意见', '核实人', '□ 情况属实　　□ 不属实'),
      box('领导审批', '审批人', '□ 同意结案　　□ 退回重办'),
    ],
    course: true,
  },
}

/** What the course of a case is told by; ratings are the residents' own, and what is only added changes nothing. */
const untold: ReadonlySet<string> = new Set(['rate', 'rate_end', 'join', 'supplement'])
const toldFirst = 3
const toldLast = 17

/** Every step on one line; of a long course the beginning and the end, so that the paper stays one sheet. */
function course(scene: Scene): string | readonly Markup[] {
  const { zone } = scene.ground.calendar
  const lines = scene.paper.events
    .filter(({ move }) => !untold.has(move))
    .map(({ at: when, move, actor: { post, by } }) => {
      const system = post === 'bot' || post === 'clock'
      const name = post === 'reporter' ? '反映人' : system ? '系统' : scene.ground.directory.nameOf(by)
      return html`<li>${momentInTable(when, zone, scene.now)} ${moveNames[move]}（${name}）</li>`
    })
  const left = lines.length - toldFirst - toldLast
  if (left < 2) return lines
  return [...lines.slice(0, toldFirst), html`<li>……（中间 ${left} 步从略）</li>`, ...lines.slice(-toldLast)]
}

const written = (row: Row): Markup =>
  html`<tr>
    ${row.map(
      ([head, said]) =>
        html`<th>${head}</th>
          <td colspan="${row.length === 1 ? 3 : 1}">${said}</td>`,
    )}
  </tr>`

const boxed = ({ head, ticks, signs }: Box, low: boolean): Markup =>
  html`<tr>
    <th>${head}</th>
    <td colspan="3">
      <div class="${low ? 'box low' : 'box'}"><span>${ticks}</span>${signed(signs)}</div>
    </td>
  </tr>`

const wide = (head: string, said: Markup): Markup =>
  html`<tr>
    <th>${head}</th>
    <td colspan="3">${said}</td>
  </tr>`

/** The one paper that somebody takes along to where it is; the others go over desks and into files. */
const takenAlong: CasePaper = 'dispatch'

/**
 * One paper of one case on one A4, standing; reporters masked, and so is the flat but on the paper that is taken along by
 * whoever must go there (6.3, 9.7). What is not known yet is left to be written in.
 */
export function casePaper(kind: CasePaper, paper: PaperCase, ground: Ground, now: Date): string {
  const flat = paper.flat && kind === takenAlong
  const scene: Scene = { paper: { ...paper, flat }, ground, now }
  const { rows, boxes, course: tells } = forms[kind]
  const { number, confidential } = paper.record
  const plain = (text: string): Markup =>
    html`<div class="words">${withoutNames(text, paper.record, ground)}</div>`
  return pageOf(
    `${casePapers[kind]} ${number}`,
    html`<p class="issuer">${issuer(ground.directory)}</p>
      <h1>${casePapers[kind]}</h1>
      <p class="facts">
        <span>编号：${number}</span><span>${confidential ? '保密件，注意保管' : ''}</span
        ><span>打印：${paper.printedBy} ${momentShown(now, ground.calendar.zone)}</span>
      </p>
      <table class="form">
        <colgroup>
          <col class="head" />
          <col />
          <col class="head" />
          <col />
        </colgroup>
        <tbody>
          ${matter(scene).map(written)}${wide('反映内容', plain(paper.record.words))}${rows(scene).map(written)}
          ${kind === 'completion' ? wide('办理情况', plain(paper.record.result ?? '')) : null}
          ${
            tells
              ? wide(
                  '办理经过',
                  html`<ol class="course">
                    ${course(scene)}
                  </ol>`,
                )
              : null
          }
          ${boxes.map((one) => boxed(one, tells))}
        </tbody>
      </table>
      <p class="foot">
        本单由系统按案件留痕生成，反映人姓名、电话${flat ? '' : '、户号'}已隐去；全部经过以系统记录为准。
      </p>`,
  )
}
