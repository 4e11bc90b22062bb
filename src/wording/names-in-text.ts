import { evenText } from './even-text.ts'
import { matchesOf } from './matches.ts'

/** Where a name of somebody private stands in an evened text, and the character that may stay (李**). */
export interface NameSpan {
  from: number
  to: number
  first: string
}

const numeral = '零〇一二三四五六七八九十百'
/** The parts of a nickname that tell where somebody lives: 3号楼, 2单元, 502室, A座1602, 3-2-502. */
const addressInName = new RegExp(
  `(?:[a-h]|\\d{1,3}|[${numeral}]{1,3})\\s?(?:号楼|[栋幢座#]|单元|门洞|[楼层室])|[\\d${numeral}]{3,4}室?|[a-h]?\\d+(?:[-/.、\\s]\\d+)*`,
  'gu',
)

/** A name of Chinese letters with no numeral among them has no address in it; most are such. */
const plainName = new RegExp(`^(?![^]*[${numeral}])[\u4e00-\u9fff]+$`, 'u')

/** What of a nickname is a name: its parts without the address, without figures, marks and emoji. */
export const partsOfName = (name: string): readonly string[] =>
  plainName.test(name)
    ? [name]
    : name
        .replace(addressInName, ' ')
        .split(/[\s\p{P}\p{S}\d]+/u)
        .filter((part) => part !== '')

/** Nicknames that are no names: to star them would star half the sentence. */
const nobody =
  /^(?:业主|邻居|居民|住户|租客|房东|物业|群主|管理员?|网格员?|社区|用户|微信用户|家人|妈妈|爸爸|宝妈|花园|小区|新村|公寓|家园)$/u

const single =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁沈姚卢姜崔钟谭陆汪范廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史贺陶毛郝顾龚邵万覃武钱戴严莫孔常汤康易乔赖文施洪辛柯庄温牛樊葛邢安齐伍庞颜倪章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包宁尚符舒阮纪梅童凌毕单季裴霍涂苗谷盛曲翁冉骆蓝路游靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简项连芦麦褚娄窦戚岑景宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝'
/** The first letter of every surname: looked at before what stands in front of it, which takes longer. */
const oneOf = `[欧上司诸夏皇尉${single}]`
const mayBegin = `[楼隔欧上司诸夏皇尉${single}]`
const surname = `(?:欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|[${single}])`
const called =
  '(?:阿姨|大爷|大妈|大娘|大叔|大伯|大哥|大姐|大嫂|嫂子|奶奶|爷爷|婆婆|伯伯|叔叔|婶婶|老太太?|老爷子|先生|女士|小姐|太太|同学|老师傅|师傅|某某|某)'
/** What stands behind a short form of address or a bare name; without it the letters belong to another word. */
const goesOn =
  '(?=$|[\\s\\p{P}]|\\d|家|的|说|称|和|与|跟|同|等|也|已|都|不|要|因|对|把|将|在|住|搬|签|愿|本人|夫妇|夫妻|一家|两|双方|协商|沟通|联系|商|谈|道歉|确认|核实|承诺|表示|反映|提出|拒绝|接受|满意|认为|希望|达成|解释|说明|自行|主动|当场|电话|达)'
const given = '[\\p{Script=Han}]'
const roles =
  '(?:业主|住户|户主|居民|邻居|租客|租户|房东|当事人|反映人|投诉人|联系人|村民|老人|家属|姓名|名叫|叫)'
const whose = `${roles}(?:是|为|:)?\\s?`
const towards = '(?:和|与|跟|同|找|向|给|对|请|由|被|劝|告知|通知|联系|提醒|约|[、,])'

/** A way in which words name somebody. */
interface Telling {
  pattern: RegExp
  /** Without one of these in the text the pattern finds nothing: far quicker to see. */
  needs: RegExp
  /** Whether a title stands with the name, so that no word of the trade is meant. */
  titled: boolean
}

