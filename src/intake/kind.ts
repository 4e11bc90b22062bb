import { force } from './cues.ts'
import type { Cues } from './cues.ts'
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
  '0303': 'enquiry',
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
  '0602': 'help',
  '0603': 'suggestion',
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
  '1005': 'help',
  '1101': 'enquiry',
  '1102': 'complaint',
  '1103': 'suggestion',
  '1201': 'complaint',
  '1202': 'help',
  '1301': 'complaint',
  '1302': 'complaint',
  '1303': 'report',
  '1401': 'enquiry',
  '1402': 'help',
  '1403': 'complaint',
  '1501': 'enquiry',
  '1502': 'enquiry',
  '1503': 'complaint',
  '1504': 'praise',
  '9999': 'help',
}
/** Unlawful by itself when somebody does it. */
const unlawfulLeaves = new Set(['0701', '0702', '0903', '0904', '1303', '1503'])

const reporting =
  /举报|检举|揭发|违法|无证|无照|没有?(?:执照|许可证|手续)|涉嫌|贪污|受贿|行贿|赌博|聚众|传销|诈骗|卖淫|吸毒|贩毒|私自(?:盖|建|搭|挖)|偷偷(?:盖|建|搭|挖|排)|违建|违法搭建|偷排/u
const proposing =
  /建议|提议|提个(?:意见|议)|倡议|(?:能不能|能否|可不可以|可否|是否可以|希望|最好|要是|如果|不如|何不|是不是可以|可以考虑).{0,14}(?:增加|加装|加个|加一?[个盏条班]|加设|装个|装一?[个盏些]|装几|装上|设个|设一?[个条]|设置|增设|划|画|改成|改到|改造|开放|延长|组织|搞个|搞一?[个次]|办个|办一?[个次]|建个|建一?[个座]|修个|多放|多设|多装|多开|统一|错峰|引进|引入|种点|种些|申请(?:装|建|加|增))/u
const asking = /[?？]|(?:吗|么|呢|没有?|怎么|如何|哪|几点|几时|多少|什么|啥|是否|能不能|可不可以|有没有)/u
const asksRule =
  /(?:怎么|如何|咋|咋个)(?:办理?|申请|交|领|报|查|弄|补|开|认定|算|走|投诉)|什么(?:材料|手续|条件|标准|政策|流程|时候)|啥(?:材料|手续|条件|时候|政策)|哪些(?:材料|手续|条件)|去哪|到哪|在哪|哪里(?:办|领|可以|能)|哪儿|几点|多少钱|多久|能不能(?:办|领|报|申请|享受)|可以(?:办|领|报|申请|享受).{0,6}(?:吗|么|嘛)|有没有(?:补贴|政策|规定|补助)|(?:符合|够).{0,4}条件|合(?:法|理|规)(?:吗|么|嘛)|是不是(?:要|可以|真的)|请问|咨询|想问|问一下|问下|请教|打听|了解一下|听说/u
const quarrel =
  /吵(?:起来|得|了起来|架)|对骂|互骂|互相(?:骂|打|指责|推|不让)|打(?:起来|了起来|架)|闹(?:僵|翻|起来)|各说各|谁也不(?:让|服)|谁都不(?:让|服)|双方|两家|两户|两边|争执|争起来|起冲突|起争执|动手|评评理|来劝|劝劝|拉架|调解|说和|扯皮/u
const blaming =
  /不管|不理|没人管|没人理|推诿|敷衍|态度|太过分|过分|凭什么|凭啥|缺德|没素质|气死|气人|投诉|要求|必须|给个说法|说了.{0,4}[次遍回]|反映.{0,4}[次遍回]|多次|三番五次|不负责|不作为|乱收|坑|骗|忽悠|欺负|离谱|无语|受不了|忍/u
const thanking = /谢谢|感谢|多谢|表扬|点赞|锦旗|夸|好评|辛苦/u

/** What the speaker wants (annotation.md, kind), from the words and the leaf they are about. */
export function readKind(text: string, leaf: string, cues: Cues): Kind {
  const grievance = force(cues.trouble) + force(cues.neglect) + force(cues.feeling)
  const usual = kindOfLeaf[leaf] ?? 'help'
  if ((leaf === '1504' || /表扬|锦旗/u.test(text)) && thanking.test(text) && grievance < 1.5) return 'praise'
  if (/举报|检举|揭发/u.test(text) && usual !== 'enquiry') return 'report'
  if (proposing.test(text) && (force(cues.neglect) === 0 || /^.{0,6}建议/u.test(text))) return 'suggestion'
  if (
    /^(?:0[4-9]|13)/u.test(leaf) &&
    quarrel.test(text) &&
    /(?:两|双方|互|对骂|邻居|业主|楼上|楼下|家)/u.test(text) &&
    !/打(?:老婆|媳妇|孩子)/u.test(text)
  )
    return 'dispute'
  if (unlawfulLeaves.has(leaf) && usual === 'report')
    return asksRule.test(text) && grievance < 0.6 && !reporting.test(text) ? 'enquiry' : 'report'
  if (leaf === '1503') return reporting.test(text) ? 'report' : 'complaint'
  if (reporting.test(text) && /涉嫌|偷排|无证|无照|贪污|受贿|赌博|违法/u.test(text)) return 'report'
  if (asksRule.test(text) && asking.test(text) && grievance < (usual === 'enquiry' ? 1.6 : 0.9))
    return 'enquiry'
  if (usual === 'enquiry')
    return grievance >= 1.4 || blaming.test(text) ? 'complaint' : asking.test(text) ? 'enquiry' : 'help'
  if (usual === 'suggestion') return blaming.test(text) ? 'complaint' : grievance > 0 ? 'help' : 'suggestion'
  if (usual === 'help')
    return blaming.test(text) && force(cues.neglect) + force(cues.feeling) >= 1 ? 'complaint' : 'help'
  if (usual === 'report') return 'report'
  return usual
}
