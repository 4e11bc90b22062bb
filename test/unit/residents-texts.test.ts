import { describe, expect, it } from 'vitest'
import { emergencyAnswer, emergencyConduct } from '../../src/wording/hazards.ts'
import * as own from '../../src/wording/own-cases.ts'
import * as residents from '../../src/wording/residents.ts'

/** One phone screen of a chat: some eighteen characters a line, a dozen lines beside what stands above. */
const lettersAtMost = 230
const linesAtMost = 8

/** The longest that the town's files and the clocks can bring along. */
const facts = {
  number: 'QH20261123-0001',
  place: '翠湖花园二期东区12号楼3单元地下车库入口消防通道',
  matter: '占用消防通道和安全出口',
  handlerTitle: '锦绣社区村(社区)网格责任人',
  handlerName: '欧阳建国强',
  due: '2027年12月31日17:30',
  outcome: '部分解决了',
  result: '一'.repeat(90),
  took: '12天23小时',
  others: '等128位邻居，',
  stage: '已交欧阳建国强，最晚2027年12月31日17:30答复',
  reason: '因'.repeat(60),
  hazard: 'gas',
  words: '话'.repeat(60),
} as const
const lines = Array.from({ length: 5 }, () => `${facts.number} ${facts.matter}`)

/** Every text that a resident may hear, as it is longest. */
function texts(): readonly (readonly [string, string])[] {
  const called = Object.entries({
    ...residents,
    ownDirector: own.directorWillLook,
    ownShare: own.shareWithdrawn,
  })
    .filter(([, one]) => typeof one === 'function')
    .map(([name, one]) => {
      const given = name.startsWith('which') ? lines : facts
      return [name, String((one as (given: unknown) => unknown)(given))] as const
    })
  const refusals = Object.entries(residents.refusalReplies).map(
    ([ground, reply]) =>
      [`refusal ${ground}`, `${reply(facts.number, facts.words)}\n${residents.mayObject()}`] as const,
  )
  const hazards = ['gas', 'fire', 'lift', 'missing', 'violence', 'other'].flatMap((hazard) => [
    [
      `hazard ${hazard}`,
      emergencyAnswer({ ...facts, hazard } as Parameters<typeof emergencyAnswer>[0]),
    ] as const,
    [`conduct ${hazard}`, emergencyConduct(hazard as Parameters<typeof emergencyConduct>[0])] as const,
  ])
  return [...called, ...refusals, ...hazards]
}

/** Words of offices that nobody says to a neighbour. */
const officialese =
  /贵方|兹|予以|特此|知悉|敬请|届时|务必|该事项|事项编号|受理编号|依法依规|有关部门|相关部门|您的诉求|诉求人|责任单位|研判|派遣|处置|办理时限|工单|立案|结案|核查|督办|群众|上述|请予|谅解|如有疑问|来电|鉴于|业已|为盼|此致/u

describe('Every text that residents hear (6)', () => {
  it.each(texts())('%s fits one screen', (_name, text) => {
    expect([...text].length).toBeLessThanOrEqual(lettersAtMost)
    expect(text.split('\n').length).toBeLessThanOrEqual(linesAtMost)
    expect(text).not.toMatch(/undefined|\[object/u)
  })

  it.each(texts())('%s says it as a neighbour would', (_name, text) => {
    expect(text).not.toMatch(officialese)
    expect(text).not.toMatch(/！{2,}|@所有人/u)
  })

  it('the receipt says the number, what was understood, who and by when', () => {
    const said = residents.receipt({ ...facts, due: '周二17:30' })
    expect(said).toContain('最晚周二17:30答复您')
    for (const one of [facts.number, facts.place, facts.matter, facts.handlerName])
      expect(said).toContain(one)
  })

  it('the receipt of a dispute names no side and no cause', () => {
    const said = residents.neutralReceipt(facts)
    expect(said).not.toContain(facts.place)
    expect(said).not.toContain(facts.matter)
  })
})
