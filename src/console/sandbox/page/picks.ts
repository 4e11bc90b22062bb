import type { Room } from './answers.ts'
import { make, part } from './make.ts'
import { speakerIn, world } from './world.ts'

interface Offer {
  area: HTMLTextAreaElement
  names: readonly string[]
  /** Where the @ stands. */
  from: number
  chosen: number
}

let offer: Offer | null = null

const behindAt = /@([^\s@]{0,12})$/u

function namesIn(room: Room): string[] {
  const speaker = speakerIn(room)
  const others = room.members.filter((member) => member.code !== 'bot' && member.code !== speaker)
  return [world.town.bot.name, ...others.map((member) => member.name)]
}

/** Offers the room's people while a name is being written behind an @. */
export function offerPicks(area: HTMLTextAreaElement, room: Room): void {
  const before = area.value.slice(0, area.selectionStart)
  const begun = behindAt.exec(before)
  const names = begun === null ? [] : namesIn(room).filter((name) => name.includes(begun[1] ?? ''))
  if (begun === null || names.length === 0 || names.includes(begun[1] ?? '')) {
    closePicks()
    return
  }
  offer = { area, names, from: begun.index, chosen: 0 }
  showPicks()
}

/** Writes an @ where the cursor is, and offers everybody. */
export function openPicks(area: HTMLTextAreaElement, room: Room): void {
  area.focus()
  area.setRangeText('@', area.selectionStart, area.selectionEnd, 'end')
  offerPicks(area, room)
}

export function closePicks(): void {
  offer?.area.removeAttribute('aria-activedescendant')
  offer = null
  part('picks').hidden = true
}

function take(name: string): void {
  if (offer === null) return
  const { area, from } = offer
  area.setRangeText(`@${name} `, from, area.selectionStart, 'end')
  closePicks()
  area.focus()
}

function showPicks(): void {
  if (offer === null) return
  const { area, names, chosen } = offer
  const rows = names.map((name, index) => {
    const row = make(
      'li',
      { attributes: { role: 'option', id: `pick-${index}`, 'aria-selected': String(index === chosen) } },
      name,
    )
    // Before the text area loses the focus, which would close the list.
    row.addEventListener('pointerdown', (event) => {
      event.preventDefault()
      take(name)
    })
    return row
  })
  const list = part('picks')
  list.hidden = false
  list.replaceChildren(...rows)
  rows[chosen]?.scrollIntoView({ block: 'nearest' })
  area.setAttribute('aria-activedescendant', `pick-${chosen}`)
}

/** True when the key belonged to the list. */
export function pickByKey(event: KeyboardEvent): boolean {
  if (offer === null) return false
  const { names, chosen } = offer
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step !== 0) {
    offer.chosen = (chosen + step + names.length) % names.length
    showPicks()
  } else if (event.key === 'Enter' || event.key === 'Tab') {
    take(names[chosen] ?? '')
  } else if (event.key === 'Escape') {
    closePicks()
  } else {
    return false
  }
  event.preventDefault()
  return true
}
