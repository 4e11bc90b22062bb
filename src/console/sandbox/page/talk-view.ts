import type { Message, Room } from './answers.ts'
import { aside, bubbleOf } from './bubbles.ts'
import type { BubbleHands } from './bubbles.ts'
import { firstLoad } from './door.ts'
import { button, make, part } from './make.ts'
import { chatTime, clockFace } from './times.ts'
import {
  changed,
  forgetOld,
  loadMessages,
  markSeen,
  messagesOf,
  nowMs,
  roomOf,
  speakerIn,
  watch,
  world,
} from './world.ts'

const pauseMs = 5 * 60_000
const nearBottom = 80

/** The ids on screen, in order, so that what comes next is added and not drawn anew. */
let shown: string[] = []
let shownFor = ''
/** A picture that has just been loaded, or a keyboard that came up, does not push the last words out of sight. */
let stuck = true
let lastTop = 0

const atBottom = (log: HTMLElement): boolean =>
  log.scrollHeight - log.scrollTop - log.clientHeight < nearBottom

function keepAtBottom(): void {
  if (stuck) toBottom()
}

function toBottom(): void {
  const log = part('log')
  log.scrollTop = log.scrollHeight
  lastTop = log.scrollTop
  stuck = true
  part('newer').hidden = true
}

function items(
  messages: readonly Message[],
  room: Room,
  hands: BubbleHands,
  before: Message | null,
): HTMLElement[] {
  const speaker = speakerIn(room)
  let last = before
  return messages.flatMap((message) => {
    const item = bubbleOf(message, room, speaker, hands)
    if (item === null) return []
    const at = Date.parse(message.at)
    const paused = last === null || at - Date.parse(last.at) >= pauseMs
    last = message
    return paused ? [aside(chatTime(at, nowMs(), world.town.zone)), item] : [item]
  })
}

const stampOf = (messages: readonly Message[]): string[] =>
  messages.map((one) => `${one.id}${one.recalled ? '-' : ''}`)

function showTalk(room: Room, hands: BubbleHands): void {
  const log = part('log')
  if (stuck) forgetOld(room.code)
  const messages = messagesOf(room.code)
  const stamps = stampOf(messages)
  // Words like 昨天 between the messages hold for a day.
  const drawnFor = `${room.code} ${speakerIn(room) ?? ''} ${clockFace(nowMs(), world.town.zone).day}`
  if (drawnFor === shownFor && stamps.join() === shown.join()) return
  const grown =
    drawnFor === shownFor && shown.length > 0 && shown.every((stamp, index) => stamp === stamps[index])
  const mine = messages.at(-1)?.from === speakerIn(room)
  const stick = !grown || mine || stuck
  if (grown) {
    const before = messages[shown.length - 1] ?? null
    log.append(...items(messages.slice(shown.length), room, hands, before))
  } else {
    drawAnew(log, room, messages, hands)
  }
  const more = grown && stamps.length > shown.length
  shown = stamps
  shownFor = drawnFor
  if (stick) toBottom()
  else if (more) part('newer').hidden = false
}

/** A room that was just opened is not read aloud from its beginning. */
function drawAnew(log: HTMLElement, room: Room, messages: readonly Message[], hands: BubbleHands): void {
  log.setAttribute('aria-live', 'off')
  const drawn = items(messages, room, hands, null)
  log.replaceChildren(
    ...(drawn.length === 0 ? [emptyWords(room)] : [earlier(room, messages.length), ...drawn]),
  )
  requestAnimationFrame(() => {
    log.setAttribute('aria-live', 'polite')
  })
}

function emptyWords(room: Room): HTMLElement {
  const hint =
    room.kind === 'private'
      ? '这里可以和机器人单独说话，别人看不到。'
      : '选一个身份，说第一句话；不知道说什么，就从“试试这些话”里挑一句。'
  return make('li', { class: 'empty' }, make('strong', {}, '这里还没有人说话'), make('span', {}, hint))
}

function earlier(room: Room, count: number): HTMLElement {
  const asked = world.asked.get(room.code) ?? firstLoad
  if (count < asked) return make('li', { attributes: { hidden: '' } })
  const more = button('更早的消息', () => {
    world.asked.set(room.code, asked * 3)
    loadMessages(room.code).catch(() => {
      more.textContent = '没有取到，再试一次'
    })
  })
  more.className = 'quiet'
  return make('li', { class: 'aside' }, more)
}

function showHead(room: Room | null): void {
  const name = part('talk-name')
  if (room === null) name.textContent = ''
  else if (room.kind === 'private') name.textContent = `${room.name} · 私聊${world.town.bot.name}`
  else name.textContent = `${room.name}（${room.members.length}）`
}

function showNotice(): void {
  const notice = part('notice')
  notice.hidden = world.fault === null
  if (world.fault === null) return
  notice.replaceChildren(
    make('span', {}, world.fault),
    button('重试', () => {
      changed('fault', 'retry')
    }),
  )
}

export function startTalk(hands: BubbleHands): void {
  const show = (): void => {
    const room = world.open === null ? null : roomOf(world.open)
    showHead(room)
    if (room === null) return
    showTalk(room, hands)
    if (document.visibilityState === 'visible') markSeen(room.code)
  }
  watch(['open', 'speaker'], show)
  watch(['messages'], (room) => {
    if (room === null || room === world.open) show()
  })
  watch(['fault'], showNotice)
  watch(['clock'], () => {
    const face = clockFace(nowMs(), world.town.zone)
    part('talk-clock').textContent = face.time
    show()
  })
  part('newer').addEventListener('click', toBottom)
  part('log').addEventListener('scroll', () => {
    const log = part('log')
    // Only going up is leaving the end: growing words and pictures move it away without anybody's doing.
    if (atBottom(log)) stuck = true
    else if (log.scrollTop < lastTop) stuck = false
    lastTop = log.scrollTop
    if (stuck) part('newer').hidden = true
  })
  part('log').addEventListener('load', keepAtBottom, true)
  new ResizeObserver(keepAtBottom).observe(part('log'))
  document.addEventListener('visibilitychange', show)
}
