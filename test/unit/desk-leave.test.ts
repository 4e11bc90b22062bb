import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLeave } from '../../src/desk/town/leave-span.ts'
import { peopleNamed, personNamed } from '../../src/desk/town/person-named.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { exampleGround } from '../support/example-town.ts'

const ground = await exampleGround()
const now = new Date('2026-11-23T09:10:00+08:00')
const at = (text: string): string => new Date(`${text}+08:00`).toISOString()

describe('A leave is read from the words', () => {
  it.each([
    ['11月25日到11月27日 由陈岚代', '2026-11-25T00:00', '2026-11-28T00:00', '', '陈岚'],
    ['11月25日 到 11月27日，由 陈岚 代', '2026-11-25T00:00', '2026-11-28T00:00', '', '陈岚'],
    ['11-25到11-27', '2026-11-25T00:00', '2026-11-28T00:00', '', ''],
    ['2026-11-25 至 2026-11-27 请陈岚代班。', '2026-11-25T00:00', '2026-11-28T00:00', '', '陈岚'],
    ['１１月２５日～１１月２７日', '2026-11-25T00:00', '2026-11-28T00:00', '', ''],
    ['明天', '2026-11-24T00:00', '2026-11-25T00:00', '', ''],
    ['明天下午 看病', '2026-11-24T12:00', '2026-11-25T00:00', '', ''],
    ['明天下午到后天上午', '2026-11-24T12:00', '2026-11-25T12:00', '', ''],
    ['今天', '2026-11-23T09:10', '2026-11-24T00:00', '', ''],
    ['今天下午', '2026-11-23T12:00', '2026-11-24T00:00', '', ''],
    ['孙丽 明天到后天 由刘洋代', '2026-11-24T00:00', '2026-11-26T00:00', '孙丽', '刘洋'],
    ['给孙丽 25日到27日', '2026-11-25T00:00', '2026-11-28T00:00', '孙丽', ''],
    ['12月30日到1月2日', '2026-12-30T00:00', '2027-01-03T00:00', '', ''],
    ['1月3日', '2027-01-03T00:00', '2027-01-04T00:00', '', ''],
    ['11月20日到11月24日', '2026-11-23T09:10', '2026-11-25T00:00', '', ''],
    ['明天 参加代表大会', '2026-11-24T00:00', '2026-11-25T00:00', '', ''],
    ['明天 看病，由锦绣社区陈岚代', '2026-11-24T00:00', '2026-11-25T00:00', '', '锦绣社区陈岚'],
  ])('%s', (text, from, to, who, delegate) => {
    const read = readLeave(text, ground.calendar, now)
    if ('fault' in read) throw new Error(read.fault)
    expect([read.from.toISOString(), read.to.toISOString()]).toEqual([at(from), at(to)])
    expect([read.who, read.delegate]).toEqual([who, delegate])
  })

  it.each([
    ['', 'no_date'],
    ['三天', 'no_date'],
    ['2月30日', 'no_date'],
    ['13月1日', 'no_date'],
    ['11月20日', 'past'],
    ['今天上午到昨天', 'no_date'],
    ['明天到下周', 'no_date'],
    ['11月27日到11月25日', 'backwards'],
    ['明天下午到明天上午', 'backwards'],
    ['2026-11-25到2028-01-01', 'too_long'],
    ['明天 由代', 'delegate'],
    ['明天 陈岚代', 'delegate'],
  ])('%s is refused', (text, fault) => {
    const read = readLeave(text, ground.calendar, now)
    expect(read).toEqual({ fault })
  })

  it('whatever is said, nothing is thrown and no leave lies in the past or ends before it begins', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc
        .array(
          fc.constantFrom('明天', '11月', '30日', '到', '-', '31', '2026', '由', '代', '上午', ' ', '0'),
          {
            maxLength: 12,
          },
        )
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(words, (text) => {
        const read = readLeave(text, ground.calendar, now)
        return 'fault' in read || (read.from >= now && read.to > read.from)
      }),
    )
  })
})

describe('A name means one person', () => {
  const { directory } = ground
  const { data } = directory
  const twice = makeDirectory({
    ...data,
    people: [...data.people, { code: 'zhangwei2', name: '张伟', phone: null }],
    posts: [
      ...data.posts,
      { area: 'QH', post: 'department_lead', dept: 'sifa', holders: ['zhangwei2'], buildings: null },
    ],
  })

  it('and of two of one name the one whose post or area stands there too', () => {
    expect(personNamed('孙丽', directory)).toBe('sunli')
    expect(personNamed('司法所张伟', twice)).toBe('zhangwei2')
    expect(personNamed('张伟（锦绣第一网格）', twice)).toBe('zhangwei')
    expect(peopleNamed('张伟', twice)).toHaveLength(2)
    expect(() => personNamed('张伟', twice)).toThrow(/张伟（锦绣第一网格.*、张伟（.*司法所）/u)
  })

  it('an unknown one nobody, and a resident nobody either', () => {
    expect(() => personNamed('张三丰', directory)).toThrow('没有找到“张三丰”')
    expect(() => personNamed('李阿姨', directory)).toThrow('没有找到')
  })
})
