/** By what somebody is known in words that others wrote down: names, other marks of theirs, numbers as bare figures. */
export interface Naming {
  names: readonly string[]
  numbers: readonly string[]
}

/** What stands where the person stood. */
export const personGone = '（已删除）'

/** Everybody is called so. */
const nobodys: ReadonlySet<string> = new Set([
  ...['居民', '业主', '邻居', '住户', '租户', '房东', '用户', '微信用户', '匿名', '匿名用户', '市民', '群众'],
  ...['来访人', '来电人', '反映人', '网友', '本人', '先生', '女士', '阿姨', '叔叔', '大爷', '大妈', '大叔'],
  ...['老师', '师傅', '奶奶', '爷爷', '婆婆', '家长', '老人', '网格员', '物业', '一个', '这里', '那个'],
])

/** House, unit and flat in front of or behind a nickname: 李阿姨3-502, 3号楼502李阿姨. */
const flat = /[\d\s#＃()（）【】[\]_.,，。·~—－-]+|号楼|单元|[栋幢室号楼]/gu
/** 我是 alone names nobody: 我是房客, 我是楼上的. */
const selfNamed = /我(?:叫|姓名是?|的名字(?:是|叫))\s*(\p{Script=Han}{2,4})(?=[，,。.;；!！\s]|$)/gu
/** How another system's form names its sender. */
const inForm = /(姓|名|邮箱|账号|设备)：([^，\n]+)/gu
const figures = /\+?\d(?:[ \t.\-－—·]{0,2}\d){6,24}/gu

/** A day, or the number of a case, which begins with one: nobody's telephone. */
const dated = /^20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4,7})?$/u

const digitsOf = (said: string): string =>
  said
    .normalize('NFKC')
    .replaceAll(/\D/gu, '')
    .replace(/^(?:00)?86(?=1\d{10}$)/u, '')

/** A name that points at one person: of two signs at least, and not what everybody is called. */
const points = (name: string): boolean =>
  !nobodys.has(name) && (/\p{Script=Han}/u.test(name) ? [...name].length >= 2 : name.length >= 4)

function fromForm(words: string): readonly string[] {
  const said = new Map([...words.matchAll(inForm)].map(([, title = '', value = '']) => [title, value.trim()]))
  const whole = `${said.get('姓') ?? ''}${said.get('名') ?? ''}`
  return [whole, `${said.get('名') ?? ''} ${said.get('姓') ?? ''}`.trim(), ...said.values()]
}

/**
 * By what a person is named: as they are known, with and without the flat in a nickname, as they called themselves in their
 * own words, with the numbers in those. `others` are names that must stay: colleagues, places.
 */
export function namingOf(
  known: readonly string[],
  ownWords: readonly string[],
  others: ReadonlySet<string>,
): Naming {
  const named = [
    ...known.flatMap((name) => [name.trim(), name.replaceAll(flat, '')]),
    ...ownWords.flatMap((words) => [...words.matchAll(selfNamed)].map(([, name = '']) => name)),
    ...ownWords.flatMap(fromForm),
  ]
  const numbers = [...known, ...ownWords].flatMap((words) => words.normalize('NFKC').match(figures) ?? [])
  return {
    names: [...new Set(named)]
      .filter((name) => points(name) && !others.has(name))
      .toSorted((a, b) => b.length - a.length),
    numbers: [...new Set(numbers.map(digitsOf))].filter(
      (digits) => digits.length >= 7 && !dated.test(digits),
    ),
  }
}

/** The text without the person: whatever names them or is a number of theirs, however it is written, is taken out. */
export function withoutPerson(text: string, { names, numbers }: Naming): string {
  const without = names.reduce((left, name) => left.replaceAll(name, personGone), text)
  return without.replaceAll(figures, (run) => {
    const digits = digitsOf(run)
    return numbers.some((number) => digits.includes(number)) ? personGone : run
  })
}

/** The same of every text inside a plain value. */
export function valueWithoutPerson(value: unknown, naming: Naming): unknown {
  if (typeof value === 'string') return withoutPerson(value, naming)
  if (Array.isArray(value)) return value.map((one) => valueWithoutPerson(one, naming))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, valueWithoutPerson(one, naming)]))
}
