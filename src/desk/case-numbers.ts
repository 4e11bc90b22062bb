/** How case numbers are said with a command: "7", "#7", "3号单", "QH20261123-0007", several in a row, "7-9" (10.1). */

/** What a command's words say of cases, and how many letters of the words were used for it. */
export interface NumbersSaid {
  numbers: readonly string[]
  length: number
}

/** The town's prefix may be left out: "20261123-0007". */
const fullNumber = /^[A-Z]{0,6}\d{8}-\d{4,}/iu
const caseWord = '号?(?:案件|案|件|工单|单子|单)(?!元)'
/** What is counted, not a case: "2天", "3楼", "2盏灯"; but "7 楼道灯换好了" is case 7. */
const counts = '[号栋幢单个月点%％元米层组年]|楼(?![道梯顶])|天(?![然花桥台井])|日(?!常)|户(?![外主])'
/** Counted only where nothing stands between: "2盏灯" are two, "7 只换了一层" is case 7. */
const countsGlued =
  '[盏袋次辆台块条件套间扇桶斤米株棵筐箱名]|小时|分钟|人(?!员)|处(?![理置])|只(?![换有是])|张(?!贴)|家(?![里中])|位(?!置)|根(?!据)|车(?!辆)'
const shortNumber = new RegExp(
  `^(?:[#№]|编号\\s?)?\\d{1,5}(?:${caseWord})?(?!\\d)(?![.:：]\\d)(?!\\s*[-－—~～/至到]\\s*\\d)(?!\\s*(?:${counts}))(?!${countsGlued})`,
  'u',
)
/** "7号" and nothing behind it, or behind a command that says all a separator. */
const numberAtEnd = /^(?:[#№]|编号\s?)?\d{1,5}号(?=[\s。.!！~～]*$)/u
const numberApart = /^(?:[#№]|编号\s?)?\d{1,5}号(?=[\s,，、;；和及跟与])(?!\s*(?:楼|栋|幢|院|门|单元))/u
/** "7-9", "7到9": said only where nothing but cases can be meant. */
const stretch = /^(\d{1,5})号?\s*[-－—~～至到]\s*(\d{1,5})号?(?=[\s,，、;；。.!！]|$)/u
const stretchAtMost = 20
export const separator = /^[\s,，、;；:：和及跟与]+/u

const one = `(?:[#№]|编号\\s?)?(?:[A-Z]{0,6}\\d{8}-\\d{4,}|\\d{1,5})(?:${caseWord}|号)?`
const inFront = new RegExp(`^(?:[把将]\\s?)?${one}(?:[\\s,，、;；和及跟与]+${one})*[\\s,，、;；:：]*`, 'iu')
const each = new RegExp(one, 'giu')

const bare = (taken: string): string =>
  taken
    .trim()
    .replace(new RegExp(`^(?:[#№]|编号\\s?)|(?:${caseWord}|号)$`, 'gu'), '')
    .toUpperCase()

/** Numbers in front of a command: "7 签收", "3号单 签收", "7、8和9 签收", "把7并入4"; none is length 0. */
export function numbersInFront(said: string): NumbersSaid {
  const front = inFront.exec(said)?.[0] ?? ''
  return { numbers: (front.match(each) ?? []).map(bare), length: front.length }
}

function stretchOf(text: string): { numbers: readonly string[]; length: number } | null {
  const found = stretch.exec(text)
  const [from, to] = [Number(found?.[1]), Number(found?.[2])]
  if (found === null || to <= from || to - from >= stretchAtMost) return null
  return {
    numbers: Array.from({ length: to - from + 1 }, (_, at) => String(from + at)),
    length: found[0].length,
  }
}

/** A number may run into the words once, right behind the command: "办结7换了灯". What follows stands apart. */
const standsApart = /^(?:[\s,，、;；:：。.!！~～和及跟与]|$)/u

/**
 * Numbers right behind a command. `all`: the command says all with its numbers, so that "7号" is a case and "7-9" are
 * three; behind others it may be a day, a house or an address.
 */
export function numbersBehind(text: string, all: boolean): NumbersSaid {
  const numbers: string[] = []
  let rest = text.replace(separator, '')
  for (;;) {
    const some = all ? stretchOf(rest) : null
    const taken =
      some === null
        ? (fullNumber.exec(rest)?.[0] ??
          shortNumber.exec(rest)?.[0] ??
          numberAtEnd.exec(rest)?.[0] ??
          (all ? numberApart.exec(rest)?.[0] : undefined))
        : rest.slice(0, some.length)
    if (taken === undefined) break
    if (numbers.length > 0 && !standsApart.test(rest.slice(taken.length))) break
    numbers.push(...(some?.numbers ?? [bare(taken)]))
    rest = rest.slice(taken.length).replace(separator, '')
  }
  return { numbers, length: text.length - rest.length }
}
