const numeral = '(?:\\d{1,3}|[一二三四五六七八九十]{1,3}|[a-h])'
const house = `${numeral}(?:号楼|号院|[栋幢座楼]|#楼?)(?:${numeral}(?:单元|门洞|门))?`
const place = '(?:楼道|楼下|楼里|院里|门口|地下室|车库|东头|西头|整栋楼?|全楼)?(?:里|的)?'
const supply =
  '(?:又|突然|怎么|一直)?(?:停水|停电|停气|停暖|断水|断电|断气|没水|没电|没气|没暖气|漏水|漏电|漏雨|冒水|跳闸)'
const things: readonly (readonly [string, string])[] = [
  ['下水道?|下水管|管道|厕所|地漏|化粪池', '堵|冒|溢|返水|反水'],
  ['(?:楼道|声控|路|感应|门口的?)?灯', '不亮|坏|灭|黑着'],
  ['电梯', '坏|停|不动|不走|卡住|不运行'],
  ['门禁|单元门|大门|防火门|对讲', '坏|关不上|打不开|锁不上'],
  ['水管|管子|暖气|暖气片|消防栓|水箱', '坏|爆|裂|漏|不热'],
  ['井盖|窨井盖', '坏|没|丢|塌|破|掉|不见'],
]
const broken = things.map(([thing, trouble]) => `(?:${thing})(?:又|都|全|突然|一直)?(?:${trouble})`).join('|')
const ending =
  '(?:了|着|掉|住|死)*(?:[好几两三四五\\d]{1,2}(?:天|个?小时|晚上)了?|一天了|半天了)?[\\s!！。.,，…~～]*$'

const whole = new RegExp(
  `^(?:@\\S{1,8}\\s?)?[\\u4e00-\\u9fff]{0,8}?${house}${place}(?:${supply}|${broken})${ending}`,
  'u',
)
/** What is not so, not now, not here, or only asked: what the model makes of it stands. */
const otherwise =
  /[吗么呢?？]|没有?(?:停|坏|堵|漏)|不(?:停|坏|堵|漏)|[修来]好|通知|计划|昨|明天|上次|以前|如果|要是|假如|听说|别的|隔壁小区/u

/** A house of here and what is broken in it, and hardly a word more: 5号楼停水了, 10号楼下水道堵了. Of an evened text. */
export const isPlainTrouble = (text: string): boolean => !otherwise.test(text) && whole.test(text)
