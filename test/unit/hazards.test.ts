import { beforeAll, describe, expect, it } from 'vitest'
import { isDangerousRumour, withSureLeaf } from '../../src/desk/sure-leaf.ts'
import type { Directory } from '../../src/grid/directory.ts'
import type { Matter } from '../../src/intake/reading.ts'
import { emergencyConduct, hazardOf } from '../../src/wording/hazards.ts'
import { exampleGround } from '../support/example-town.ts'

describe('The hazard behind an emergency (6.13)', () => {
  it.each([
    ['0803', '8栋一股味道', 'gas'],
    ['9999', '楼道里一股煤气味', 'gas'],
    ['0805', '5号楼着火了', 'fire'],
    ['0204', '困在里面了', 'lift'],
    ['9999', '电梯里关了人', 'lift'],
    ['0806', '老人不见了', 'missing'],
    ['0902', '又在吵', 'violence'],
    ['9999', '楼下打起来了还动刀', 'violence'],
    ['0805', '有人要跳楼', 'jump'],
    ['9999', '活着真没意思，我不想活了', 'despair'],
    ['9999', '楼上有个女的说不想活了', 'jump'],
    ['0806', '门口有位老人摔倒起不来', 'medical'],
    ['0805', '孩子掉河里了', 'water'],
    ['9999', '有人触电了', 'electric'],
    ['9999', '老人晕倒在门口', 'medical'],
    ['0703', '围墙塌了压住人', 'collapse'],
    ['0203', '水漫进一楼了', 'flood'],
    ['9999', '快来人啊', 'other'],
  ] as const)('of %s “%s” is %s', (category, words, hazard) => {
    expect(hazardOf(category, words)).toBe(hazard)
  })

  it('has a text of a few lines for each, and that of violence shows no place and no person', () => {
    expect(emergencyConduct('violence')).toBe('请先到安全的地方，马上打110；有人受伤打120。')
    for (const hazard of [
      'gas',
      'fire',
      'medical',
      'electric',
      'jump',
      'despair',
      'flood',
      'collapse',
    ] as const)
      expect(emergencyConduct(hazard).length).toBeLessThan(70)
  })
})

describe('An emergency whose category is a guess (3.8)', () => {
  let directory: Directory
  beforeAll(async () => {
    ;({ directory } = await exampleGround())
  })
  const aMatter = (wanted: Partial<Matter>): Matter => ({
    ...{ kind: 'help', category: '9999', nature: 'community_matter', occurred: null, urgency: 'emergency' },
    ...{ confidential: false, title: '', certainty: 0.1, evidence: {} },
    place: { estate: null, building: null, unit: null, room: null, spot: null },
    ...wanted,
  })

  it('goes to the leaf of its hazard, violence to the leaf that is private', () => {
    expect(withSureLeaf(aMatter({}), '楼下打起来了还动刀', directory).category).toBe('0902')
    expect(withSureLeaf(aMatter({}), '有人晕倒了', directory).category).toBe('0805')
  })

  it('of somebody who has fallen is never the leaf of the lost', () => {
    const lost = aMatter({ certainty: 0.9, category: '0806' })
    const leafOf = (said: string) => withSureLeaf(lost, said, directory).category
    expect(leafOf('老人在菜场门口摔倒了流了好多血')).toBe('0805')
    expect(leafOf('我爸走丢了，他心脏不好容易晕倒')).toBe('0806')
    expect(leafOf('有人困在电梯里晕倒了')).toBe('0806')
  })

  it('stays where the reader is sure, and where it is none', () => {
    expect(withSureLeaf(aMatter({ certainty: 0.8, category: '0204' }), '着火了', directory).category).toBe(
      '0204',
    )
    expect(withSureLeaf(aMatter({ urgency: 'normal' }), '着火了', directory).category).toBe('9999')
  })
})

describe('A rumour of danger (6.10)', () => {
  it('is danger told at second hand', () => {
    expect(isDangerousRumour('听说4号楼有人要跳楼')).toBe(true)
    expect(isDangerousRumour('4号楼有人要跳楼')).toBe(false)
    expect(isDangerousRumour('听说要涨物业费')).toBe(false)
  })
})
