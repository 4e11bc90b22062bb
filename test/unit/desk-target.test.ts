import { describe, expect, it } from 'vitest'
import { targetOf } from '../../src/desk/target.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { exampleGround } from '../support/example-town.ts'

const { directory } = await exampleGround()
const { data } = directory
const twins = makeDirectory({
  ...data,
  people: [...data.people, { code: 'zhangwei2', name: '张伟', phone: null }],
  posts: [
    ...data.posts,
    { area: 'QH', post: 'department_lead', dept: 'sifa', holders: ['zhangwei2'], buildings: null },
  ],
})

describe('转 names a person or a department', () => {
  it.each([
    ['范华 他管水电', { person: 'fanhua' }, '他管水电'],
    ['范华', { person: 'fanhua' }, null],
    ['范华他管水电', { person: 'fanhua' }, '他管水电'],
    ['综合执法队 有人占道', { dept: 'chengguan' }, '有人占道'],
    ['执法队', { dept: 'chengguan' }, null],
    ['交警，违停', { dept: 'jiaojing' }, '违停'],
    ['市监所 查一下', { dept: 'shichang' }, '查一下'],
    ['环境办', { dept: 'huanbao' }, null],
    ['水电办', { dept: 'shuidianqi' }, null],
  ])('%s', (said, target, reason) => {
    expect(targetOf(said, directory)).toEqual({ target, reason })
  })

  it.each([
    ['张伟', '张伟（锦绣第一网格 网格责任人）、张伟（清河镇 司法所）'],
    ['张伟 去看看', '张伟（锦绣第一网格 网格责任人）、张伟（清河镇 司法所）'],
    ['王二麻子', '没有找到“王二麻子”'],
    ['办', '没有找到“办”'],
    ['清河镇', '没有找到'],
  ])('%s is asked about or not known', (said, line) => {
    expect(() => targetOf(said, twins)).toThrow(line)
  })

  it.each([
    ['张伟（司法所） 请调解', 'zhangwei2', '请调解'],
    ['司法所张伟 请调解', 'zhangwei2', '请调解'],
    ['张伟 锦绣第一网格 去看看', 'zhangwei', '去看看'],
    ['锦绣第一网格张伟', 'zhangwei', null],
  ])('%s tells two of one name apart', (said, person, reason) => {
    expect(targetOf(said, twins)).toEqual({ target: { person }, reason })
  })
})
