import type { Message, Room } from './answers.ts'
import { avatar, button, icon, make } from './make.ts'
import { world } from './world.ts'

/** What may be done with a message that is on screen. */
export interface BubbleHands {
  quote(message: Message): void
  recall(message: Message): void
  openCase(number: string): void
}

const longText = 400
const caseNumber = /[A-Z]{1,6}\d{8}-\d{4,}/

/** A name as a pattern that means only itself. */
const plain = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** Words with the names behind an @ in colour and case numbers that lead to the case. */
function richWords(text: string, names: readonly string[], hands: BubbleHands): Node[] {
  const escaped = [...names].sort((a, b) => b.length - a.length).map(plain)
  const pattern = new RegExp(`(@(?:${escaped.join('|') || '(?!)'})|${caseNumber.source})`, 'u')
  return text.split(pattern).map((piece, index) => {
    if (index % 2 === 0) return document.createTextNode(piece)
    if (piece.startsWith('@')) return make('span', { class: 'mention' }, piece)
    return make(
      // A link, not a button: it breaks over lines like the words around it.
      'a',
      {
        class: 'case-link',
        attributes: { href: '#', role: 'button' },
        click: (event) => {
          event.preventDefault()
          event.stopPropagation()
          hands.openCase(piece)
        },
      },
      piece,
    )
  })
}

function words(text: string, names: readonly string[], hands: BubbleHands): HTMLElement {
  const bubble = make('div', { class: 'bubble words' })
  const show = (shown: string): void => bubble.replaceChildren(...richWords(shown, names, hands))
  if (text.length <= longText) {
    show(text)
    return bubble
  }
  show(`${text.slice(0, longText)}…`)
  bubble.append(
    make(
      'button',
      {
        class: 'more',
        attributes: { type: 'button' },
        click: (event) => {
          event.stopPropagation()
          show(text)
        },
      },
      `展开全文（${text.length} 字）`,
    ),
  )
  return bubble
}

const playable = /^audio\/(?:mpeg|ogg|wav|mp4|webm|aac)$/

function sound(message: Message): HTMLElement {
  const { attachment } = message
  const bubble = make('div', { class: 'bubble attached' }, icon('voice'), make('span', {}, '语音消息'))
  if (attachment !== null && playable.test(attachment.mediaType)) {
    bubble.append(make('audio', { attributes: { controls: '', preload: 'none', src: attachment.href } }))
  }
  return bubble
}

function picture(message: Message): HTMLElement {
  const { attachment } = message
  if (attachment === null) return make('div', { class: 'bubble attached' }, icon('picture'), '图片')
  const image = make('img', { attributes: { src: attachment.href, alt: `图片：${attachment.name}` } })
  const link = make(
    'a',
    { class: 'picture', attributes: { href: attachment.href, target: '_blank', rel: 'noopener' } },
    image,
  )
  image.addEventListener('error', () => {
    link.replaceChildren(make('span', { class: 'attached' }, icon('picture'), attachment.name))
  })
  return link
}

function content(message: Message, names: readonly string[], hands: BubbleHands): HTMLElement {
  switch (message.kind) {
    case 'image':
      return picture(message)
    case 'voice':
      return sound(message)
    case 'file': {
      const file = make('a', { class: 'bubble attached' }, icon('file'), message.attachment?.name ?? '文件')
      if (message.attachment !== null) file.href = message.attachment.href
      return file
    }
    case 'location':
      return make(
        'div',
        { class: 'bubble attached' },
        icon('place'),
        message.text === '' ? '位置' : message.text,
      )
    default:
      return words(message.text, names, hands)
  }
}

function quoted(message: Message, all: readonly Message[]): HTMLElement | null {
  if (message.quote === null) return null
  const original = all.find((one) => one.id === message.quote)
  const said =
    original === undefined
      ? '原消息不在这里'
      : `${original.fromName}：${original.recalled ? '已撤回' : outline(original)}`
  return make('div', { class: 'quoted' }, said)
}

const kindWords = { image: '[图片]', voice: '[语音]', file: '[文件]', location: '[位置]' } as const

/** A message in one short line, for quotes. */
export function outline(message: Message): string {
  if (message.kind in kindWords) return kindWords[message.kind as keyof typeof kindWords]
  return message.text.length > 80 ? `${message.text.slice(0, 80)}…` : message.text
}

export const aside = (text: string): HTMLElement => make('li', { class: 'aside' }, make('span', {}, text))

/** One message as a list item; null for what leaves no mark of its own. */
export function bubbleOf(
  message: Message,
  room: Room,
  speaker: string | null,
  hands: BubbleHands,
): HTMLElement | null {
  if (message.kind === 'recall') return null
  if (message.kind === 'system') return aside(message.text)
  const own = message.from === speaker
  if (message.recalled) return aside(`${own ? '你' : message.fromName}撤回了一条消息`)
  const { bot } = world.town
  const names = [...room.members.map((member) => member.name), bot.name, ...bot.aliases, '所有人']
  const inner = content(message, names, hands)
  inner.addEventListener('click', () => {
    if (inner.tagName === 'A' || getSelection()?.isCollapsed === false) return
    for (const other of document.querySelectorAll('.picked')) other.classList.remove('picked')
    inner.closest('.message')?.classList.add('picked')
    hands.quote(message)
  })
  const acts = make(
    'div',
    { class: 'acts' },
    button('引用', () => {
      hands.quote(message)
    }),
    own
      ? button('撤回', () => {
          hands.recall(message)
        })
      : null,
  )
  const who = make('div', { class: 'who' }, message.fromName)
  if (message.from === 'bot') who.append(make('span', { class: 'tag' }, '机器人'))
  const said = make(
    'div',
    { class: 'said' },
    who,
    make('div', { class: 'row' }, inner, acts),
    quoted(message, messagesIn(room)),
  )
  const item = make(
    'li',
    { class: own ? 'message own' : 'message' },
    avatar(message.from, message.fromName),
    said,
  )
  item.dataset['id'] = message.id
  return item
}

const messagesIn = (room: Room): readonly Message[] => world.messages.get(room.code) ?? []
