import { describe, expect, it } from 'vitest'
import { withVillageGroup } from '../../src/desk/village-group.ts'
import { exampleGround } from '../support/example-town.ts'
import { makePlaceReader } from '../../src/intake/place-said.ts'
import { said } from '../support/routing-ask.ts'

const { directory } = await exampleGround()
const inVillage = { room: 'hedong', home: null }

describe('A group of a village (3.3)', () => {
  it.each([
    ['四组路口', '四组', '路口', 'QH-HD-02'],
    ['二组村口', '二组', '村口', 'QH-HD-01'],
    ['4组', '4组', null, 'QH-HD-02'],
  ])('leads %s to its grid', (spot, building, rest, grid) => {
    const place = withVillageGroup(said({ spot }), inVillage, directory)
    expect(place).toMatchObject({ building, spot: rest })
    expect(directory.locate(place, inVillage)).toMatchObject({ found: 'grid', grid })
  })

  it.each([
    ['a group that the village does not have', { spot: '九组路口' }, inVillage],
    ['a room of estates', { spot: '四组路口' }, { room: 'cuihu-a', home: null }],
    ['a house that was named', { spot: '四组路口', building: '3' }, inVillage],
    ['nothing said', {}, inVillage],
  ])('is left as it was said: %s', (_what, place, from) => {
    expect(withVillageGroup(said(place), from, directory)).toEqual(said(place))
  })

  it('is heard in front of the spot, and not in a title of somebody', () => {
    const read = makePlaceReader(directory.gazetteer())
    const spot = (text: string) => read(text).spot
    expect(spot('四组路口的井盖没了')).toBe('四组路口')
    expect(spot('四组组长家门口的灯坏了')).not.toContain('四组')
  })
})
