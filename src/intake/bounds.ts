import { asIfSeen, isHearsay } from './hearsay.ts'
import { saysBeaten } from './beaten.ts'
import type { Look } from './look.ts'
import { isPlainTrouble } from './plain-trouble.ts'
import { hazardOf } from './urgency.ts'

const openly = /^(?:@\S{1,8}\s?)?(?:我要?|我想)?(?:投诉|反映|反应|求助|举报|建议|咨询|报修)/u
const couldBe = 0.12

/** The speaker says of it that it is an appeal: 投诉, 反映 … (8.2); of an evened text. */
export const isSaidOpenly = (text: string): boolean => openly.test(text)

/** Praise of who serves here, by that very word: it is passed on (2.6). */
const praising =
  /^(?:@\S{1,8}\s?)?(?:我?要|我?想|必须)?(?:点名|特别)?表扬(?:一?下)?(?:我们|咱们?)?.{0,6}(?:网格[员长]|社区|居委|物业|书记|主任|民警|城管|街道|保安|保洁|师傅|工作人员|志愿者)/u

/** Somebody in office takes money, or what is as good: few words, and said as a fact. */
const office =
  '(?:社区|居委会?|村委会?|村里|街道|镇里|书记|支书|主任|村长|镇长|干部|网格[员长]|会计|科长|所长|站长|队长|民警|辅警|城管|办事员|工作人员|值班(?:的|员|人员)?)'
const whose = '(?:了|过|人家|别人|我们?|的|物业|老板|摊主|商家|开发商)*'
const bribe = new RegExp(
  `${office}.{0,6}(?:(?:收|拿|要|索要?|吃)${whose}(?:红包|好处费?|回扣|贿赂?|礼金|黑钱)|(?:收|索要?)${whose}(?:[一二两三四五六几\\d]{1,2}[条瓶箱盒])?(?:[烟酒](?![头盒囱花雾味楼店席])|购物卡))`,
  'u',
)
const festive = /过年|春节|拜年|新年|抢红包|发红包|领红包|压岁|喜事|婚礼|满月/u

/** Whether the text says that somebody in office took money; red packets of a feast are none. */
export const takesMoney = (text: string): boolean => bribe.test(text) && !festive.test(text)

/** News and tales of somewhere else, passed on. */
const farAway =
  /新闻|抖音|快手|视频|微博|公众号|隔壁[县市镇村]|别的|外地|外省|转发|转自|网传|老家|同事|朋友家|亲戚|演练|演习|辟谣|谣言/u

/** Neighbours make a date: who comes along to dance, to play cards, for a walk. */
const dating =
  /(?:(?:谁|有没有人|有人|还有人|哪个|大家)(?:要|想|也|一起|跟我)?(?:去|来|跟|约|参加)?.{0,4}(?:跳广场舞|跳舞|打牌|打麻将|散步|爬山|钓鱼|逛街|健身|唱歌|打球|跑步|遛弯)(?:的|吗|呀|啊|不|么|去)*[?？!！~～。]*|(?:跳广场舞|跳舞|打牌|打麻将|散步|爬山|钓鱼|健身|唱歌|打球|跑步).{0,4}(?:老地方见?|不见不散|走起|集合|约起)[!！~～。]*)$/u

/** An order about rooms or log-ins (10.1): from whoever holds the post the desk takes it, from all others it is nothing. */
const order =
  /^(?:@\S{1,8}\s?)?(?:绑定\s*\S{0,16}(?:群|网格|社区|村|镇|街道|小区|花园)|绑定\s+[A-Za-z][\w-]{1,15}|解绑|登录\s*\d{6})$/u

/** Somebody is said to be dying, in so many words: 有人要跳楼, 有个老人落水了. */
const cry =
  /有(?:个?人|个[男女老小孩][\u4e00-\u9fff]{0,3}|[一两三]个人).{0,4}(?:要跳[楼河桥]|想跳[楼河桥]|跳[楼河]了|落水|溺水|触电|晕倒|昏倒|被困|不行了)/u

/** The same of one's own, or of somebody whom the water has reached; laughter is none. */
const ownCry =
  /(?:快来人|救命|谁有车|来人啊?|120|救护车|快|帮).{0,12}不行了|不行了.{0,12}(?:快来人|救命|谁有车|来人|120|救护车|快|帮)|(?:水|洪水).{0,4}(?:漫|淹|灌|涌)(?:进|到|上).{0,12}(?:老人|孩子|小孩|娃|奶奶|爷爷|有人)/u
const laughter = /笑死|笑不活|哈哈|嘻嘻|笑得|太好笑|牌|游戏|打不过/u

const isCry = ({ text, hazard, cues }: Look): boolean =>
  hazard === 'emergency' &&
  cues.unreal.length === 0 &&
  cues.elsewhere.length === 0 &&
  (cry.test(text) || (ownCry.test(text) && !laughter.test(text)))

/** Three words of an advert at least, and nothing that the lexicon would take for a matter: it sells, however it begins. */
const isAdvert = ({ cues, hazard }: Look, byLexicon: number): boolean =>
  hazard === 'normal' && byLexicon < couldBe && new Set(cues.advert.map(({ word }) => word)).size >= 3

/** A rumour of danger to life at a place of the town: a person must look (6.10). */
const isRumour = (text: string, { addresses, estate }: Look): boolean =>
  (addresses.length > 0 || estate !== null || /[一二三四五六七八九十\d]组/u.test(text)) &&
  isHearsay(text) &&
  !farAway.test(text) &&
  hazardOf(asIfSeen(text)) === 'emergency'

/**
 * Between which scores a message lies whatever was learnt: what begins with 投诉, 反映 … and could be an appeal is looked at
 * by a person at least (8.2), as are praise of who serves here (表扬网格员 …), a plea of somebody beaten at home, a danger to life that the lexicon takes for an appeal, a rumour of danger here, an
 * official who takes money, and a house with what is broken in it (5号楼停水了); hearsay is never filed alone (6.10); a date among neighbours is none, nor is an order or an advert.
 */
export function bounded(
  seen: Look,
  { score, byLexicon }: { score: number; byLexicon: number },
  zones: { file: number; ignore: number },
): number {
  const { text, hazard } = seen
  if (dating.test(text) || order.test(text.trim()) || isAdvert(seen, byLexicon))
    return Math.min(score, Math.max(0, zones.ignore - 0.01))
  const likeliest = Math.max(score, byLexicon)
  const isLookedAt =
    (likeliest >= couldBe && isSaidOpenly(text) && seen.cues.advert.every(({ word }) => word === '红包')) ||
    (hazard === 'emergency' && likeliest >= zones.ignore) ||
    saysBeaten(text) ||
    isCry(seen) ||
    isRumour(text, seen) ||
    isPlainTrouble(text) ||
    praising.test(text) ||
    takesMoney(text)
  // Where life is at risk now a false alarm is the lesser evil.
  const isPlainDanger = hazard === 'emergency' && byLexicon >= zones.file
  const least = isPlainDanger ? zones.file : isLookedAt ? zones.ignore : 0
  const most = isHearsay(text) ? Math.max(zones.ignore, zones.file - 0.01) : 1
  return Math.min(most, Math.max(least, score))
}
