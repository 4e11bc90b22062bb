/**
 * One building as people say it. Residents write 3号楼, 三栋, 3#, A座, 四组, 东区3号楼 for what is one thing;
 * inside, a building has one canonical name, so that what is said meets what the town's file says.
 */
export type BuildingFamily = 'zone' | 'number' | 'group' | 'letter' | 'stem' | 'named'

export interface Building {
  /** 东区, 2期, 1号院; a single letter stands for that lettered zone (A3 is building 3 of zone A). Empty without. */
  zone: string
  family: BuildingFamily
  /** The number, or the place of the letter or stem in its row; 0 where the family has no order. */
  at: number
  /** The word of a group (组, 队 …) or the whole name of a named building. */
  word: string
}

export const stems = '甲乙丙丁戊己庚辛壬癸'
const numerals = '〇一二三四五六七八九'

/** Alternatives of the regular expressions here and in building-range.ts; all expect text in plain writing. */
export const patterns = {
  zone: '(?:[东西南北中上下前后新老内外]{1,2}(?:区|期|苑|院|片)|[A-Z](?:区|期|苑|院|片)|\\d{1,2}(?:区|期|苑|号院|院|片))',
  building: '(?:号(?:楼|栋|幢)?|#(?:楼|栋)?|栋楼?|幢|座|楼栋?)',
  group: '(?:组|队|社|排|弄|巷)',
  number: '\\d{1,4}',
} as const

const variants: Readonly<Record<string, string>> = {
  號: '号',
  樓: '楼',
  棟: '栋',
  區: '区',
  組: '组',
  隊: '队',
  單: '单',
  雙: '双',
  東: '东',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '〜': '~',
  '∼': '~',
  零: '〇',
  两: '二',
  兩: '二',
}

/** A Chinese numeral below 1000, with places (二十一) or digit by digit (二〇一), as a number. */
function figureOf(chinese: string): number {
  if (!/[十百]/u.test(chinese)) return Number(Array.from(chinese, (sign) => numerals.indexOf(sign)).join(''))
  let total = 0
  let digit = 0
  for (const sign of chinese) {
    if (sign === '百' || sign === '十') {
      total += (digit === 0 ? 1 : digit) * (sign === '百' ? 100 : 10)
      digit = 0
    } else digit = numerals.indexOf(sign)
  }
  return total + digit
}

/**
 * The same words in one way of writing: half-width, capitals, simplified, one sort of dash, figures instead of
 * Chinese numerals where they count something (三号楼, not 三友楼), no blanks inside a name.
 */
export function plainWriting(text: string): string {
  const written = Array.from(text.normalize('NFKC').toUpperCase(), (sign) => variants[sign] ?? sign).join('')
  return written
    .replace(/(\d)一(\d)/gu, '$1-$2')
    .replace(
      /[〇一二三四五六七八九十百]+(?=$|[号栋幢座#组队社排弄巷区期苑院片单双奇偶楼至到以起和及与除不的,、;/+~()\s-])/gu,
      (chinese) => String(figureOf(chinese)),
    )
    .replace(/(?<=[\dA-Z楼栋幢座号#组队社排弄巷])\s+(?=[\dA-Z第])/gu, ',')
    .replace(/\s+/gu, '')
    .replace(/第(?=\d)/gu, '')
}

export const zoneOf = (written: string | undefined): string =>
  written === undefined ? '' : /^[A-Z]区$/u.test(written) ? written.slice(0, 1) : written

const { zone, building, group, number } = patterns
const shapes = {
  zone: new RegExp(`^(${zone})$`, 'u'),
  number: new RegExp(`^(${zone})?([A-Z甲乙丙丁])?-?(${number})${building}?$`, 'u'),
  letter: new RegExp(`^(${zone})?([A-Z])${building}?$`, 'u'),
  stem: new RegExp(`^(${zone})?([${stems}])${building}$`, 'u'),
  group: new RegExp(`^(${zone})?(${number})(${group})$`, 'u'),
  branch: new RegExp(`^(${zone})?(${number})(?:号楼?|#|栋)?([A-Z甲乙丙丁])${building}?$`, 'u'),
  named: /^(?!.*[这那几哪边旁的])[\p{Script=Han}A-Z\d]{1,8}(?:楼|院|苑|阁|轩|公寓|宿舍|大厦)$/u,
}

/** Reads one building in plain writing; null where the words name none. */
export function readBuilding(plain: string): Building | null {
  const zoneOnly = shapes.zone.exec(plain)
  if (zoneOnly) return { zone: zoneOf(zoneOnly[1]), family: 'zone', at: 0, word: '' }
  const numbered = shapes.number.exec(plain)
  if (numbered) {
    const inZone = zoneOf(numbered[1]) + (numbered[2] ?? '')
    return { zone: inZone, family: 'number', at: Number(numbered[3]), word: '' }
  }
  const lettered = shapes.letter.exec(plain)
  if (lettered) return { zone: zoneOf(lettered[1]), family: 'letter', at: letterAt(lettered[2]), word: '' }
  const stemmed = shapes.stem.exec(plain)
  if (stemmed)
    return { zone: zoneOf(stemmed[1]), family: 'stem', at: stems.indexOf(stemmed[2] ?? ''), word: '' }
  const grouped = shapes.group.exec(plain)
  if (grouped)
    return { zone: zoneOf(grouped[1]), family: 'group', at: Number(grouped[2]), word: grouped[3] ?? '' }
  const branch = shapes.branch.exec(plain)
  if (branch) {
    return { zone: zoneOf(branch[1]), family: 'named', at: 0, word: `${Number(branch[2])}${branch[3] ?? ''}` }
  }
  return shapes.named.test(plain) ? { zone: '', family: 'named', at: 0, word: plain } : null
}

export const letterAt = (letter: string | undefined): number => (letter ?? 'A').charCodeAt(0) - 65

const insideZone = (b: Building): string => {
  switch (b.family) {
    case 'zone':
      return ''
    case 'number':
      return String(b.at)
    case 'letter':
      return String.fromCharCode(65 + b.at)
    case 'stem':
      return `${stems[b.at] ?? ''}栋`
    case 'group':
      return `${b.at}${b.word}`
    case 'named':
      return b.word
  }
}

/** The canonical name of a building: 3, A, A3, 东区3, 4组, 3A. Reading it again gives the same building. */
export function canonicalName(b: Building): string {
  if (b.family === 'zone') return /^[A-Z]$/u.test(b.zone) ? `${b.zone}区` : b.zone
  // A lettered zone beside a letter (A区B座) would read as something else without its 区.
  const zoned = /^[A-Z]$/u.test(b.zone) && b.family !== 'number' ? `${b.zone}区` : b.zone
  return zoned + insideZone(b)
}

/** The canonical name of what a resident said ("三号楼" → "3", "b座" → "B", "第四组" → "4组"); null where it names no building. */
export function canonicalBuilding(said: string): string | null {
  const read = readBuilding(plainWriting(said))
  return read === null ? null : canonicalName(read)
}

/** A building as notices write it: 3号楼, A座, 4组, 东区3号楼. */
export function buildingTitle(b: Building): string {
  const name = canonicalName(b)
  if (b.family === 'number') return `${name}号楼`
  if (b.family === 'letter') return `${name}座`
  return b.family === 'named' && /^\d+[A-Z甲乙丙丁]$/u.test(b.word) ? `${name}号楼` : name
}
