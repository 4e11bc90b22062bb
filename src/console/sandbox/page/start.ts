import type { Message } from './answers.ts'
import { startClock } from './clock-view.ts'
import { fill, quote, recall, startComposer } from './composer.ts'
import { Failure, listen } from './door.ts'
import { part } from './make.ts'
import { follow, startPanel } from './panel-view.ts'
import { startRooms } from './rooms-view.ts'
import { startTalk } from './talk-view.ts'
import {
  changed,
  loadAll,
  loadCases,
  loadClock,
  loadMessages,
  markSeen,
  messagesOf,
  privateTalk,
  readSeen,
  roomOf,
  speakAs,
  takeMessage,
  watch,
  world,
} from './world.ts'

const wide = matchMedia('(min-width: 760px)')
const linkWords = { live: '实时', lost: '连接断开，正在重连', away: '聊天服务暂时不在' } as const
const quietMs = 300
const lookAgainMs = 5_000

type View = 'rooms' | 'talk' | 'panel'
const show = (view: View): void => void (document.body.dataset['view'] = view)

/** The room in the address, so that back, forward and reload work. */
function openFromAddress(): void {
  const asked = decodeURIComponent(location.hash.slice(1))
  const code = asked.startsWith('private:') ? privateTalk(asked.slice('private:'.length)) : asked
  const room = roomOf(code)
  if (room === null) {
    show('rooms')
    if (wide.matches && world.rooms[0] !== undefined) openRoom(world.rooms[0].code)
    return
  }
  openRoom(code)
}

function openRoom(code: string): void {
  world.open = code
  show('talk')
  changed('open', code)
  markSeen(code)
  if (wide.matches) part('words').focus({ preventScroll: true })
}

function goTo(code: string): void {
  if (decodeURIComponent(location.hash.slice(1)) === code) openFromAddress()
  else location.hash = encodeURIComponent(code)
}

function prepare(line: { room: string; person: string; words: string }): void {
  const room = line.room.startsWith('private:') ? privateTalk(line.person) : line.room
  speakAs(room, line.person)
  goTo(room)
  // The address changes room by an event of its own; the words belong into that room.
  setTimeout(() => {
    fill(line.words)
  })
}

let filled = false
let fetching = false
let askedMeanwhile = false

async function refill(): Promise<void> {
  if (fetching) {
    askedMeanwhile = true
    return
  }
  fetching = true
  try {
    await loadAll()
    world.fault = null
    if (!filled || (world.open !== null && roomOf(world.open) === null)) openFromAddress()
    filled = true
  } catch (error) {
    world.fault = error instanceof Failure ? error.message : '页面没有取到内容。'
  } finally {
    fetching = false
    changed('fault')
  }
  if (!askedMeanwhile) return
  askedMeanwhile = false
  await refill()
}

let lookSoon: ReturnType<typeof setTimeout> | undefined
/** Cases change with what is said; a short wait lets several messages share one look. */
function lookAtCases(): void {
  clearTimeout(lookSoon)
  lookSoon = setTimeout(() => {
    Promise.all([loadCases(), loadClock()]).catch(() => undefined)
  }, quietMs)
}

function heard(message: Message): void {
  const known = roomOf(message.room) !== null
  const fresh = takeMessage(message)
  if (fresh && message.kind === 'recall') loadMessages(message.room).catch(() => undefined)
  if (fresh && (!known || message.kind === 'system')) void refill()
  lookAtCases()
}

function showLink(state: keyof typeof linkWords): void {
  part('link').dataset['state'] = state
  part('link-words').textContent = linkWords[state]
}

function startMoves(): void {
  addEventListener('hashchange', openFromAddress)
  part('to-rooms').addEventListener('click', () => {
    world.open = null
    history.pushState(null, '', location.pathname)
    show('rooms')
    changed('open')
  })
  for (const id of ['to-panel', 'to-panel-top']) {
    part(id).addEventListener('click', () => {
      show('panel')
      part('from-panel').focus()
    })
  }
  part('from-panel').addEventListener('click', () => {
    show(world.open === null ? 'rooms' : 'talk')
    part(world.open === null ? 'to-panel-top' : 'to-panel').focus()
  })
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && document.body.dataset['view'] === 'panel') part('from-panel').click()
  })
}

function startPage(): void {
  readSeen()
  startRooms()
  startTalk({
    quote,
    recall,
    openCase: (number) => {
      follow(number)
      if (!matchMedia('(min-width: 1100px)').matches) show('panel')
    },
  })
  startComposer()
  startPanel({
    prepare,
    fill: (words) => {
      if (world.open !== null) show('talk')
      fill(words)
    },
  })
  startClock()
  startMoves()
  watch(['fault'], (asked) => {
    if (asked === 'retry') void refill()
  })
  listen({
    message: heard,
    hearing: () => void refill(),
    clockMoved: lookAtCases,
    state: (state) => {
      showLink(state)
      if (state === 'lost' && world.rooms.length === 0) void refill()
    },
  })
  setInterval(() => {
    if (world.fault !== null) void refill()
    else if (document.visibilityState === 'visible' && messagesOf(world.open ?? '').length > 0) lookAtCases()
  }, lookAgainMs)
}

startPage()
