import { normalise } from './normalise.ts'

export interface SaidLine {
  /** Whoever spoke; the same key is the same person. */
  speaker: string
  text: string
  at: Date
}

/** An insult or a threat to somebody's face. What is only rude about a thing, or about nobody, is none. */
const toTheFace: readonly RegExp[] = [
  /(?:你|您)(?:这?个?|他妈|她妈|妈的?|真是?|就是|才|算|全家|祖宗)*(?:神经病|有病|脑子(?:有病|进水)|傻[逼比b叉]?|蠢货|混蛋|王八蛋?|畜生|不要脸|没教养|泼妇|无赖|流氓|垃圾|废物|狗东西|老不死|缺德(?:玩意|鬼)?|算(?:老几|什么东西|个屁|哪根葱)|什么东西|是不是(?:人|找打|欠揍))/u,
  /你们(?:这些?|[一这]群|[一这]帮|这伙|都|全|真|就|是|简直)*(?:废物|饭桶|草包|蠢货|混蛋|王八蛋?|畜生|不要脸|骗子|垃圾(?=[!！。.,，\s]|$))/u,
  /(?:你妈|你他妈|他妈的你|草你|操你|艹你|日你|滚你|去你妈|你全家)/u,
  /^(?:@\S{1,12}\s?)?(?:滚|滚蛋|滚远点|滚开|闭嘴|闭上你的嘴|神经病|傻[逼比b]|不要脸|有病吧?|去死|王八蛋)(?:吧|你|[!！。.,，\s]|$)/u,
  /(?:信不信|看)(?:我|老子).{0,8}(?:揍|打|弄|收拾|砸|整)/u,
  /(?:揍|打|弄|收拾|整|削|锤)(?:死|扁|残)?你|打断你|弄死你|扒了你|要你好看|给你好看|让你(?:好看|吃不了|知道厉害|后悔)/u,
  /你(?:给我)?(?:等着|小心点|等死|试试看)|有种(?:你|下来|出来|再)|(?:不服|来).{0,3}(?:单挑|干一架)|下来(?:打|干)一?架/u,
  /(?:跟|骂|吵)(?:我|老子).{0,3}(?:嚣张|横|狂)|你(?:再|还敢)(?:骂|说|嚷|吠|动)(?:一?句|我|试试)/u,
]

/** A threat to do somebody harm. */
const threats =
  /弄死|打死|揍你|打断你|收拾你|砸了?你|要你好看|给你好看|你(?:给我)?等着|小心点|单挑|干一架|有种(?:你|下来|出来)/u

/** Said to soothe, told of others, or laughed: no hostility of the speaker's own. */
const calm =
  /别(?:骂|吵|打)了|都少说|消消气|冷静|和气|哈哈|嘿嘿|\[(?:偷笑|捂脸|呲牙|狗头|旺柴|笑哭)\]|🤣|😂|开玩笑|逗你|他骂我|骂我说|电视剧|台词|小说/u

/** Hard words to nobody by name, and nothing besides. */
const onlyAbuse =
  /^(?:真是|简直|纯属|就是|全是|都是|[一这]?(?:群|帮|伙))*(?:废物|饭桶|草包|垃圾|骗子|混蛋|王八蛋?|吃干饭的?|吃白饭的?|傻[逼比b])+(?:东西|玩意儿?)?(?:[，,。.!！\s]*(?:什么用都没有|没用|滚|去死|一点用都没有))?[。.!！~～\s]*$/u

/** So many letters hold an insult and no fact. */
const insultLetters = 20

/** Whether a line is an insult and says nothing of any matter: it adds to no case. */
export function isAbuse(text: string): boolean {
  const even = normalise(text.slice(0, 500)).text.trim()
  return (
    onlyAbuse.test(even) ||
    (even.length <= insultLetters &&
      isHostile(even) &&
      !/\d|[一二三四五六七八九十](?:号|楼|栋|单元)/u.test(even))
  )
}

/** Whether a line is meant to hurt the one it is said to. */
export function isHostile(text: string): boolean {
  const even = normalise(text.slice(0, 500)).text
  return !calm.test(even) && toTheFace.some((pattern) => pattern.test(even))
}

export interface Exchange {
  /** The two, in no order that says anything. */
  speakers: readonly [string, string]
  threat: boolean
}

/** So many hostile lines, by turns, make an exchange: one outburst and its answer do not. */
const turns = 3

/**
 * 6.10: two people who go at each other: the last three hostile lines are by turns of two speakers, none of them further
 * apart than `minutes`, the last line of all among them. Oldest first; null for everything else.
 */
export function hostileExchange(lines: readonly SaidLine[], minutes: number): Exchange | null {
  const last = lines.at(-1)
  if (last === undefined || !isHostile(last.text)) return null
  const since = last.at.getTime() - minutes * 60_000
  const hostile = lines.filter((line) => line.at.getTime() >= since && isHostile(line.text))
  const [first, answer, again] = hostile.slice(-turns)
  if (first === undefined || answer === undefined || again === undefined) return null
  if (first.speaker !== again.speaker || first.speaker === answer.speaker) return null
  const [one = '', two = ''] = [first.speaker, answer.speaker].toSorted()
  return { speakers: [one, two], threat: [first, answer, again].some(({ text }) => threats.test(text)) }
}