const beside = '楼上|楼下|隔壁|对门|对面|前面|后面|[室户楼栋幢]|单元|\\d'
const tellings: readonly Telling[] = [
  {
    pattern: new RegExp(`(?=${oneOf})(?<=${whose})(${surname})${given}{1,2}?${goesOn}`, 'gu'),
    needs: new RegExp(roles, 'u'),
    titled: false,
  },
  {
    pattern: new RegExp(`(?=${oneOf})(?<=${towards})(${surname})${given}{1,2}?${goesOn}`, 'gu'),
    needs: new RegExp(`${towards}${oneOf}`, 'u'),
    titled: false,
  },
  {
    pattern: new RegExp(
      `(?=${oneOf})(?<=^|[\\s\\p{P}]|${beside})(${surname})${given}{1,2}(?=家|夫妇|夫妻|本人|\\()`,
      'gu',
    ),
    needs: /[家夫本(]/u,
    titled: false,
  },
  {
    pattern: new RegExp(`(?:老|小)?(${surname})${called}`, 'gu'),
    needs: /[姨爷妈娘叔伯哥姐嫂奶婆婶太子生士学师某]/u,
    titled: true,
  },
  {
    pattern: new RegExp(
      `(?=${mayBegin})(?<!${given})(?:楼上|楼下|隔壁)?(${surname})(?:叔|姨|婶|姐|哥|伯|嫂|爷|奶|总|某)${goesOn}`,
      'gu',
    ),
    needs: /[叔姨婶姐哥伯嫂爷奶总某]/u,
    titled: true,
  },
  {
    pattern: new RegExp(`[老小阿](${surname})${goesOn}`, 'gu'),
    needs: /[老小阿]/u,
    titled: true,
  },
]

/** Words of the trade that begin like a name. */
const noName =
  /马上|安静|关于|于是|高空|高层|高兴|安全|安装|安排|方便|方案|周边|周围|周末|金额|石头|黄色|白天|温度|温馨|常见|常住|严重|严格|全部|全体|成功|成本|包括|陆续|程序|项目|费用|应急|万一|曾经|连夜|连续|连接|路面|路灯|路口|江边|平时|何时|何处|卫生|单元|易燃|柏油|柴油|桂花|党员|党支|项目|管道|管线|管理|车位|车主|车辆|车库|房屋|房东|房主|施工|商户|商铺|商家|商定|师傅|向上|同意|左右|古树|农户|麻烦|明确|明天|游客|文明|古井|解决|解释|应当|应该|华灯|申请|申报|符合|边上|边坡|党委|单位|明显|冷水|苗木|季度|成员|查看|查明|简单|景观|全程|时间|小时|康复|宗教|席位|阳台|阳光|景区|成效|甘蔗|米饭|梅雨|武装|龙头|水|电|队|部门|物业|公司/u
/** Letters that hardly stand in a given name: 施工方, 管理处. */
const officeLetters = /[工方队员部门办处局所站业司厂店校院楼栋层区灯管线车位]$/u

interface Indexed {
  all: ReadonlySet<string>
  byFirst: ReadonlyMap<string, readonly string[]>
  /** Whom the last texts name beside these. */
  told: Map<string, readonly NameSpan[]>
}

/** A case has four texts; several cases are looked at in turn. */
const textsKept = 32

const indexes = new WeakMap<readonly string[], Indexed>()

/** Names that may stand, by their first letter: a town has twenty thousand, and a ledger a hundred thousand texts. */
function indexed(spoken: readonly string[]): Indexed {
  const before = indexes.get(spoken)
  if (before !== undefined) return before
  const named = spoken.filter((name) => name !== '')
  const made = {
    all: new Set(spoken),
    byFirst: Map.groupBy(named, (name) => name.charAt(0)),
    told: new Map<string, readonly NameSpan[]>(),
  }
  indexes.set(spoken, made)
  return made
}

/** Whether one of these names begins there, `but` aside. */
const standsAt = (text: string, at: number, spoken: readonly string[], but?: string): boolean =>
  (indexed(spoken).byFirst.get(text.charAt(at)) ?? []).some(
    (name) => name !== but && text.startsWith(name, at),
  )

/** How a name may stand in a text, and the letter of it that may stay. */
interface Form {
  form: string
  first: string
}

function formsOf(name: string): readonly Form[] {
  const even = evenText(name.trim()).text
  const parts = partsOfName(even)
  // Nothing but a name, as most are: whole and part are the same.
  if (parts.length === 1 && parts[0] === even)
    return [...even].length > 1 && !nobody.test(even) ? [{ form: even, first: even }] : []
  const whole = parts.length > 0 && [...even].length > 1 ? [even] : []
  return [
    ...whole.map((form) => ({ form, first: parts[0] ?? form })),
    ...parts.filter((part) => [...part].length > 1).map((form) => ({ form, first: form })),
  ].filter(({ form }) => !nobody.test(form))
}

let lastForms: { names: readonly string[]; forms: readonly Form[] } = { names: [], forms: [] }

/** The forms of these names, the longest first; worked out once for a list that several texts are asked for in turn. */
function formsOfAll(names: readonly string[]): readonly Form[] {
  if (names !== lastForms.names)
    lastForms = {
      names,
      forms: names.flatMap(formsOf).toSorted((a, b) => b.form.length - a.form.length),
    }
  return lastForms.forms
}

const listed = new WeakMap<
  readonly string[],
  ReadonlyMap<string, readonly { form: string; name: string }[]>
>()

/** Those of a long list that stays the same (all residents of a town) which may stand in a text: the few to look for in it. */
export function namesThatStand(text: string, list: readonly string[]): readonly string[] {
  let byFirst = listed.get(list)
  if (byFirst === undefined) {
    const all = list.flatMap((name) => formsOf(name).map(({ form }) => ({ form, name })))
    listed.set(list, (byFirst = Map.groupBy(all, ({ form }) => form.charAt(0))))
  }
  const even = evenText(text).text
  const found = [...new Set(even)].flatMap((letter) => byFirst.get(letter.charAt(0)) ?? [])
  return [...new Set(found.filter(({ form }) => even.includes(form)).map(({ name }) => name))]
}

/** Names given by those who know them, whole and in their parts, in Latin letters as whole words only. */
function known(text: string, names: readonly string[], spoken: ReadonlySet<string>): NameSpan[] {
  const found: NameSpan[] = []
  for (const { form, first } of formsOfAll(names)) {
    let at = text.indexOf(form)
    if (at < 0 || spoken.has(form)) continue
    for (; at >= 0; at = text.indexOf(form, at + form.length)) {
      const latin = /[a-z]/u.test(form.at(0) ?? '') && /[a-z]/u.test(text[at - 1] ?? '')
      const runsOn = /[a-z]/u.test(form.at(-1) ?? '') && /[a-z]/u.test(text[at + form.length] ?? '')
      if (!latin && !runsOn) found.push({ from: at, to: at + form.length, first: [...first][0] ?? '' })
    }
  }
  return found
}

/** Where these names stand, and no other. */
export const nameSpansOf = (text: string, names: readonly string[]): readonly NameSpan[] =>
  known(text, names, new Set())

/** Whether something is found there already. */
const clashing = (found: readonly NameSpan[], from: number, to: number): boolean =>
  found.some((other) => from < other.to && other.from < to)

/** A name that was found once, beside a word that told it, is the same name wherever else it stands in the text. */
function again(text: string, found: readonly NameSpan[], spoken: readonly string[]): NameSpan[] {
  const all: NameSpan[] = [...found]
  const forms = new Map(found.map(({ from, to, first }) => [text.slice(from, to), first]))
  for (const [form, first] of [...forms].toSorted(([a], [b]) => b.length - a.length)) {
    if ([...form].length < 2 || /[a-z]/u.test(form)) continue
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
      const staff = standsAt(text, at, spoken, form)
      if (!staff && !clashing(all, at, at + form.length)) all.push({ from: at, to: at + form.length, first })
    }
  }
  return all
}

