import type { Directory } from '../grid/directory.ts'
import { normalise } from '../intake/normalise.ts'
import { readRating } from '../intake/rating.ts'
import type { Matter } from '../intake/reading.ts'

/** Thanks and praise in free words (2.6, 6.4). */

const praise =
  /表扬|点个?赞|称赞|夸一?[夸下]|好样的|好干部|好同志|感谢|谢谢|多谢|感恩|辛苦|给力|靠谱|贴心|热心|负责|真快|真好|暖心|👍|\[强\]/u
/** Whoever works for the residents; a neighbour who fetched a parcel is thanked by the neighbour. */
const atWork =
  /师傅|网格员|网格长|社区|居委|村委|物业|保安|保洁|工作人员|干部|书记|主任|民警|警官|城管|你们|您们|小助手|同志|[小老]\p{Script=Han}(?:真|很|太|特别)/u
const work = /修|换|清|装|疏通|处理|解决|办|弄|搞定|好了|亮了|通了|快|及时|态度|服务|帮/u
/** A but, a not, a question: no plain praise, and it may be the opposite. */
const doubt =
  /但是?|可是|不过|就是|却|不|没|未|别|差|坏|脏|臭|吵|漏|堵|投诉|反映|举报|怎么|为什么|何时|什么|哪|吗|呢|[?？]|呵呵|才|又|还|天了|求|请|麻烦|希望|能不能|建议|要是/u
const bareThanks =
  /^(?:好的?|嗯+|收到)?(?:谢谢|多谢|感谢|谢了|辛苦|太感谢|非常感谢|十分感谢)(?:您|你|你们|您们|了|啦|啊|哈|哦|呀|大家|小助手|网格小助手|提醒|告知|回复)*$/u
const longest = 80

const plain = (said: string): string => normalise(said).text.trim()

/** 谢谢, 辛苦了, and nothing else. */
export const isBareThanks = (said: string): boolean =>
  bareThanks.test(plain(said).replace(/[\s\p{P}\p{S}]/gu, ''))

/** Praise and nothing but praise, of somebody who works for the residents: nobody has to look at it first. */
export function isPlainPraise(said: string, directory: Directory): boolean {
  const words = plain(said)
  if (words.length > longest || !praise.test(words) || doubt.test(words)) return false
  return atWork.test(words) || directory.data.people.some(({ name }) => name !== '' && words.includes(name))
}

/** "谢谢王师傅修得真快" below a closure notice: thanks for the work, which is a rating (6.4). */
export function thanksForWork(said: string): boolean {
  const words = plain(said)
  return (
    words.length <= 40 &&
    praise.test(words) &&
    !doubt.test(words) &&
    work.test(words) &&
    readRating(said) === 'satisfied'
  )
}

const leafOfPraise = '1504'

/** Praise as a matter; null where the town has no leaf for it. */
export function praiseMatter(directory: Directory): Matter | null {
  const leaf = directory.leaf(leafOfPraise)
  if (leaf === null) return null
  return {
    ...{ kind: 'praise', category: leaf.code, nature: leaf.nature, title: leaf.name, urgency: 'normal' },
    ...{ confidential: false, occurred: null, certainty: 1, evidence: {} },
    place: { estate: null, building: null, unit: null, room: null, spot: null },
  }
}
