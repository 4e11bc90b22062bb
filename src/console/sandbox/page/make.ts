type Child = Node | string | null

interface Given {
  class?: string
  attributes?: Record<string, string>
  click?: (event: MouseEvent) => void
}

/** A new element. Words only ever become text nodes, so nothing that people write can run. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  given: Given = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  if (given.class !== undefined) element.className = given.class
  for (const [name, value] of Object.entries(given.attributes ?? {})) element.setAttribute(name, value)
  if (given.click !== undefined) element.addEventListener('click', given.click as EventListener)
  element.append(...children.filter((child) => child !== null))
  return element
}

export function button(words: string, click: () => void, given: Given = {}): HTMLButtonElement {
  return make('button', { ...given, click, attributes: { type: 'button', ...given.attributes } }, words)
}

const svg = 'http://www.w3.org/2000/svg'

export function icon(name: string): SVGSVGElement {
  const drawing = document.createElementNS(svg, 'svg')
  drawing.setAttribute('class', 'icon')
  drawing.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS(svg, 'use')
  use.setAttribute('href', `#icon-${name}`)
  drawing.append(use)
  return drawing
}

/** An element of the page that is always there. */
export function part(id: string): HTMLElement
export function part<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind
export function part(id: string, kind: new () => HTMLElement = HTMLElement): HTMLElement {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`the page has no part ${id}`)
  return found
}

const colours = [
  '#0f7684',
  '#7a3fd1',
  '#b4530a',
  '#b3204d',
  '#2b6a3c',
  '#4455b8',
  '#8a4b2a',
  '#59606b',
  '#96308f',
  '#6b6a10',
  '#1f6f63',
  '#a33a2a',
]

/** The same person has the same colour everywhere; white letters stand on each of them with enough contrast. */
export function colourOf(code: string): string {
  let sum = 0
  for (const sign of code) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9_973
  return colours[sum % colours.length] ?? '#59606b'
}

export function avatar(code: string, name: string): HTMLElement {
  const face = make('span', { class: 'avatar', attributes: { 'aria-hidden': 'true' } })
  if (code === 'bot') {
    face.classList.add('bot')
    face.append(icon('bot'))
  } else {
    face.style.backgroundColor = colourOf(code)
    face.append(Array.from(name)[0] ?? '')
  }
  return face
}
