import { isLonePlace } from './lone-place.ts'
import { force } from './cues.ts'
import type { Cues } from './cues.ts'
import { isOwnLine } from './own-line.ts'
import type { Act, ContextLine, Heard } from './reading.ts'
import { isBareRating, readRating } from './rating.ts'

/** How many lines above still count as "just above". */
const near = 6

const closure =
  /(?:满意|评价|打分|评分).{0,40}(?:回复|评价|不满意|[1-5]|请)|(?:回复|请).{0,20}(?:满意|评价|打分|评分)|(?:已办结|已结案|办结|结案).{0,60}满意/u
const asks =
  /[?？]|(?:请|麻烦)(?:问|您|你)?(?:告诉|补充|说明|提供|回复|描述|补|拍|发|说|讲|留|给|报|描)|在哪|哪(?:栋|一栋|个|幢|号楼)|几(?:栋|号楼|单元)|具体(?:位置|地址|是)/u
const receipt = /(?:已?受理|已?登记|已?记录|编号|单号|[A-Z]{2}\d{6,8}-\d{3,4}|#\d+|最晚|之前答复|网格员)/u

const joining =
  /^(?:@\S{1,8}\s?)?(?:\+\s?1|加一|\+10086|1\+|同问|同求|同感|同上|附议|支持[!！。,，\s]|强烈支持|同反映|一样(?:的)?|同样|me\s?too|我也(?:是|一样|遇到|有|要|想问|想知道|闻到|听到|看到|看见|发现|被|没|停|碰到|投诉|反映|这样|受不了|不行)|(?:我|俺|咱|我们|俺们|咱们|阿拉)(?:家|们家|楼|单元|这边|这里|这栋|这幢|这一?层|栋|\d{1,3}(?:栋|号楼|幢|单元|楼|#)?)(?:这边|这里|家)?(?:也|都|同样|一样)|\d{1,2}(?:栋|号楼|幢|单元|楼|#|座|-\d{1,2})(?:\d{1,2}单元)?(?:的|这边|这里)?(?:也|都|同样|一样)|也是|也一样|都一样|都是(?:这样|一样)|[俺我]们?.{0,4}(?:同|也)(?:样|是)|.{0,16}(?:算我一个|加我一个|\+1)[。!！]*$|顶一?下|支持(?:楼上|投诉|反映)|联名|算我一个|加我一个|我算一个|带上我|也算我)/u
/** What people say before they join in. */
const agreeing =
  /^(?:对+啊?|是啊|是的|唉+|哎+|诶|可不是(?:嘛|吗)?|就是(?:说|啊)|真的|没错|嗯+|天哪|我去|何止你家|不止你家|楼上说的对)[,，。!！~\s]*/u
const elseJoin =
  /(?:我家|我们家|我们楼|我们单元|我们这|俺家|我这|我们栋).{0,6}(?:也是|也一样|同样|一样的|也没|也停|也不|也坏|也漏|也堵|也臭|也有|也闻|也被|更严重|更惨|同款)|(?:我|俺|咱|家|楼|[栋幢座]|单元|这边|这里|这层|门口|号|室|\d).{0,8}也(?!许|要一|要两|去|买|报名|参加|来一|想去|想买|想要|就|好|行|罢)|(?:说出|道出)了.{0,6}心声|一样一样|俺也一样|举手|蹲(?:一个|个)?(?:答案|结果|后续)|算我一个|加我一个/u
const progress =
  /^(?:@\S{1,8}\s?)?(?:查?(?:一下|下)?进度|进展|进度(?:如何|怎么样|呢|查询)?|有进展(?:吗|没)?|到哪一?步了?|啥进度|处理结果)[?？!！。吗呢\s]*$|(?:怎么样了|怎样了|咋样了|如何了|啥情况了|什么情况了|有(?:没有)?(?:结果|消息|进展|回音|下文|眉目|说法|答复|回复)(?:了)?(?:吗|没|没有|么|呢|啊)|(?:有)?(?:结果|消息|进展|回音|下文|着落)(?:了)?(?:没有?|吗|么)|到哪一?步|进展到|进度(?:怎么|如何|到)|处理(?:得|的)?(?:怎么样|如何|咋样)|办(?:得|的)?(?:怎么样|如何|咋样)|还要(?:等)?多久|还得(?:等)?多久|要等到?(?:什么|啥)时候|几时(?:能|可以|先)?(?:好|弄好|修好|搞掂|整)|(?:修|弄|处理|解决|查|搞|办|安排|联系|派人)(?:好|完|到)?了?(?:没有?|吗|么|冇)[?？啊呀\s]*$|有人(?:来|去|跟进|处理|管)(?:看|修|处理)?(?:过)?了?(?:没|吗|么)|什么时候(?:能|可以)?(?:来|修|好|处理|解决|弄|给|有)|啥时候(?:能|可以)?(?:来|修|好|处理|解决|弄|给|有)|那(?:个|件)事|上次(?:说|反映|报|问)的|之前(?:说|反映|报|问)的|昨天(?:说|反映|报|问)的|前几天(?:说|反映|报|问)的|刚才(?:说|反映|报)的|我(?:报|反映|说|投诉|提)的(?:那个|那件|事|问题)?)/u
const bareProgress =
  /^(?:@\S{1,8}\s?)?(?:我?(?:想)?查?(?:一下|下)?(?:处理|办理)?进[度展](?:如何|怎么样|呢|查询|到哪了)?)[?？!！。吗呢啊\s]*$/u
const referring =
  /(?:那(?:个|件)事|上次|之前|昨天|前几天|前两天|上周|上星期|上礼拜|刚才|早上|上午).{0,4}(?:说|反映|报|问|投诉|提|登记)(?:修|上去|过)?的|我(?:报|反映|说|投诉|提|登记)(?:修|过)?的(?:那个|那件|事|问题|.{0,8}(?:怎么样|结果|进展|进度))|(?:编号|单号|[a-z]{2}\d{6,8}-)/u
/** Impatience, which asks for news where something was raised above. */
const pressing =
  /^(?:人呢|人在哪|师傅呢|在吗|有人吗|还来不来|来不来|咋还|怎么还|怎么回事)|石沉大海|没(?:下文|动静|音信|消息|回音|人来|人管)了?|(?:还|一直)没(?:来|到|修|弄|好|人|动|处理|解决|收|清|答复|回)|来没来|修没修|到没到|几天了|第几天|说好的?(?:今天|明天|上午|下午|晚上|[一二三两\d]天|周|下周)|派了没|有安排(?:没|吗|了)|催(?:一下|下|催)|后续|答复呢|回复呢|师傅(?:来|到)了?(?:没|吗)|到现在(?:还|都|也)?没|几点(?:能|来|到|可以|才)|哪天(?:能|来|修|到)|什么时候|啥时候|几时|多久|有(?:说法|信儿?|人来|眉目|着落)(?:没|吗|了)|(?:那|这)(?:事|个事|件事|边)(?:儿)?(?:呢|咋|怎么|到底|有|还)|(?:呢|没|吗|了)[?？]$/u
const withdrawing =
  /(?:撤回|撤销|撤了吧|撤掉|撤诉|取消(?:投诉|报修|反映|吧|了|掉)|不(?:投诉|反映|报修|举报|报|追究|计较|麻烦你们?|麻烦|要|用|需要|必)了|不用(?:管|来|派人|派|麻烦|处理|修|查|安排|跟进|找|再)|不必(?:来|处理|管|麻烦)|别(?:来|派|查|管|找|处理|修|报|跟进|登记)了|算了(?:吧|不|，|,|。|$)|就(?:这样|算)吧|当我没说|没事(?:了|啦|儿)|没问题了|误会|搞错了|弄错了|看错了|虚惊一场|没丢|没偷|没漏|没坏|是我(?:自己|家人?|老公|老婆|儿子|记|看|弄|搞|忘)|忘(?:记)?(?:说|关|了说|交|充)|没吱声|取消取消|乌龙|原来是|私了|自己好了|(?:给|帮)(?:我们?|我家)?(?:修|换|弄|清|退|办|解决)(?:好)?了|来人(?:修|弄|清|处理)好?了|记错|不是我们这|私下解决|自己(?:解决|处理|弄|修|搞|清)|(?:已经|都|刚)?(?:和好|说开|谈妥|谈好|说好|道歉|和解|协商好))/u
const settled =
  /(?:好了|修好|解决了|弄好|搞定|搞掂|通了|来电了|来水了|(?:水|电|气|暖气)(?:都|又|终于|已经)?来了|有水了|有电了|亮了|找到了|找着|回来了|回家了|挪走|开走|搬走|撤走|拉走|清走|清掉|清理|拆了|不漏了|不吵了|不堵了|不臭了|停了|退了|退给|发了|到账|赔了|赔给|处理好|恢复|OK了|ok了|没味了|没味道了|散了)/u
const notSettled = /(?:没|未|还不|不|又|但是?|可是|吗|么|没有|[?？])/u
/** Says itself that it adds. */
const addsOpenly =
  /^(?:对了|补充|补一?(?:句|下|充|个)|再(?:补|说)|哦对|噢对|啊?忘(?:了|记)?说|漏说|更正|纠正|说错|打错|写错|不对[,，])|(?:照片|图|视频).{0,4}(?:发不|传不|上不)/u
const adding =
  /^(?:还有|另外|不对|是的?[,，]|嗯[,，]|就是|就在|在|具体|位置|地址|是|不是|我(?:是|在|住|家)|我?电话|时间|大概|应该是|从|发生|照片|图|看图|有(?:照片|视频|图)|刚(?:又|才)|现在(?:又|还|更)|而且|并且|车牌|他(?:们|家|是)|她|那(?:个)?(?:人|车|家|户)|店名|老板|人(?:在|还)|已经|昨|今|晚上|早上|每天|第)/u
const addingByStaff = /^(?:补充|再补|更正|另外|对了|刚又|现在又|又发现)/u
const facts =
  /\d|[栋幢座]|单元|号楼|楼|门口|旁边|对面|附近|点|昨|今|早上|晚上|下午|上午|左右|电话|车牌|男|女|穿|岁|个人|家|户/u

/** The part of the context that counts, with what each line was. */
interface Above {
  /** What the speaker said before; where nobody says who speaks, what people of the same part said. */
  own: readonly ContextLine[]
  others: readonly ContextLine[]
  /** The last line of the bot or of somebody in office. */
  office: ContextLine | null
  last: ContextLine | null
}

function aboveOf(heard: Heard): Above {
  const lines = heard.context.slice(-near)
  const isOwn = (line: ContextLine): boolean => isOwnLine(line, heard)
  const isOffice = (line: ContextLine): boolean =>
    !isOwn(line) && (line.speaker === 'bot' || line.speaker === 'staff' || line.speaker === 'property')
  return {
    own: lines.filter(isOwn),
    others: lines.filter(
      (line) => line.speaker !== 'bot' && (heard.name === null || !isOwn(line)) && line.name !== '我',
    ),
    office: lines.filter(isOffice).at(-1) ?? null,
    last: lines.at(-1) ?? null,
  }
}

/** What the act rests on. */
export interface ActSigns {
  text: string
  heard: Heard
  cues: Cues
  /** Whether a line above was an appeal; asked only where the words of this message call for it. */
  wasAppeal: (line: ContextLine) => boolean
}

const letters = (text: string): number => text.replace(/[^\u4e00-\u9fffa-z0-9]/gu, '').length

function isRating({ text, heard }: ActSigns, { office, last }: Above): boolean {
  if (office !== null && closure.test(office.text) && readRating(text) !== null) return true
  // A lone figure or 还行 says nothing unless somebody asked; 满意 does.
  const answers = last !== null && last.speaker !== 'bot' && /[?？]$/u.test(last.text)
  return heard.speaker === 'resident' && isBareRating(text) && !answers
}

/** There is an earlier matter that this can be about: the speaker's own, or one that office has taken in. */
function hasMatter({ wasAppeal }: ActSigns, { own, office }: Above): boolean {
  return (office !== null && receipt.test(office.text)) || own.some(wasAppeal)
}

function isProgress(signs: ActSigns, above: Above): boolean {
  const { text } = signs
  if (bareProgress.test(text)) return true
  if (letters(text) > 60) return false
  if ((progress.test(text) || (letters(text) <= 30 && pressing.test(text))) && hasMatter(signs, above))
    return true
  return (
    referring.test(text) &&
    /[?？吗没呢]|怎么样|结果|进展|进度|下文|多久/u.test(text) &&
    force(signs.cues.neglect) < 1
  )
}

const outright =
  /(?:撤回|撤销|取消).{0,6}(?:投诉|反映|报修|举报|诉求)|(?:投诉|反映|报修|举报).{0,10}(?:撤回|撤销|取消|撤了)|^(?:@\S{1,8}\s?)?(?:撤回|撤销)(?:吧|一下)?[。!！]?$/u

const wholly =
  /^(?:@\S{1,8}\s?)?(?:我要?)?(?:撤回|撤销)(?:吧|一下|了)?\s*(?:#|第)?(?:[a-z]{2}\d{8}-)?\d{0,4}号?[。!！\s]*$/iu

function isWithdrawal(signs: ActSigns, above: Above): boolean {
  const { text, heard } = signs
  if (heard.speaker === 'property') return false
  if (outright.test(text)) return true
  return (withdrawing.test(text) || isSettled(text)) && hasMatter(signs, above)
}

/** Told as settled: not hoped for, not asked, and not broken again. */
function isSettled(text: string): boolean {
  const at = settled.exec(text)
  if (at === null || /[?？吗么]\s*$/u.test(text)) return false
  const before = text.slice(Math.max(0, at.index - 4), at.index)
  const after = text.slice(at.index + at[0].length)
  return !notSettled.test(before) && !/(?:又|但是?|可是|不过|结果).{0,12}/u.test(after)
}

function isJoin(signs: ActSigns, { others }: Above): boolean {
  const { text, heard, wasAppeal } = signs
  if (heard.speaker === 'staff' || heard.speaker === 'property') return false
  const said = text.replace(agreeing, '')
  const lone = joining.test(said)
  if (!lone && !(others.length > 0 && letters(text) <= 40 && elseJoin.test(text))) return false
  if (/(?:感谢|祝|快乐|满意|要一份|要两|来一|订|买|报名|参加|一起去|户型)/u.test(text)) return false
  if (others.length > 0) return others.some(wasAppeal)
  return letters(text) <= 16
}

function isSupplement(signs: ActSigns, { own, office, last }: Above, isAppeal: boolean): boolean {
  const { text, heard, wasAppeal } = signs
  if (heard.speaker === 'property') return false
  if (
    /^(?:好的?|谢谢|多谢|嗯|哦|知道了|收到|辛苦|ok|不用|算了)[,，。!！~\s]*(?:谢谢.{0,4}|辛苦.{0,4})?$/u.test(
      text,
    )
  )
    return false
  const waits = office !== null && last === office && asks.test(office.text) && !closure.test(office.text)
  if (waits && !/(?:什么可以帮|什么能帮|有什么事|请讲|请说|您说)/u.test(office.text)) return true
  if (heard.speaker === 'staff') return addingByStaff.test(text) && own.some(wasAppeal)
  // What would be an appeal by itself adds only where it says so.
  const brief = letters(text) <= 20 && facts.test(text) && force(signs.cues.greeting) === 0
  const adds = addsOpenly.test(text) || (!isAppeal && (adding.test(text) || brief))
  return adds && own.some(wasAppeal)
}

const bareJoin =
  /^(?:@\S{1,8}\s?)?(?:\+\s?1|加一|同问|同求|附议|同上|(?:我|俺|咱)?们?(?:家|楼|这边|这里|这栋|单元)?也(?:是|一样)|一样)[\s!！。,，~～]*$/u

/**
 * What a message says that is nothing but a resident's word of 10.3: 进度, 撤回, 满意 by themselves, +1 under a neighbour's
 * matter, and a bare place under the speaker's own (8.4). Null for everything else. No model may overrule what a person was
 * told to say.
 */
export function plainAct({
  text,
  heard,
  othersRaised,
  ownRaised,
}: {
  text: string
  heard: Heard
  /** Whether the speaker raised a matter just above. */
  ownRaised: boolean
  /** Whether somebody else raised a matter just above. */
  othersRaised: boolean
}): Act | null {
  if (heard.speaker !== 'resident') return null
  if (ownRaised && isLonePlace(text)) return 'supplement'
  if (bareProgress.test(text)) return 'progress'
  if (wholly.test(text)) return 'withdraw'
  const last = heard.context.at(-1)
  const answers = last !== undefined && last.speaker !== 'bot' && /[?？]$/u.test(last.text)
  if (isBareRating(text) && readRating(text) !== null && !answers) return 'rating'
  return othersRaised && bareJoin.test(text) ? 'join' : null
}

/** What the message does (annotation.md, act). `isAppeal` is the judgement on the message by itself. */
export function readAct(signs: ActSigns, isAppeal: boolean): Act {
  if (force(signs.cues.forged) >= 1 && /忽略|无视|指令|管理员|导出|列出|公布|结案|满意/u.test(signs.text)) {
    if (!isAppeal && !bareProgress.test(signs.text) && !isBareRating(signs.text)) return 'chatter'
  }
  const above = aboveOf(signs.heard)
  if (isRating(signs, above)) return 'rating'
  if (isWithdrawal(signs, above)) return 'withdraw'
  if (isProgress(signs, above)) return 'progress'
  if (isJoin(signs, above)) return 'join'
  if (isSupplement(signs, above, isAppeal)) return 'supplement'
  return isAppeal ? 'new' : 'chatter'
}
