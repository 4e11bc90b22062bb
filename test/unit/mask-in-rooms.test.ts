import { beforeAll, describe, expect, it } from 'vitest'
import type { CaseRecord, Reporter } from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import { closureNotices } from '../../src/feedback/closure.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { withoutNames } from '../../src/feedback/without-names.ts'
import { instant } from '../../src/kernel/clock.ts'
import { maskText } from '../../src/wording/mask.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'

const nicknames = [
  '3-2-502李',
  '翠湖3-2-502 小李🌸',
  'Tony',
  '3号楼',
  'A座1602王',
  '502',
  '🌸',
  '业主',
  'Lily 9-3-702',
]
const spoken = ['赵敏', '陈岚', '王强', '刘洋', '范华', '翠湖花园']

describe('Free text in a room names no neighbour (6.3)', () => {
  it.each([
    ['已和3-2-502李商量好，灯换了', '已和李**商量好，灯换了'],
    ['小李说可以', '小**说可以'],
    ['tony和Lily同意', 'T**和L**同意'],
    ['3号楼灯已换，业主满意', '3号楼灯已换，业主满意'],
    ['李阿姨家502漏水已修', '李**家漏水已修'],
    ['502王姐也看过', '王**也看过'],
    ['王大爷家门口的杂物清了', '王**家门口的杂物清了'],
    ['已和张建军沟通', '已和张**沟通'],
    ['业主刘小明同意了', '业主刘**同意了'],
    ['户主：孙志强', '户主：孙**'],
    ['李建国（502室）已签字', '李**已签字'],
    ['李女士与楼上王先生达成协议', '李**与楼上王**达成协议'],
    ['顶楼的老王', '顶楼的王**'],
    ['欧阳大姐已满意', '欧**已满意'],
  ])('%s → %s', (text, masked) => {
    expect(maskText(text, nicknames, spoken)).toBe(masked)
  })

  it.each([
    ['张伟家天天吵。张伟说管不着，张伟老婆也骂人', '张**家天天吵。张**说管不着，张**老婆也骂人'],
    ['3号楼502张伟家养鸡，跟张伟讲过', '3号楼张**家养鸡，跟张**讲过'],
    ['找李师傅修的，李师傅没来', '找李**修的，李**没来'],
    ['和王小强协商，小区都认识王小强', '和王**协商，小区都认识王**'],
  ])('a name that a word has told once is starred wherever it stands: %s → %s', (text, masked) => {
    expect(maskText(text, [], spoken)).toBe(masked)
  })

  it.each([
    ['138 1234 1234', '138****1234'],
    ['138-1234-1234', '138****1234'],
    ['１３８１２３４１２３４', '138****1234'],
    ['138,1234,1234', '138****1234'],
    ['①③⑧①②③④①②③④', '138****1234'],
    ['1381234一二三四', '***********'],
    ['身份证11010519491231002X', '身份证****2X'],
    ['身份证310101199001011234', '身份证****34'],
    ['卡号 6222 0212 3456 7890 12', '卡号 ****12'],
    ['沪A·12345挪走了', '沪A****挪走了'],
    ['微信wxlili1990', '微信****'],
    ['发到li.mei@example.com', '发到****'],
    ['已劝说702户主搬走', '已劝说户主搬走'],
    ['十一楼西户', '十一楼'],
    ['住五零二', '住'],
    ['住5零2', '住'],
  ])('a number of somebody: %s → %s', (text, masked) => {
    expect(maskText(text, nicknames, spoken)).toBe(masked)
  })

  it.each([
    '由王强、刘洋现场处理，向赵敏反映',
    '已和物业沟通，安排水电工更换水管12米，花费120元',
    '请施工队周一到场，与高层住户沟通，同意左右错开',
    '和平路路灯已修好，对商户进行教育，要求马上整改',
    '提醒邻居安静，由城管队员现场清理，2026年11月23日完成',
    '编号 QH20261123-0001，24小时内答复，请打12345',
  ])('leaves as it is: %s', (text) => {
    expect(maskText(text, nicknames, spoken)).toBe(text)
  })
})

describe('The closure notice (6.3)', () => {
  let ground: Ground
  const now = instant('2026-11-23T15:30:00+08:00')
  beforeAll(async () => {
    ground = await exampleGround()
  })
  const reporter = (key: string, name: string, room: string | null): Reporter => ({
    ...{ key, contactId: null, name, room, joinedAt: now, withdrawn: false, rating: null },
  })
  const told = (wanted: Partial<CaseRecord>) => {
    const record = aCase({ state: 'closed', outcome: 'solved', resolvedAt: now, closedAt: now, ...wanted })
    return closureNotices({ id: '7' } as CaseEvent, record, ground, now)
  }

  it('leaves no name out that stands bare in one text is known by the other texts of its case, and by its reporters', () => {
    const record = aCase({
      words: '楼上冯大春家漏水',
      result: '冯大春已修好，蒋小梅满意',
      reporters: [reporter('x', '蒋小梅', null)],
    })
    expect(withoutNames(record.result ?? '', record, ground)).toBe('冯**已修好，蒋**满意')
    expect(withoutNames('陈岚到场', record, ground)).toBe('陈岚到场')
    expect(withoutNames('陈岚到场', record, ground, 'everybody')).toBe('陈**到场')
  })

  it('is said in each room with the neighbours of that room, the rest counted with all of them', () => {
    const reporters = [
      ...Array.from({ length: 6 }, (_, i) => reporter(`a${String(i)}`, `邻居${String(i)}`, 'cuihu-a')),
      reporter('b', '7-1-101陈', 'cuihu-b'),
    ]
    const notices = told({ reporters, result: '已换灯' })
    expect(notices.map(({ to, mentions }) => [to, mentions.length])).toEqual([
      [{ room: 'cuihu-a' }, 5],
      [{ room: 'cuihu-b' }, 1],
    ])
    expect(notices[0]?.text).toMatch(/^等6位邻居，您/u)
    expect(notices[1]?.text).not.toContain('等')
  })

  it('masks a neighbour who reported nothing, keeps the staff, and says how to answer in a word', () => {
    const result = '范华和9-3-702陈姐、老吴商量好，已换灯，孙奶奶家门口也亮了'
    const [notice] = told({ result })
    expect(notice?.text).toContain('范华')
    expect(notice?.text).not.toMatch(/702|陈姐|老吴|孙奶奶/u)
    expect(notice?.text).toMatch(/陈岚解决了.*用时6小时20分钟.*“满意”“基本满意”或“不满意”/su)
  })

  it('fits one screen whatever the handler wrote', () => {
    const [notice] = told({ result: '现场查看后更换了声控灯和线路，'.repeat(30) })
    expect([...(notice?.text ?? '')].length).toBeLessThan(230)
  })
})
