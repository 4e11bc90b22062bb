import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { closureNotices, sayOutcome } from '../../src/feedback/closure.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { closed, local } from '../support/closed-cases.ts'
import { exampleGround } from '../support/example-town.ts'
import { anEvent, now, someReporter } from '../support/feedback-ask.ts'

const ground = await exampleGround()
const told = (wanted: Partial<CaseRecord>, on = ground) => {
  const record = closed(wanted)
  return closureNotices(anEvent(record, { move: 'close' }), record, on, now)[0]
}
const textOf = (result: string | null, wanted: Partial<CaseRecord> = {}, on = ground): string =>
  told({ result, ...wanted }, on)?.text ?? ''

describe('The closure notice (6.3)', () => {
  it('is this sentence, and this line among others', () => {
    expect(told({ resolvedAt: local('2026-11-23 11:40') })?.text).toBe(
      '您反映的事（3号楼2单元楼道，路灯楼道灯），陈岚解决了：已更换声控灯。\n' +
        '用时3小时10分钟，编号 QH20261123-0001。您满意吗？回“满意”“基本满意”或“不满意”就行。',
    )
    expect(told({})?.brief).toBe('3号楼2单元楼道，路灯楼道灯：陈岚解决了（QH20261123-0001）')
  })

  it.each([
    ['solved', '解决了'],
    ['partly', '部分解决了'],
    ['explained', '作了说明'],
    [null, '办理了'],
  ] as const)('of a case that was %s says %s', (outcome, said) => {
    expect(sayOutcome(outcome)).toBe(said)
    expect(told({ outcome })?.text).toContain(`陈岚${said}：`)
  })

  it('says who did it, and no name where nobody has the case any more', () => {
    expect(textOf('换了', { handler: null })).toContain('，工作人员解决了：换了。')
  })

  it('says how long it took until it was resolved, nothing where that is not known', () => {
    expect(textOf('换了', { resolvedAt: local('2026-11-23 11:40') })).toContain('用时3小时10分钟，')
    expect(textOf('换了', { resolvedAt: null })).toContain('用时不到1分钟，')
  })

  it('names the place without the flat, since the room reads it', () => {
    const { place } = closed()
    expect(textOf('换了', { place: { ...place, room: '502' } })).not.toContain('502')
  })
})

describe('The result as a room reads it (6.3)', () => {
  const shown = (result: string | null, wanted: Partial<CaseRecord> = {}, on = ground): string =>
    /解决了：(.*)。\n/u.exec(textOf(result, wanted, on))?.[1] ?? 'not a sentence'

  it.each([
    ['换了。', '换了'],
    ['换了！！ 。', '换了'],
    ['换了. 亮了.', '换了. 亮了'],
    ['换了。\n\n  也亮了。', '换了。 也亮了'],
  ])('%j is one line that ends with one full stop', (result, line) => {
    expect(shown(result)).toBe(line)
  })

  it('is cut to ninety letters, and no more', () => {
    expect(shown('灯'.repeat(90))).toBe('灯'.repeat(90))
    expect(shown('灯'.repeat(91))).toBe(`${'灯'.repeat(89)}…`)
    expect(shown('🌸'.repeat(91))).toBe(`${'🌸'.repeat(89)}…`)
  })

  it('hides what a reporter calls themself in the room, and every resident whom the town knows', () => {
    const reporters = [someReporter('tony', { name: 'Tony' })]
    expect(shown('Tony家的灯换了', { reporters })).toBe('T**家的灯换了')
    const { data } = ground.directory
    const residents = [...data.residents, { code: 'r', name: '小雨点', rooms: [], home: null }]
    const town = { ...ground, directory: makeDirectory({ ...data, residents }) }
    expect(shown('小雨点家的灯换了', {}, town)).toBe('小**家的灯换了')
    expect(shown('小雨点家的灯换了')).toBe('小雨点家的灯换了')
  })

  it('takes no letter for a name because somebody calls themself by one letter', () => {
    const reporters = [someReporter('one', { name: '灯' })]
    expect(shown('灯换了，灯亮了', { reporters })).toBe('灯换了，灯亮了')
  })

  it('leaves those who work for the residents and the places of the town, also where a neighbour is called like them', () => {
    expect(shown('已和陈岚沟通')).toBe('已和陈岚沟通')
    expect(shown('已和张建军沟通')).toBe('已和张**沟通')
    for (const name of ['翠湖花园', '建设路', '人民广场', '翠湖物业', '锦绣社区']) {
      const reporters = [someReporter('same', { name })]
      expect(shown(`${name}门口的灯换了`, { reporters })).toBe(`${name}门口的灯换了`)
    }
  })
})
