import { saysBeaten } from './beaten.ts'
import { takesMoney } from './bounds.ts'
import type { Kind } from './reading.ts'

const asked =
  /匿名|保密|别(?:说|讲|提|告诉|透露|暴露|公开|发|写|让).{0,8}(?:我|名字|姓名|是谁|出去|身份|知道|群里)|不要(?:说|讲|提|透露|暴露|公开|告诉|让|泄露|写).{0,8}(?:我|名字|姓名|信息|知道|身份|出去|群里)|不(?:想|愿|便|方便|敢)(?:透露|留|公开|露|说|署).{0,6}(?:姓名|名字|名|身份|是谁|信息|出面)|别(?:把我|提我|带我)|不(?:能|可以)让.{0,8}知道|(?:怕|担心).{0,6}(?:报复|打击报复|穿小鞋|找我|找上门|知道是我)|悄悄(?:说|告诉|跟你|反映)|私下(?:说|反映|跟你|告诉)|替我保|帮我保|对外别|我的信息|信息不要|莫说(?:是)?我|唔好话|别往外说|就当我没说|不署名|隐去/u
const home =
  /家暴|家庭暴力|(?:老公|丈夫|男人|对象|前夫|我爸|男朋友|他|公公|儿子).{0,6}(?:打(?:我|老婆|她|媳妇|妈|人|孩子)|动手|掐|揍|扇)|打(?:老婆|媳妇|孩子)|挨打|虐待|不敢回家/u
const person =
  /\d{3,4}|[栋幢座]|单元|(?:某|老|小)[\u4e00-\u9fff]|(?:他|她|那个人|这个人|邻居|住户|租户|房东|干部|书记|主任|村长|队长|会计|工作人员|村医|老师|某)/u

/**
 * Whether the speaker must not be named (annotation.md, edges): asked for; conduct of an official (leaf 1503, a leaf
 * marked so, or one who took money, whatever the leaf); violence at home; a report against a person who could be identified.
 */
export function readConfidential(
  text: string,
  kind: Kind,
  leaf: { code: string; confidential: boolean },
): boolean {
  if (kind === 'praise') return false
  if (asked.test(text) || leaf.confidential) return true
  const ofOfficial = leaf.code === '1503' || takesMoney(text)
  if (ofOfficial) return kind !== 'enquiry' && kind !== 'suggestion'
  if (saysBeaten(text) || (leaf.code === '0902' && home.test(text))) return true
  if (kind !== 'report') return false
  const aShop = /(?:店|馆|超市|公司|厂|工地|摊|机构|商家|老板|小作坊|作坊|诊所|平台)/u.test(text)
  return !aShop && person.test(text)
}
