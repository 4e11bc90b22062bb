import { force } from './cues.ts'
import type { Cues } from './cues.ts'
import type { CueName } from './lexicon/cues.ts'
import { quick } from './needs.ts'
import type { Kind } from './reading.ts'

const kindOfLeaf: Readonly<Record<string, Kind>> = {
  '0101': 'complaint',
  '0102': 'complaint',
  '0103': 'complaint',
  '0104': 'complaint',
  '0105': 'help',
  '0106': 'complaint',
  '0201': 'help',
  '0202': 'help',
  '0203': 'help',
  '0204': 'help',
  '0205': 'help',
  '0206': 'help',
  '0207': 'help',
  '0301': 'complaint',
  '0302': 'complaint',
  '0303': 'complaint',
  '0304': 'help',
  '0401': 'complaint',
  '0402': 'help',
  '0403': 'complaint',
  '0404': 'complaint',
  '0405': 'help',
  '0406': 'complaint',
  '0501': 'complaint',
  '0502': 'complaint',
  '0503': 'complaint',
  '0504': 'complaint',
  '0505': 'complaint',
  '0601': 'complaint',
  '0602': 'complaint',
  '0603': 'help',
  '0604': 'complaint',
  '0605': 'complaint',
  '0701': 'report',
  '0702': 'report',
  '0703': 'help',
  '0801': 'complaint',
  '0802': 'complaint',
  '0803': 'help',
  '0804': 'complaint',
  '0805': 'help',
  '0806': 'help',
  '0901': 'help',
  '0902': 'help',
  '0903': 'report',
  '0904': 'report',
  '1001': 'enquiry',
  '1002': 'enquiry',
  '1003': 'enquiry',
  '1004': 'enquiry',
  '1005': 'complaint',
  '1101': 'enquiry',
  '1102': 'complaint',
  '1103': 'enquiry',
  '1201': 'complaint',
  '1202': 'help',
  '1301': 'complaint',
  '1302': 'complaint',
  '1303': 'report',
  '1401': 'complaint',
  '1402': 'help',
  '1403': 'complaint',
  '1501': 'enquiry',
  '1502': 'enquiry',
  '1503': 'complaint',
  '1504': 'praise',
  '9999': 'help',
}
const signs: readonly { name: string; when: RegExp }[] = [
  { name: 'report', when: /举报|检举|揭发/u },
  {
    name: 'unlawful',
    when: /违法|无证|无照|没有?(?:营业)?(?:执照|许可证|手续|资质)|没办证|涉嫌|贪污|受贿|行贿|赌博|聚众|传销|诈骗|骗走|冒充|卖淫|吸毒|贩毒|违建|违规|偷排|非法|走后门|侵吞|挪用|小舅子|亲戚|假冒|过期|推牌九|保健品/u,
  },
  { name: 'in secret', when: /偷偷|私自|悄悄|趁(?:夜|雨|黑|没人)|夜里偷|半夜偷|连夜|背着/u },
  {
    name: 'wants it done otherwise',
    when: /建议|提议|提个(?:意见|议)|倡议|(?:能不能|能否|可不可以|可否|是否可以|希望|最好|不如|何不|是不是可以|可以考虑|与其.{0,20}不如|不如).{0,14}(?:换成|改|挑|挂|分|放|调|提前|设|划|划块|通知|统一|贴出来|建|多建|增加|加装|加个|加一?[个盏条班]|加设|装个|装一?[个盏些几两]|装几|装上|设个|设一?[个条]|设置|增设|划|画|改成|改到|改造|开放|延长|组织|搞个|搞一?[个次]|办个|办一?[个次]|建个|建一?[个座]|修个|多放|多设|多装|多开|统一|错峰|引进|种点|种些|补种|通趟|调一?下|提前|开到)/u,
  },
  {
    name: 'asks a rule',
    when: /(?:怎么|如何|咋|咋个)(?:办理?|申请|交|领|报|查|弄|补|开|认定|算|走|投诉|换|转|选)|什么(?:材料|手续|条件|标准|政策|流程|时候)|啥(?:材料|手续|条件|时候|政策|东西)|哪些(?:材料|手续|条件|东西)|(?:去|到|在)(?:哪|哪里|哪儿)|哪[天年月]|几[号月点]|多少(?:钱|户|年|度)?|多久|能不能(?:办|领|报|申请|享受|减)|可以(?:办|领|报|申请|享受|打折|减免)|有没有(?:补贴|政策|规定|补助|文件)|(?:符合|够).{0,4}条件|合(?:法|理|规)(?:吗|么|嘛|不)|([\u4e00-\u9fff])[不没]\1(?!知道|起|是)|按(?:哪|什么)|(?:怎么|咋|如何)(?:算|收费|定)|有没有(?:份|名额|安排|资格|硬性|批文|准信|消息|说法)|该谁|归谁|找谁批|多长时间|真的吗|需要.{0,8}(?:吗|么|材料|手续|签字|带)|什么时候(?:开始|公布|发|轮)/u,
  },
  { name: 'asks for knowledge', when: /请问|咨询|想问|问一下|问下|请教|打听|了解一下|想知道|想了解/u },
  { name: 'ends as a question', when: /(?:[?？]|吗|么|呢|不|没|嘛)[。.\s]*$/u },
  {
    name: 'quarrel',
    when: /吵(?:起来|得不可|了(?:起来|一架|一个|半)|架)|对骂|互骂|互相(?:骂|打|指责|推|不让)|打(?:起来|了起来|架)|闹(?:僵|翻|了半年|得)|各说各|谁也不(?:让|服|理)|谁都不(?:让|服)|双方|两家|两户|两边|争执|争起来|起冲突|评(?:评|个|这个)?理|劝劝|拉架|调解|说和|扯皮|主持/u,
  },
  {
    name: 'blames',
    when: /不管|不理|没人管|没人理|推诿|敷衍|态度|过分|凭什么|凭啥|缺德|没素质|气死|气人|投诉|说了.{0,6}[次遍回]|反映.{0,4}[次遍回]|多次|不负责|不作为|乱收|坑|忽悠|欺负|离谱|受不了|死不|不承认|不认|骂/u,
  },
  {
    name: 'somebody does it',
    when: /(?:有人|那家|那户|有个|他家|她家|人家|对门|隔壁|楼上|一楼|顶楼|邻居|老板|店家|厂|工地|司机|保安|物业|管家|老师|商家|开发商|公司|房东|村里|车主|主人|谁家|谁把)[^，,。]{0,12}(?:把|将|在|往|拿|乱|占|搭|装|养|开|停|放|扔|烧|打|骂|吵|不|又|天天|半夜|老|拖|欠|收|涨|跑|推|只会)/u,
  },
  {
    name: 'broken',
    when: /坏|断|掉|漏|渗|堵|不亮|灭|裂|塌|松|爆|停[水电气了]|没[水电气]|不热|冒|倒了|歪|卡住|打不开|没反应|失灵|跳闸|返/u,
  },
  {
    name: 'begs',
    when: /求|麻烦|帮|快来|来人|派人|来看|看看|看一下|救|怎么办|咋办|能不能(?!.{0,10}公德)|请/u,
  },
  { name: 'danger', when: /危险|摔|砸|伤|吓|怕|着火|冒烟|煤气|触电|命|救|困|晕|不见|走失|反锁/u },
  { name: 'thanks', when: /谢谢|感谢|表扬|点赞|锦旗|夸|好评|好样的/u },
  { name: 'sorrow of money', when: /工资|工钱|押金|退款|不退|赔|欠|充了|定金|补偿款|骗/u },
]

const quickSigns = signs.map(({ name, when }) => ({ name, when: quick(when) }))

/** The features of a kind: what the leaf is usually about, the groups of cues, and turns of phrase. */
export function kindFeatures(text: string, leaf: string, cues: Cues): Map<string, number> {
  const usual = kindOfLeaf[leaf] ?? 'help'
  const found = new Map<string, number>([
    ['bias', 1],
    [`usual:${usual}`, 1],
  ])
  for (const name of kindCues) {
    const value = force(cues[name])
    if (value > 0) found.set(`cue:${name}`, value)
  }
  for (const { name, when } of quickSigns) if (when.test(text)) found.set(name, 1)
  if (leaf === '1503') found.set('an official', 1)
  if (leaf === '1504') found.set('praised', 1)
  return found
}

const kindCues: readonly CueName[] = [
  'trouble',
  'neglect',
  'ask',
  'lasting',
  'feeling',
  'irony',
  'weak',
  'enquiry',
  'denied',
  'rhetoric',
  'formal',
  'ours',
  'addressed',
]
