import type { Ground } from '../../grid/ground.ts'
import { areaTitle, ownSeat, rankTitle } from '../../grid/naming.ts'
import { html, type Markup, pageOf } from './page.ts'
import { areaOnPaper, issuer } from './shown-area.ts'
import { momentShown } from './shown-time.ts'

/** A one-time code as it is handed to the person. */
export interface CodeSlip {
  person: string
  name: string
  /** What the person says to the bot: "登录 ABCD1234". */
  say: string
  expiresAt: Date
}

function slip({ person, name, say, expiresAt }: CodeSlip, { directory, calendar }: Ground): Markup {
  const seat = ownSeat(directory, person)
  const post = seat === null ? '' : `${areaOnPaper(directory, seat.area)} ${rankTitle(directory, seat)}`
  return html`<div class="slip">
    <p><b>${name}</b> ${post}</p>
    <p>加“${directory.data.bot.name}”为好友，私聊发送：</p>
    <p class="say">${say}</p>
    <p class="foot">
      只能用一次，${momentShown(expiresAt, calendar.zone)} 前有效；不要发到群里，不要转给别人。
    </p>
  </div>`
}

/** Who hands the slips out: the community, else the centre itself. */
function groupOf({ person }: CodeSlip, { directory }: Ground): string {
  const seat = ownSeat(directory, person)
  return seat === null ? '' : (directory.communityOf(seat.area) ?? '')
}

/** One-time codes (1.5) on A4, to be cut up and handed out; each community begins a sheet of its own. */
export function codesPage(slips: readonly CodeSlip[], ground: Ground, now: Date): string {
  const { directory, calendar } = ground
  const groups = [...Map.groupBy(slips, (one) => groupOf(one, ground))]
  return pageOf(
    '登录码发放单',
    html`${groups.map(
      ([community, own]) =>
        html`<section class="sheet">
          <p class="issuer">${issuer(directory)}</p>
          <h1>登录码发放单</h1>
          <p class="facts">
            <span
              >${community === '' ? '中心和部门' : areaTitle(directory, community)}，共 ${own.length} 人</span
            ><span>打印：${momentShown(now, calendar.zone)}</span>
          </p>
          <div class="slips">${own.map((one) => slip(one, ground))}</div>
        </section>`,
    )}`,
  )
}
