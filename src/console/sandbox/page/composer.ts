import type { Message, Room, Saying } from './answers.ts'
import { outline } from './bubbles.ts'
import { door, Failure } from './door.ts'
import { button, colourOf, icon, make, part } from './make.ts'
import { closePicks, offerPicks, openPicks, pickByKey } from './picks.ts'
import {
  changed,
  loadMessages,
  messagesOf,
  playable,
  roomOf,
  speakAs,
  speakerIn,
  watch,
  world,
} from './world.ts'

const largestPicture = 28_000_000
const mostLines = 6

let quoted: Message | null = null
const drafts = new Map<string, string>()
let draftOf: string | null = null

const area = (): HTMLTextAreaElement => part('words', HTMLTextAreaElement)
const openRoom = (): Room | null => (world.open === null ? null : roomOf(world.open))

/** Puts words into the text area, for the person to look at and send. */
export function fill(text: string): void {
  area().value = text
  fit()
  area().focus()
  area().setSelectionRange(text.length, text.length)
}

export function quote(message: Message | null): void {
  quoted = message
  const bar = part('quoting')
  bar.hidden = message === null
  if (message === null) return
  const drop = make('button', {
    class: 'plain',
    attributes: { type: 'button', 'aria-label': '不引用了' },
    click: () => {
      quote(null)
    },
  })
  drop.append(icon('close'))
  bar.replaceChildren(make('span', {}, `引用 ${message.fromName}：${outline(message)}`), drop)
  area().focus()
}

export function recall(message: Message): void {
  const room = openRoom()
  if (room !== null) void send(room, { recall: message.id })
}

function fit(): void {
  const field = area()
  field.style.height = 'auto'
  const line = Number.parseFloat(getComputedStyle(field).lineHeight)
  field.style.height = `${Math.min(field.scrollHeight, line * mostLines + 20)}px`
}

function showSpeakers(): void {
  const room = openRoom()
  const speaker = room === null ? null : speakerIn(room)
  const people = room === null ? [] : playable(room)
  const chips = people.map((person) => {
    const choice = make('input', { attributes: { type: 'radio', name: 'speaker', value: person.code } })
    choice.checked = person.code === speaker
    choice.addEventListener('change', () => {
      if (room !== null) speakAs(room.code, person.code)
    })
    const dot = make('i')
    dot.style.backgroundColor = colourOf(person.code)
    const role = person.role === '' ? null : make('small', {}, person.role)
    return make('label', { class: 'chip' }, choice, dot, make('span', {}, person.name), role)
  })
  part('speakers').replaceChildren(...chips)
}

/** The choice follows without being drawn anew, so that the keyboard keeps its place. */
function markSpeaker(): void {
  const room = openRoom()
  if (room === null) return
  const speaker = speakerIn(room)
  for (const choice of part('speakers').querySelectorAll('input')) {
    choice.checked = choice.value === speaker
    if (choice.checked) choice.closest('label')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
}

function showUnsent(sentence: string, again: () => void): void {
  const line = part('unsent')
  line.hidden = false
  line.replaceChildren(
    make('span', {}, `没有发出：${sentence}`),
    button('重试', () => {
      line.hidden = true
      again()
    }),
  )
}

async function send(room: Room, what: Omit<Saying, 'room' | 'private' | 'as'>): Promise<boolean> {
  const speaker = speakerIn(room)
  if (speaker === null) return false
  const where = room.kind === 'private' ? { private: true } : { room: room.code }
  const submit = part('send', HTMLButtonElement)
  submit.disabled = true
  try {
    const { id } = await door.say({ ...where, as: speaker, ...what })
    part('unsent').hidden = true
    setTimeout(() => void lookFor(room.code, id), 1_000)
    return true
  } catch (error) {
    const sentence = error instanceof Failure ? error.message : '出了意外。'
    showUnsent(sentence, () => void (what.text === undefined ? send(room, what) : submitWords()))
    return false
  } finally {
    submit.disabled = false
  }
}

/** What was sent should have come back by itself; where it has not, the room is asked for it. */
async function lookFor(room: string, id: string): Promise<void> {
  if (messagesOf(room).some((message) => message.id === id)) return
  try {
    await loadMessages(room)
  } catch {
    changed('fault')
  }
}

async function submitWords(): Promise<void> {
  const room = openRoom()
  const text = area().value.trim()
  if (room === null || text === '' || part('send', HTMLButtonElement).disabled) return
  closePicks()
  const sent = await send(room, { text, ...(quoted === null ? {} : { quote: quoted.id }) })
  if (!sent) return
  quote(null)
  if (area().value.trim() === text) area().value = ''
  drafts.delete(room.code)
  fit()
}

async function sendPicture(file: File): Promise<void> {
  const room = openRoom()
  if (room === null) return
  if (file.size > largestPicture) {
    showUnsent('图片太大，请选 28 MB 以内的。', () => {
      part('picture-file').click()
    })
    return
  }
  const reader = new FileReader()
  reader.addEventListener('load', () => {
    const address = typeof reader.result === 'string' ? reader.result : ''
    void send(room, {
      image: file.name === '' ? '图片.png' : file.name,
      bytes: address.slice(address.indexOf(',') + 1),
    })
  })
  reader.readAsDataURL(file)
}

function keyPressed(event: KeyboardEvent): void {
  // While an input method is composing, Enter belongs to it.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- 229 is all that Safari tells of it on the last Enter
  if (event.isComposing || event.keyCode === 229) return
  if (pickByKey(event)) return
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault()
    void submitWords()
  } else if (event.key === 'Escape' && quoted !== null) {
    quote(null)
  }
}

/** Each room keeps what was begun there. */
function swapDraft(): void {
  if (draftOf === world.open) return
  if (draftOf !== null) drafts.set(draftOf, area().value)
  draftOf = world.open
  part('composer').hidden = world.open === null
  area().value = drafts.get(world.open ?? '') ?? ''
  quote(null)
  closePicks()
  part('unsent').hidden = true
  fit()
}

export function startComposer(): void {
  watch(['open'], swapDraft)
  watch(['open', 'rooms'], redrawSpeakers)
  watch(['speaker'], markSpeaker)
  part('composer').addEventListener('submit', (event) => {
    event.preventDefault()
    void submitWords()
  })
  area().addEventListener('keydown', keyPressed)
  area().addEventListener('input', () => {
    fit()
    const room = openRoom()
    if (room !== null) offerPicks(area(), room)
  })
  area().addEventListener('blur', closePicks)
  part('mention').addEventListener('click', () => {
    const room = openRoom()
    if (room !== null) openPicks(area(), room)
  })
  startPictures()
  if (!matchMedia('(max-width: 759px)').matches) return
  area().rows = 1
  area().placeholder = '输入消息'
}

let drawnSpeakers = ''
function redrawSpeakers(): void {
  const room = openRoom()
  const now = JSON.stringify([room?.code, room?.members])
  if (now === drawnSpeakers) return
  drawnSpeakers = now
  showSpeakers()
  markSpeaker()
}

function startPictures(): void {
  const chooser = part('picture-file', HTMLInputElement)
  part('picture').addEventListener('click', () => {
    chooser.click()
  })
  chooser.addEventListener('change', () => {
    const file = chooser.files?.[0]
    chooser.value = ''
    if (file !== undefined) void sendPicture(file)
  })
  area().addEventListener('paste', (event) => {
    const file = [...(event.clipboardData?.files ?? [])].find((one) => one.type.startsWith('image/'))
    if (file === undefined) return
    event.preventDefault()
    void sendPicture(file)
  })
}
