import { inFigures, normalise } from '../intake/normalise.ts'
import { redactText } from '../intake/redact.ts'
import { privateCuts, type PrivateCut } from '../wording/mask.ts'

/** What stands for a number that nobody outside needs; it is never put back. */
const gone: Readonly<Record<Exclude<PrivateCut['kind'], 'name' | 'flat'>, string>> = {
  phone: '〔电话〕',
  landline: '〔电话〕',
  identity: '〔证件号〕',
  card: '〔卡号〕',
  plate: '〔车牌〕',
  contact: '〔联系方式〕',
}
const standIn = /〔[人室]\d{1,3}〕/gu
/** Control signs and what no eye sees: nothing may be said to the model that a person in the room could not read. */
const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu

/** Takes out of words what must not leave the house, and puts back what may come back; one for each question. */
export interface Hiding {
  /** Numbers become their kind, people 〔人1〕, flats 〔室1〕; the same name has the same number throughout. */
  hide(text: string): string
  /** People and flats as they were written; what was never hidden by this `hide` stays out. */
  putBack(text: string): string
  /** The number of the flat that a stand-in names; null where the text is none. */
  flatOf(text: string): string | null
}

/** `names`: people whom the house knows; `places`: names that may leave, since they say where and not who. */
export function makeHiding(names: readonly string[], places: readonly string[]): Hiding {
  const written = new Map<string, string>()
  const given = new Map<string, string>()

  const standInFor = (kind: 'name' | 'flat', words: string): string => {
    const key = `${kind} ${kind === 'flat' ? (figuresOf(words) ?? words) : words}`
    const known = given.get(key)
    if (known !== undefined) return known
    const of = kind === 'name' ? '人' : '室'
    const count = [...given.values()].filter((one) => one[1] === of).length
    const made = `〔${of}${count + 1}〕`
    given.set(key, made)
    written.set(made, words)
    return made
  }

  return {
    hide(text) {
      const plain = text.replaceAll(unseen, '').replaceAll('〔', '（').replaceAll('〕', '）')
      const even = normalise(plain)
      let hidden = ''
      let done = 0
      for (const { kind, from, to } of privateCuts(even, names, places)) {
        const cut = even.origin(from, to)
        const words = plain.slice(cut.from, cut.to)
        hidden += plain.slice(done, cut.from)
        hidden += kind === 'name' || kind === 'flat' ? standInFor(kind, words) : gone[kind]
        done = cut.to
      }
      return redactText(hidden + plain.slice(done))
    },
    putBack: (text) => text.replaceAll(standIn, (mark) => written.get(mark) ?? ''),
    flatOf: (text) => figuresOf(text.trim().startsWith('〔室') ? (written.get(text.trim()) ?? '') : ''),
  }
}

/** The number in the words of a flat: -502室 → 502, 五零二室 → 502. */
function figuresOf(words: string): string | null {
  const run = /[\da-z零〇一二两三四五六七八九十百]+/u.exec(normalise(words).text)?.[0]
  return run === undefined ? null : inFigures(run)
}
