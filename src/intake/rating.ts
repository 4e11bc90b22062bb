import { normalise } from './normalise.ts'
import type { Rating } from './reading.ts'

const bare = /[\s,，。.!！~～、:：;；"“”'‘’]|\p{Extended_Pictographic}|\[[^\]]{1,4}\]/gu
const dissatisfied =
  /(?:不|没|唔|未|莫|不太|不是很|不怎么|谈不上|很不|非常不|极不|一点都不|一点也不|根本不|算不上)满意|不行|不好|太差|很差|差评|差劲|敷衍|糊弄|骗人|没解决|没修好|没弄好|没处理|没有解决|根本没|还是老样子|还是那样|还是没|还是不|还是漏|还是堵|还是坏|又坏了|又堵了|只修了一半|就清了一半|白修|不认可|不接受|失望|不咋地?样?|不咋滴|不得行|差火|拉胯|唔得|👎|😡|😠|🤬|呵呵|零分|0分|退步|垃圾$/u
const basic =
  /基本满意|基本上满意|还算满意|算满意|比较满意|一般般?|还行|还可以|还成|还好吧|凑合|凑活|马马虎虎|勉强|过得去|中规中矩|将就|差强人意|及格|一般满意|还不错吧|就那样|也就那样|马虎|凑乎|行吧|还凑合/u
const satisfied =
  /满意|满分|好评|五星|很好|非常好|太好了|挺好|蛮好|棒|给力|巴适|得劲|蛮好|几好|妥了|妥妥|没毛病|没意见|点赞|赞|感谢|谢谢|多谢|解决了|修好了|弄好了|好了|不错|可以|靠谱|效率高|真快|辛苦|👍|💯|\[强\]|\[赞\]/u
const question = /[?？]$|(?:吗|么|呢|不满意怎么|怎么评|如何评)[?？]?$/u
const figure =
  /^(?:(?:打|给|我给|我打|评|评价)?(?:([0-5]|10)(?:分|星|颗星|星好评)?|([一二三四五十])(?:分|星|颗星|星好评|$))(?:吧|啦|了|哈)?)(?:满意|谢谢|多谢|好评|不满意|一般|还行)?.{0,8}$/u

function ofFigure(said: string): Rating {
  if (/^(?:5|4|五|四|10|十)$/u.test(said)) return 'satisfied'
  return /^(?:3|三)$/u.test(said) ? 'basic' : 'dissatisfied'
}

/**
 * What a reply to a closure notice says: 满意/基本满意/不满意, 1 to 5 (5,4 satisfied; 3 basic; 2,1 dissatisfied), or
 * free words (6.4). Null where it judges nothing. It reads the words alone: whether a rating is awaited, the desk knows.
 */
export function readRating(text: string): Rating | null {
  const even = normalise(text).text.trim()
  if (even === '' || even.length > 120 || question.test(even)) return null
  const stars = even.match(/[⭐🌟★]/gu)?.length ?? 0
  if (stars >= 1 && stars <= 5 && even.replace(/[⭐🌟★☆\s]/gu, '') === '') return ofFigure(String(stars))
  const words = even.replace(bare, '')
  const numbered = figure.exec(words)
  const said = numbered?.[1] ?? numbered?.[2]
  if (said !== undefined && !/^\d{1,2}(?:号|栋|楼|单元|点|天|月|年|个|人|户)/u.test(words))
    return ofFigure(said)
  if (dissatisfied.test(even)) return 'dissatisfied'
  if (basic.test(even)) return 'basic'
  return satisfied.test(even) ? 'satisfied' : null
}

/** The whole message is a rating and nothing else: 满意，谢谢陈主任; 不满意; 5分. Figures alone are too little for that. */
export function isBareRating(text: string): boolean {
  if (!/[满滿]/u.test(text)) return false
  const words = normalise(text).text.replace(bare, '')
  return /^(?:我|这次|这回|对这次|对处理结果|处理结果)?(?:很|非常|挺|十分|还算|基本上?|不太|很不|非常不|不是很|不|比较|相当|都)?满意(?:了|的|哦|啊|啦|呀|吧|度?[1-5]?分?|谢谢.{0,10}|感谢.{0,10}|多谢.{0,10}|辛苦.{0,8})?$/u.test(
    words,
  )
}
