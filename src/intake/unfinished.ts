import { normalise } from './normalise.ts'

const opening =
  /^(?:@\S{1,8}\s?)?(?:(?:你好|您好|在吗|在不在|有人吗|主任|书记|网格员|管家|小助手)[,，!！\s]{0,2}){0,3}(?:我?(?:想|要|来)?(?:跟|和|给|同|向)(?:你们?|您|大家|社区|物业|主任|领导)?(?:说|讲|反映|反应|汇报|提|聊|报)(?:一?个|一?件|点|下|一下|一)?(?:事儿?|情况|问题|事情)|我?(?:想|要|来)?(?:问|咨询|反映|反应|投诉|举报|求助|说|报)(?:一?个|一?件|点|下|一下|你们?)?(?:事儿?|情况|问题|事情)?|有(?:个|件|点)(?:事儿?|情况|问题|事情)(?:想|要)?(?:问|说|讲|反映|咨询|请教)?(?:一下|下)?|说(?:个|件)事儿?|是这样的?|事情是这样的?|情况是这样的?|听我说|等一下|稍等我?(?:说|发|拍)?|等我(?:拍|发|找|打)(?:个|一下|张)?(?:照片|图|视频|字)?)(?:啊|哈|哦|吧|呀|了)?[\s,，。.…:：!！~]*$/u
const trailing = /[,，、:：;；\-—]\s*$/u
const hanging =
  /(?:还有|另外|而且|并且|因为|由于|但是|可是|然后|就是|以及|和|跟|或者|第一|首先|比如|包括|特别是|尤其是|主要是|的话|一个是|一是|关于|对于|在于)\s*[,，:：]?\s*$/u
const hyphened = /^(?:我?(?:是|在|住)?的?)?[a-h\d]{1,3}(?:\s?-\s?\d{1,4}){1,2}(?:的|室)?$/u
const placeAlone =
  /^(?:我?(?:是|在|住|家住|家在)?(?:的|这里是)?)?(?:[\u4e00-\u9fff]{2,6}(?:小区|花园|家园|新村|苑|里|村|社区|宿舍|水岸))?\s?(?:[\da-z一二三四五六七八九十]{1,3}(?:号楼|栋|幢|座|#楼?))?\s?(?:[\d一二三四五六七八九十]{1,2}单元)?\s?(?:\d{3,4}(?:室|房)?)?(?:门口|楼下|楼道|这里|这边|的|东门|西门|南门|北门|车库|电梯)?\s?[,，。]?$/u

/**
 * The speaker seems not to have finished (8.4): a greeting or an announcement without the matter, a trailing comma or
 * 还有, a place alone. A whole sentence is never held back.
 */
export const expectsMore = (text: string): boolean => evenExpectsMore(normalise(text).text)

/** The same of a text that was made even already. */
export function evenExpectsMore(text: string): boolean {
  const even = text.trim()
  if (even === '') return false
  const last = even.slice(even.lastIndexOf('\n') + 1).trim()
  if (last.length > 200) return trailing.test(last.slice(-4))
  if (opening.test(last) || hanging.test(last) || trailing.test(last) || hyphened.test(last)) return true
  return (
    /\d|门|楼|村|苑|园|里|库/u.test(last) &&
    /(?:号楼|栋|幢|座|单元|门|#|小区|花园|村|苑|库|\d{3,4})/u.test(last) &&
    placeAlone.test(last)
  )
}
