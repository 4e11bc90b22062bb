import type { Case } from './answers.ts'
import { button, icon, make, part } from './make.ts'
import { phrasesFor } from './phrases.ts'
import { comingTime, sameDay, span } from './times.ts'
import { offTheWay, tourCase, tourSteps } from './tour.ts'
import type { TourStep } from './tour.ts'
import { ended, messagesOf, nameOf, nowMs, roomOf, watch, world } from './world.ts'

export interface PanelHands {
  /** Goes to a room, takes a person's place there and writes their words into the text area. */
  prepare(line: { room: string; person: string; words: string }): void
  fill(words: string): void
}

let pinned: string | null = null
let after = ''

const followed = (): Case | null => tourCase(world.cases, pinned, after)

/** Follows this case in the tour, and shows where it stands in the list. */
export function follow(number: string): void {
  pinned = number
  showTour()
  showCases()
  part('cases')
    .querySelector(`[data-number="${CSS.escape(number)}"]`)
    ?.scrollIntoView({ block: 'nearest' })
}

let prepare: PanelHands['prepare'] = () => undefined

function stepRow(step: TourStep, current: boolean): HTMLElement {
  const { line } = step
  const go = button('填好这句', () => {
    if (line !== null) prepare(line)
  })
  go.disabled = line === null
  const where = line === null ? null : roomOf(line.room)
  const saying = line === null ? null : make('q', {}, line.words)
  const mark = make(
    'span',
    { class: 'mark', attributes: { 'aria-hidden': 'true' } },
    step.done ? icon('tick') : null,
  )
  return make(
    'li',
    {
      class: step.done ? 'done' : current ? 'current' : 'later',
      attributes: current ? { 'aria-current': 'step' } : {},
    },
    mark,
    make(
      'div',
      {},
      make(
        'p',
        { class: 'step' },
        step.title,
        make('span', { class: 'unseen' }, step.done ? '（已完成）' : ''),
      ),
      current && line !== null
        ? make('p', { class: 'saying' }, where === null ? '私聊：' : `${where.name}：`, saying)
        : null,
      step.done ? null : go,
    ),
  )
}

function showTour(): void {
  if (world.rooms.length === 0) return
  const sight = { rooms: world.rooms, cases: world.cases, messages: messagesOf, nameOf }
  const chosen = followed()
  pinned ??= chosen?.number ?? null
  const steps = tourSteps(sight, chosen)
  const next = steps.findIndex((step) => !step.done)
  const over = chosen === null ? undefined : offTheWay[chosen.state]
  part('tour').replaceChildren(
    ...steps.map((step, index) => stepRow(step, index === next && over === undefined)),
  )
  part('tour-hint').textContent =
    over ??
    (chosen === null
      ? '一件事从说出口到评价，六步走完。点“填好这句”，看一眼，再发送。'
      : next < 0
        ? `${chosen.number} 走完了全程。`
        : `正在跟着 ${chosen.number}。`)
  part('tour-again').hidden = chosen === null || (next >= 0 && over === undefined)
}

function urgencyOf(one: Case): { kind: string; words: string } {
  if (ended.has(one.state)) return { kind: 'over', words: '' }
  if (one.dueAt === null) return { kind: 'open', words: '未定时限' }
  const due = Date.parse(one.dueAt)
  const left = due - nowMs()
  if (left <= 0) return { kind: 'red', words: left > -60_000 ? '已到时限' : `超 ${span(-left)}` }
  if (left <= 2 * 3_600_000) return { kind: 'orange', words: `剩 ${span(left)}` }
  return { kind: sameDay(due, nowMs(), world.town.zone) ? 'yellow' : 'green', words: `剩 ${span(left)}` }
}

const alertWords: Readonly<Record<string, string>> = {
  red: '已超期',
  orange: '2小时内到期',
  yellow: '今日到期',
  green: '正常',
  open: '',
  over: '',
}

export const stateWords: Readonly<Record<string, string>> = {
  triage: '待研判',
  filed: '已立案',
  dispatched: '待签收',
  in_progress: '处置中',
  resolved: '待核实',
  verified: '待结案',
  closed: '已结案',
  county: '已转县',
  long_term: '挂账',
  dismissed: '未立案',
  refused: '不予受理',
  merged: '已并入',
  withdrawn: '已撤回',
}

const ratingWords: Readonly<Record<string, string>> = {
  satisfied: '满意',
  basic: '基本满意',
  dissatisfied: '不满意',
}

function caseRow(one: Case): HTMLElement {
  const urgency = urgencyOf(one)
  const alert = make('span', {
    class: `alert ${urgency.kind}`,
    attributes: { title: alertWords[urgency.kind] ?? '' },
  })
  const state = [
    stateWords[one.state] ?? one.state,
    one.rating === null ? '' : (ratingWords[one.rating] ?? ''),
  ]
  const facts = [
    one.category,
    one.handler === null ? '' : nameOf(one.handler),
    one.dueAt === null || urgency.kind === 'over'
      ? ''
      : comingTime(Date.parse(one.dueAt), nowMs(), world.town.zone),
  ]
  const row = make(
    'button',
    {
      class: 'case',
      attributes: {
        type: 'button',
        'data-number': one.number,
        'aria-pressed': String(one.number === pinned),
        title: '在新手上路里跟着这件事',
      },
      click: () => {
        follow(one.number)
      },
    },
    make(
      'span',
      { class: 'case-top' },
      alert,
      make('b', {}, one.number),
      make('span', { class: 'state' }, state.filter(Boolean).join(' · ')),
    ),
    make('span', { class: 'case-title' }, one.title),
    make(
      'span',
      { class: 'case-facts' },
      make('span', {}, facts.filter(Boolean).join(' · ')),
      make('em', { class: urgency.kind }, urgency.words),
    ),
  )
  return make('li', {}, row)
}

function showCases(): void {
  const held =
    document.activeElement instanceof HTMLElement ? document.activeElement.dataset['number'] : undefined
  const rows = world.cases.slice(0, 30).map(caseRow)
  const none = make('li', { class: 'hint' }, '还没有案件。居民在群里说出问题，就会出现在这里。')
  part('cases').replaceChildren(...(rows.length === 0 ? [none] : rows))
  if (held !== undefined)
    part('cases')
      .querySelector<HTMLElement>(`[data-number="${CSS.escape(held)}"]`)
      ?.focus()
}

/** What staff would speak of now: the case that is followed, else the newest that is still open. */
function openCase(): Case | null {
  const open = world.cases.filter((one) => !ended.has(one.state))
  return open.find((one) => one.number === followed()?.number) ?? open[0] ?? null
}

function showPhrases(hands: PanelHands): void {
  const room = world.open === null ? null : roomOf(world.open)
  const phrases = room === null ? [] : phrasesFor(room.kind, world.town.bot.name, openCase()?.number ?? null)
  part('phrases').replaceChildren(
    ...phrases.map((phrase) =>
      button(phrase, () => {
        hands.fill(phrase)
      }),
    ),
  )
}

export function startPanel(hands: PanelHands): void {
  ;({ prepare } = hands)
  watch(['rooms', 'cases', 'messages'], showTour)
  watch(['cases', 'clock', 'rooms'], showCases)
  watch(['open', 'cases', 'rooms'], () => {
    showPhrases(hands)
  })
  part('tour-again').addEventListener('click', () => {
    after = world.cases.reduce((newest, one) => (one.number > newest ? one.number : newest), '')
    pinned = null
    showTour()
    showCases()
  })
}
