import type { Message, Room } from './answers.ts'
import { avatar, colourOf, make, part } from './make.ts'
import { listTime } from './times.ts'
import { messagesOf, nowMs, privateTalk, unreadIn, watch, world } from './world.ts'

const groups = [
  { kind: 'residents', title: '居民群' },
  { kind: 'staff', title: '工作群' },
  { kind: 'private', title: '私聊' },
] as const

const kindWords: Partial<Record<Message['kind'], string>> = {
  image: '[图片]',
  voice: '[语音]',
  file: '[文件]',
  location: '[位置]',
}

function lastLine(room: Room): string {
  const last = messagesOf(room.code).findLast((message) => message.kind !== 'recall')
  if (last === undefined) return '还没有人说话'
  if (last.kind === 'system') return last.text
  const name = last.from === 'bot' ? '机器人' : last.fromName
  if (last.recalled) return `${name} 撤回了一条消息`
  return `${name}：${kindWords[last.kind] ?? last.text}`
}

/** A little grid of the members' colours, as chats show groups. */
function groupFace(room: Room): HTMLElement {
  const person = room.members.find((member) => member.code !== 'bot')
  if (room.kind === 'private' && person !== undefined) return avatar(person.code, person.name)
  const few = room.members.length <= 4 ? 'group-face few' : 'group-face'
  const face = make('span', { class: few, attributes: { 'aria-hidden': 'true' } })
  for (const member of room.members.slice(0, 9)) {
    const cell = make('i')
    cell.style.backgroundColor = member.code === 'bot' ? 'var(--bot)' : colourOf(member.code)
    face.append(cell)
  }
  return face
}

function roomRow(room: Room): HTMLElement {
  const last = messagesOf(room.code).at(-1)
  const unread = room.code === world.open ? 0 : unreadIn(room.code)
  const when = last === undefined ? '' : listTime(Date.parse(last.at), nowMs(), world.town.zone)
  const badge = make('span', { class: 'badge' }, unread > 99 ? '99+' : String(unread))
  badge.append(make('span', { class: 'unseen' }, ' 条未读'))
  return make(
    'a',
    {
      class: 'room',
      attributes: {
        href: `#${encodeURIComponent(room.code)}`,
        ...(room.code === world.open ? { 'aria-current': 'true' } : {}),
      },
    },
    groupFace(room),
    make(
      'span',
      { class: 'room-words' },
      make('span', { class: 'room-name' }, room.name),
      make('span', { class: 'room-last' }, lastLine(room)),
    ),
    make(
      'span',
      { class: 'room-side' },
      make('span', { class: 'room-time' }, when),
      unread > 0 ? badge : null,
    ),
  )
}

function showRooms(): void {
  const held = document.activeElement?.getAttribute('href') ?? null
  const shown = groups.flatMap(({ kind, title }) => {
    const rooms = world.rooms.filter((room) => room.kind === kind)
    return rooms.length === 0 ? [] : [make('h2', {}, title), ...rooms.map(roomRow)]
  })
  part('rooms').replaceChildren(...shown)
  if (held?.startsWith('#'))
    part('rooms')
      .querySelector<HTMLElement>(`a[href="${CSS.escape(held)}"]`)
      ?.focus()
  showTitle()
}

function showTitle(): void {
  const unread = world.rooms.reduce(
    (sum, room) => sum + (room.code === world.open ? 0 : unreadIn(room.code)),
    0,
  )
  document.title = `${unread > 0 ? `(${unread}) ` : ''}体验沙箱 · 邻里`
}

/** Everybody may talk with the bot alone: staff are those who sit in a staff room. */
function showPeople(): void {
  const staff = new Set(
    world.rooms
      .filter((room) => room.kind === 'staff')
      .flatMap((room) => room.members.map((member) => member.code)),
  )
  const options = (wanted: boolean): HTMLElement[] =>
    world.town.people
      .filter((person) => staff.has(person.code) === wanted)
      .map((person) =>
        make(
          'option',
          { attributes: { value: person.code } },
          [person.name, person.role].filter(Boolean).join(' · '),
        ),
      )
  part('talk-with', HTMLSelectElement).replaceChildren(
    make('option', { attributes: { value: '' } }, '选一个人…'),
    make('optgroup', { attributes: { label: '居民' } }, ...options(false)),
    make('optgroup', { attributes: { label: '工作人员' } }, ...options(true)),
  )
}

export function startRooms(): void {
  let people = ''
  watch(['rooms', 'open', 'clock'], () => {
    showRooms()
    part('town').textContent = world.town.name
    const now = JSON.stringify(world.town.people)
    if (now === people) return
    people = now
    showPeople()
  })
  const chooser = part('talk-with', HTMLSelectElement)
  chooser.addEventListener('change', () => {
    if (chooser.value === '') return
    location.hash = encodeURIComponent(privateTalk(chooser.value))
    chooser.value = ''
  })
}
