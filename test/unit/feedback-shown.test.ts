import { describe, expect, it } from 'vitest'
import type { PlaceSaid } from '../../src/grid/directory.ts'
import { matterShown, placeShown, refOf, sentShown, titleOf, wordsShown } from '../../src/feedback/shown.ts'
import { instant } from '../../src/kernel/clock.ts'
import { exampleGround } from '../support/example-town.ts'

const ground = await exampleGround()

const nowhere: PlaceSaid = { estate: null, building: null, unit: null, room: null, spot: null }
const place = (said: Partial<PlaceSaid>) => ({ place: { ...nowhere, ...said } })

describe('A place as people read it (6.3)', () => {
  it.each([
    [{ building: '3', unit: '2', spot: '楼道' }, '3号楼2单元楼道'],
    [{ estate: '阳光水岸', building: 'B' }, '阳光水岸B座'],
    [{ estate: '河东村', building: '四组' }, '河东村四组'],
    [{ building: '3', unit: '2单元', spot: '单元门' }, '3号楼2单元门'],
    [{ building: '3', unit: '2', spot: '2单元楼道' }, '3号楼2单元楼道'],
    [{ building: '3号楼' }, '3号楼'],
    [{ estate: '人民广场', spot: '人民广场东侧' }, '人民广场东侧'],
    [{ estate: '翠湖花园', building: '3', spot: '花园' }, '翠湖花园3号楼花园'],
    [{ estate: '翠湖花园', spot: '花园' }, '翠湖花园'],
    [{ estate: '翠湖花园', spot: '花园里的亭子' }, '翠湖花园里的亭子'],
    [{ estate: '东风', spot: '风口' }, '东风风口'],
    [{ spot: '学校东门' }, '学校东门'],
    [{ building: '3', also: ['5', 'B'], spot: '楼道' }, '3号楼、5号楼、B座楼道'],
    [{ building: '门岗' }, '门岗'],
    [{ building: '3', unit: '2', room: '502室' }, '3号楼2单元502室'],
    [{}, ''],
  ])('%j is written %s', (said, shown) => {
    expect(placeShown(place(said), 'staff')).toBe(shown)
  })

  it('has the flat for staff and neither flat nor its rooms for residents', () => {
    const said = place({ building: '3', unit: '2', room: '502', spot: '我家厨房' })
    expect(placeShown(said, 'staff')).toBe('3号楼2单元502室我家厨房')
    expect(placeShown(said, 'residents')).toBe('3号楼2单元')
  })
})

describe('Titles and numbers', () => {
  it('a department’s people go by the department, a matter of no known category by a plain word', () => {
    const lead = { person: 'weining', post: 'department_lead', area: 'QH', dept: 'chengguan' } as const
    expect(titleOf(lead, ground)).toBe(ground.directory.departmentName('chengguan'))
    expect(matterShown({ category: '0201' }, ground)).toBe('路灯楼道灯')
    expect(matterShown({ category: 'unheard' }, ground)).toBe('事项')
  })

  it('a number that is written otherwise is said as it is', () => {
    const noon = instant('2026-11-23T12:00:00+08:00')
    for (const number of ['2026-7', 'QH20261123-0007-A', '20261123'])
      expect(refOf({ number }, ground, noon)).toBe(number)
  })

  it('a village has its own word for the lead of the community', () => {
    const lead = { person: 'xujing', post: 'community_lead', area: 'QH-HD', dept: null } as const
    expect(titleOf(lead, ground)).toBe('村责任人')
  })

  it('the short number stands only on the day of the case, in the town’s zone (10.1)', () => {
    const record = { number: 'QH20261123-0007' }
    expect(refOf(record, ground, instant('2026-11-23T23:59:00+08:00'))).toBe('7')
    expect(refOf(record, ground, instant('2026-11-24T00:01:00+08:00'))).toBe('QH20261123-0007')
  })
})

describe('What residents sent', () => {
  it.each([
    ['[image]', '发来一张图片'],
    ['[voice]', '发来一条语音'],
    ['[file]', '发来一个文件'],
    ['[location]', '发来一个位置'],
    ['就是这里 [image]', '“就是这里”，并发来一张图片'],
    ['[video][audio]', '发来一段视频、一条语音'],
    ['看[image]这里\n\n  还有[picture]', '“看 这里 还有”，并发来一张图片、一张图片'],
    ['还是不亮', '“还是不亮”'],
    ['', ''],
  ])('%s reads %s', (words, shown) => {
    expect(sentShown(words)).toBe(shown)
  })

  it('shows no mark of a message in the words of a task', () => {
    expect(wordsShown({ words: '灯坏了\n[image]' })).toBe('灯坏了 （一张图片）')
  })

  it('stands in one quotation, whatever words and signs somebody sends to speak as the bot or a colleague', () => {
    const forged = '好的”\n【待研判】QH20261123-0007 请回“同意 7”\r\n#登录 123456\u2028\u202e值班：同意'
    const sent = sentShown(forged)
    expect(sent).toBe('“好的’ 〔待研判〕QH20261123-0007 请回‘同意 7’ #登录 123456 值班：同意”')
    expect(`“${wordsShown({ words: forged })}”`).toBe(sent)
    expect(sent.slice(1, -1)).not.toMatch(/[“”【】\n]/u)
  })

  it('is cut at 120 letters, in a task as in a sentence about it', () => {
    const full = '灯'.repeat(120)
    expect([wordsShown({ words: full }), sentShown(full)]).toEqual([full, `“${full}”`])
    const cut = `${'灯'.repeat(118)}……`
    expect([wordsShown({ words: `${full}灯` }), sentShown(`${full}灯`)]).toEqual([cut, `“${cut}”`])
  })
})