const noNames: readonly string[] = []

/** The names that stand in a text, as they are written there: what else is said of the same case may name them alone. */
export const namesIn = (text: string, spoken: readonly string[] = noNames): readonly string[] => {
  const even = evenText(text).text
  const names = nameSpans(even, noNames, spoken).map(({ from, to }) => even.slice(from, to))
  return [...new Set(names)].filter((name) => [...name].length > 1)
}

/** Whom the words themselves name, staff aside; a case's texts are asked several times over, so the last are kept. */
function told(text: string, spoken: readonly string[]): readonly NameSpan[] {
  const { told: kept } = indexed(spoken)
  const before = kept.get(text)
  if (before !== undefined) return before
  const found: NameSpan[] = []
  for (const { pattern, needs, titled } of tellings)
    for (const match of needs.test(text) ? matchesOf(text, pattern) : []) {
      const said = match[0]
      if (standsAt(text, match.index, spoken)) continue
      if (!titled && (noName.test(said) || officeLetters.test(said))) continue
      const first = match[1]?.[0] ?? said[0] ?? ''
      found.push({ from: match.index, to: match.index + said.length, first })
    }
  // All at once: which of them is the oldest costs more to know than to find it again.
  if (kept.size >= textsKept) kept.clear()
  kept.set(text, found)
  return found
}

/**
 * Where people are named in an evened text: those given by name (room nicknames of every shape), and anybody whom the
 * words name as one names a neighbour (王大爷, 业主刘小明, 和张建军沟通). `spoken` are names that may stand: staff, estates.
 * What is doubtful is taken for a name where a word of address or of dealing with somebody stands beside it; what was so
 * found once is starred wherever it stands.
 */
export function nameSpans(text: string, names: readonly string[], spoken: readonly string[]): NameSpan[] {
  const found = known(text, names, indexed(spoken).all)
  for (const span of told(text, spoken)) if (!clashing(found, span.from, span.to)) found.push(span)
  return found.length === 0 ? found : again(text, found, spoken)
}
