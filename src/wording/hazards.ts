/**
 * Reviewed emergency answers (grid-rules 6.13, 7.2): what to do now and whom to call, before anything else.
 * Said once per incident and room.
 */
export type Hazard =
  | 'gas'
  | 'fire'
  | 'lift'
  | 'missing'
  | 'violence'
  | 'water'
  | 'jump'
  | 'despair'
  | 'electric'
  | 'medical'
  | 'collapse'
  | 'flood'
  | 'other'

const conduct: Readonly<Record<Hazard, string>> = {
  gas: '先别开关任何电器、别用明火，能开窗就开窗，马上离开，到室外再打119和燃气抢修电话。',
  fire: '马上打119。湿毛巾捂住口鼻，弯腰走楼梯离开，别坐电梯，别回去拿东西。门外有烟就关门堵缝，到窗口呼救。',
  lift: '请里面的人按报警按钮，别扒门、别跳，靠边站好等人来。联系不上维保就打119，有人不舒服打120。',
  missing: '请马上打110，说清穿着、走失的地方和时间。附近邻居也请帮忙看一眼。',
  violence: '请先到安全的地方，马上打110；有人受伤打120。',
  water: '请马上打110和120，找长杆或绳子递过去，不会水的千万别下去。',
  jump: '请马上打110和119。别围观、别拍、别喊，请他信得过的人轻声陪着说话，楼下让开地方。',
  despair:
    '您先别急，有人在。请现在打12356心理援助热线，或者110、120，找信得过的人陪着您；我们马上请人联系您。',
  electric: '别碰伤者，也别碰电线，先拉总闸；断了电马上打120。积水里有电，千万别踩。',
  medical: '马上打120，说清几号楼几单元，请人到楼下接。别随意挪动病人，让他侧躺、松开衣领。',
  collapse: '请马上离开，别站在墙边和阳台下，别再进去；有人被压打119和120。',
  flood: '请先往高处走，别碰泡水的插座和电器，能拉总闸就先拉；有人被困打119。',
  other: '有危险请马上打110、119或120，人先到安全的地方。',
}

/** The one message a room hears in an emergency: conduct first, then number and who has been told. */
export const emergencyAnswer = (facts: { hazard: Hazard; number: string; handlerName: string }): string =>
  `${conduct[facts.hazard]}\n已经叫了${facts.handlerName}和值班人员，编号 ${facts.number}。`

/** The same for who must not be named, said in private (6.1). */
export const emergencyAnswerInConfidence = (facts: Parameters<typeof emergencyAnswer>[0]): string =>
  `${emergencyAnswer(facts)}\n您的姓名和电话不会告诉无关的人。`

/** When nobody could be found yet: the conduct goes out all the same. */
export const emergencyConduct = (hazard: Hazard): string => conduct[hazard]

/** Words of somebody who does not want to live. */
const wantsToDie =
  '(?:不想(?:再|要)?活|活不下去|活够了|想死|不如死了|撑不下去|活着.{0,2}没.{0,2}意(?:思|义)|想(?:去)?(?:跳楼|自杀|轻生)|要(?:去)?自杀|想结束(?:自己|生命))'
const ofMyself = new RegExp(
  `我(?:真的?|实在|都|也|就|已经|现在|一个人|是|快|要|好|太|今天|今晚|可能){0,3}${wantsToDie}`,
  'u',
)
const ofNobodyNamed = new RegExp(
  `^(?!.*(?:有人|有个|他|她|邻居|楼上|楼下|楼顶|天台|对面|老公|老婆|孩子|儿子|女儿|我[妈爸]|同学)).*${wantsToDie}`,
  'u',
)
const saidByAnother =
  /(?:他|她|人|老公|老婆|儿子|女儿|孩子|[妈爸]|邻居|同学)(?:一直|老|总|又)?(?:说|讲|喊|发)[^。！!]{0,6}我/u

/** Whether somebody says of themselves that they do not want to live; of another it is for whoever stands by. */
export const saysDespair = (words: string): boolean =>
  ofNobodyNamed.test(words) || (ofMyself.test(words) && !saidByAnother.test(words))

/** What the words say, the more particular first; the leaf speaks where they do not. */
const said: readonly (readonly [Hazard, Pick<RegExp, 'test'>])[] = [
  // Whoever says it of themselves is spoken to, and not the bystanders.
  ['despair', { test: saysDespair }],
  ['jump', /跳楼|跳下|要跳|想跳|轻生|自杀|割腕|寻短见|想不开|不想活|不活了|喝(?:了)?农药|吞药/u],
  ['electric', /触电|被电|电(?:到|着|倒)了?人|漏电/u],
  ['violence', /打起来|打人|动刀|拿刀|持刀|砍人|捅人|斗殴|打架|掐脖子|家暴/u],
  ['fire', /着火|起火|火灾|冒.{0,2}烟|烧起来|着起来|失火|火苗/u],
  ['lift', /电梯/u],
  ['water', /溺|落水|(?:掉|跳|冲|沉).{0,3}(?:河|江|湖|水|塘|池|井)/u],
  [
    'medical',
    /晕倒|昏倒|昏迷|晕过去|摔倒|起不来|不行了|倒地|倒在|抽搐|吐血|没呼吸|喘不|心梗|中风|胸口.{0,2}(?:疼|痛)|叫不醒|救护车|骨折|流.{0,4}血/u,
  ],
  ['collapse', /倒塌|坍塌|塌了|砸(?:到|中|伤)|脱落|压(?:住|在)/u],
  ['flood', /内涝|倒灌|水漫|淹了|发大水|涨水/u],
]

/** The hazard behind a leaf and the words it was told in. Domestic violence is violence however it is told. */
export function hazardOf(category: string, words: string): Hazard {
  if (category === '0902') return 'violence'
  if (category === '0803') return 'gas'
  const found = said.find(([, pattern]) => pattern.test(words))?.[0]
  if (found !== undefined) return found
  if (/煤气|燃气|天然气|液化气/u.test(words)) return 'gas'
  if (category === '0204') return 'lift'
  return category === '0806' ? 'missing' : 'other'
}
