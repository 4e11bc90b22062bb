import { makeTaken } from '../wording/taken.ts'
import { makeMatcher } from './matcher.ts'
import { quick } from './needs.ts'
import { normalise } from './normalise.ts'
import type { Plain } from './normalise.ts'
import type { ReaderTown } from './reading.ts'

export interface Named {
  kind: 'estate' | 'road' | 'landmark' | 'community'
  canonical: string
  from: number
  to: number
}

/** The town's place names, found in a text. */
export interface Gazetteer {
  /** Names that stand in the text, longest first where they overlap, in order. */
  find(text: string): Named[]
  /** The estate or village as written, one wrong character allowed; null where none is named. */
  estate(plain: Plain, named: readonly Named[]): string | null
}

const tail =
  '(?:小区|花园|家园|新村|公寓|新苑|花苑|佳苑|雅苑|嘉园|名苑|豪庭|华庭|名都|国际城|新城|山庄|水岸|花城|宿舍|家属院|大院|安置房)'
/** An estate no gazetteer knows, where the words around it show that it is one. */
const unknownEstate = new RegExp(
  `(?:^|[\\s,，。!！?？@:：;；(（]|我们|我住|住在|位于|关于|在|举报|反映|投诉|来自)([\\u4e00-\\u9fff]{2,5}?${tail}(?:[一二三四五六七八九\\d]期)?)`,
  'u',
)
const mayBeEstate = quick(unknownEstate)
const noEstate =
  /(?:我们|咱们|这个|那个|整个|本|该|别的|隔壁|其他|老旧|你们|他们|全|各|一个|每个|在|的|是|住|有|没|不|和|跟)/u

/** Letters that begin a word of their own behind a name, and end no name. */
const ownWord = /[的了在是有没里这那又也都和跟前后边上下附门停漏坏]$/u

function isNear(said: string, name: string): boolean {
  let wrong = 0
  for (let i = 0; i < name.length; i += 1) if (said[i] !== name[i]) wrong += 1
  return wrong === 1
}

/** Builds the gazetteer once per town. */
export function makeGazetteer(names: ReaderTown['gazetteer']): Gazetteer {
  const even = names
    .map((entry) => ({ ...entry, name: normalise(entry.name).text }))
    .filter((e) => e.name !== '')
  const match = makeMatcher(even.map((entry) => [entry.name, entry] as const))
  const estates = even
    .filter((entry) => entry.kind === 'estate' && entry.name.length >= 3)
    .map(({ name }) => ({ name, first: name.charCodeAt(0), last: name.charCodeAt(name.length - 1) }))

  const find = (text: string): Named[] => {
    const hits = match(text).sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
    const kept: Named[] = []
    const taken = makeTaken(text.length)
    for (const hit of hits) {
      // A village and its community bear one name; who says it means the place.
      const entry = hit.tags.find(({ kind }) => kind === 'estate') ?? hit.tags[0]
      if (!entry || !taken.take(hit.from, hit.to)) continue
      const kind = entry.kind === 'community' && entry.name.endsWith('村') ? 'estate' : entry.kind
      kept.push({ kind, canonical: entry.canonical, from: hit.from, to: hit.to })
    }
    return kept.sort((a, b) => a.from - b.from)
  }

  /**
   * A name with one wrong character; where an alias stands in it (东风 in 东风新春), the longer counts. What is a name of
   * something else as it stands (石桥小学 beside the village 石桥村) is not misspelt, nor is an alias with a
   * word of its own behind it (石桥的 beside 石桥村).
   */
  const misspelt = (plain: Plain, longerThan: number, named: readonly Named[]): string | null => {
    const { text } = plain
    const others = named.filter(({ kind }) => kind === 'landmark' || kind === 'road')
    for (const { name, first, last } of estates) {
      if (name.length <= longerThan) continue
      for (let at = 0; at + name.length <= text.length; at += 1) {
        // One shared character at either end keeps this from comparing every window in full.
        if (text.charCodeAt(at) !== first && text.charCodeAt(at + name.length - 1) !== last) continue
        if (others.some(({ from, to }) => from < at + name.length && at < to)) continue
        const said = text.slice(at, at + name.length)
        if (said.length === longerThan + 1 && ownWord.test(said)) continue
        if (isNear(said, name) && /^[\u4e00-\u9fff]+$/u.test(said)) return plain.written(at, at + name.length)
      }
    }
    return null
  }

  const estate = (plain: Plain, named: readonly Named[]): string | null => {
    const known = named.find((hit) => hit.kind === 'estate')
    const near = misspelt(plain, known ? known.to - known.from : 2, named)
    if (near !== null && (known === undefined || near.startsWith(plain.written(known.from, known.to))))
      return near
    if (known) return plain.written(known.from, known.to)
    const unknown = mayBeEstate.could(plain.text) ? unknownEstate.exec(plain.text) : null
    const said = unknown?.[1]?.replace(/^(?:我们?|咱们?|俺们?|他们|这个|那个|住|在)+/u, '')
    if (!unknown || said === undefined || said.length < 4 || noEstate.test(said)) return null
    const from = unknown.index + unknown[0].length - said.length
    return plain.written(from, from + said.length)
  }
  return { find, estate }
}
