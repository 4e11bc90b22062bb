import { describe, expect, it } from 'vitest'
import { placeForStaff } from '../../src/feedback/place-for-staff.ts'
import { sentShown, wordsShown } from '../../src/feedback/shown.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { said } from '../support/routing-ask.ts'

const ground = await exampleGround()

describe('Where it is, for staff who look after many estates', () => {
  it.each([
    ['the house alone, in a grid of one estate', { building: '3' }, 'QH-JX-01', '翠湖花园3号楼'],
    ['of two estates the one that has the house', { building: 'B' }, 'QH-DF-02', '阳光水岸B座'],
    ['and the other', { building: '2' }, 'QH-DF-02', '老机械厂宿舍2号楼'],
    ['an estate that was said stays', { estate: '幸福里', building: '3' }, 'QH-JX-03', '幸福里3号楼'],
    ['a house that the grid has not', { building: '99' }, 'QH-JX-01', '99号楼'],
    ['no house', { spot: '菜场门口' }, 'QH-JX-01', '菜场门口'],
  ])('%s', (_what, place, grid, shown) => {
    expect(placeForStaff(aCase({ place: said(place), grid }), ground)).toBe(shown)
  })

  it('goes by the room where no grid is known yet, and stays as said where nothing tells', () => {
    const place = said({ building: '3' })
    expect(placeForStaff(aCase({ place, grid: null }), ground)).toBe('翠湖花园3号楼')
    expect(placeForStaff(aCase({ place, grid: null, room: null }), ground)).toBe('3号楼')
  })
})

describe('A quote on a notice', () => {
  it('never begins with a comma', () => {
    expect(wordsShown({ words: '，3号楼灯坏了' })).toBe('3号楼灯坏了')
    expect(sentShown('、还没修好')).toBe('“还没修好”')
  })
})
