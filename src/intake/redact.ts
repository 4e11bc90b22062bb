import { privateSpans } from '../wording/private-parts.ts'
import type { PrivateKind, PrivateSpan } from '../wording/private-parts.ts'
import { normalise } from './normalise.ts'
import type { Plain } from './normalise.ts'

/** A private substring: positions in the evened text, and the words exactly as written. */
export interface PrivatePart extends PrivateSpan {
  written: string
}

const names: Readonly<Record<PrivateKind, string>> = {
  phone: '[电话]',
  landline: '[电话]',
  identity: '[证件号]',
  card: '[卡号]',
  plate: '[车牌]',
}

/**
 * The private parts of a text in order, each exactly as written. No names and no room numbers: those stay where staff
 * need them and are masked for a room (6.3, wording/mask.ts).
 */
export function findPrivate(plain: Plain): PrivatePart[] {
  return privateSpans(plain.text).map((span) => ({ ...span, written: plain.written(span.from, span.to) }))
}

/** The text with every private part replaced by its kind in brackets; for all that is stored as words or leaves the machine. */
export function redactText(text: string): string {
  const plain = normalise(text)
  let redacted = ''
  let done = 0
  for (const part of findPrivate(plain)) {
    const { from, to } = plain.origin(part.from, part.to)
    redacted += text.slice(done, from) + names[part.kind]
    done = to
  }
  return withoutGlued(redacted + text.slice(done))
}

/**
 * A telephone number glued to other figures is no private part to point at, but it must not leave either:
 * losing an order number is the smaller harm.
 */
function withoutGlued(text: string): string {
  const even = normalise(text)
  let rest = ''
  let done = 0
  for (const match of even.text.matchAll(/1[3-9]\d{9}/gu)) {
    const { from, to } = even.origin(match.index, match.index + match[0].length)
    rest += `${text.slice(done, from)}[电话]`
    done = to
  }
  return rest + text.slice(done)
}
