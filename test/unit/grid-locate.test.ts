import { describe, expect, it } from 'vitest'
import type { PlaceFound, PlaceSaid } from '../../src/grid/directory.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { readTownFolder } from '../../src/grid/town-file.ts'
import type { Place } from '../../src/grid/town.ts'

const read = await readTownFolder(new URL('../../towns/qinghe', import.meta.url).pathname)
if ('faults' in read) throw new Error('the example town is broken')
const { town } = read
const directory = makeDirectory(town)

const said = (place: Partial<PlaceSaid>): PlaceSaid => ({
  estate: null,
  building: null,
  unit: null,
  room: null,
  spot: null,
  ...place,
})

describe('A place finds its grid (3.3)', () => {
  const rows: readonly (readonly [string, Partial<PlaceSaid>, string | null, string | null, string])[] = [
    ['a building of an estate', { estate: '翠湖花园', building: '9' }, null, null, 'grid QH-JX-02'],
    ['an estate by its alias', { estate: '翠湖', building: '3号楼' }, null, null, 'grid QH-JX-01'],
    ['an estate with 小区 behind it', { estate: '翠湖小区', building: '3' }, null, null, 'grid QH-JX-01'],
    ['a lettered building', { estate: '阳光水岸', building: 'a座' }, null, null, 'grid QH-DF-02'],
    ['a group of a village', { estate: '河东村', building: '第四组' }, null, null, 'grid QH-HD-02'],
    ['a bare figure in a village', { estate: '河东村', building: '2' }, null, null, 'grid QH-HD-01'],
    ['an estate of one grid', { estate: '幸福里' }, null, null, 'grid QH-JX-03'],
    [
      'a building that its estate of one grid does not list',
      { estate: '幸福里', building: '99' },
      null,
      null,
      'grid QH-JX-03',
    ],
    [
      'a building that its estate of two grids does not list',
      { estate: '翠湖花园', building: '99' },
      'xfl',
      null,
      'community QH-JX',
    ],
    ['an estate of two grids', { estate: '翠湖花园' }, 'cuihu-a', null, 'community QH-JX'],
    ['an estate of two grids, said in private', { estate: '翠湖花园' }, null, null, 'none'],
    [
      'a building, in a room of one grid',
      { building: '3', unit: '2', spot: '楼道' },
      'cuihu-a',
      null,
      'grid QH-JX-01',
    ],
    ['a building of another grid than the room’s', { building: '9' }, 'cuihu-a', null, 'community QH-JX'],
    ['a building that one estate of the community has', { building: '8' }, 'dongfeng', null, 'grid QH-DF-01'],
    ['a letter that one estate of the community has', { building: 'B' }, 'dongfeng', null, 'grid QH-DF-02'],
    [
      'a building that two estates of the community have',
      { building: '3' },
      'dongfeng',
      null,
      'community QH-DF',
    ],
    ['a building in the township’s own room', { building: '3' }, 'centre', null, 'none'],
    [
      'a building, said in private by somebody who lives there',
      { building: '9' },
      null,
      '翠湖花园',
      'grid QH-JX-02',
    ],
    ['a building, said in private by nobody knows whom', { building: '9' }, null, null, 'none'],
    [
      'a building in a room, wherever the speaker lives',
      { building: '3' },
      'xfl',
      '翠湖花园',
      'grid QH-JX-03',
    ],
    ['a road', { spot: '建设路' }, 'xfl', null, 'grid QH-JX-02'],
    ['a road inside a phrase', { spot: '建设路步行街路口' }, 'xfl', null, 'grid QH-JX-02'],
    ['a landmark by its alias', { spot: '学府小学门口' }, 'cuihu-a', null, 'grid QH-DF-01'],
    ['a landmark in the place of an estate', { estate: '人民广场' }, 'cuihu-a', null, 'grid QH-JX-03'],
    ['an estate inside the words for a spot', { spot: '幸福里东门' }, 'dongfeng', null, 'grid QH-JX-03'],
    ['an estate before a landmark', { estate: '幸福里', spot: '学府小学旁边' }, null, null, 'grid QH-JX-03'],
    [
      'a building of the room before a landmark',
      { building: '8', spot: '学府小学' },
      'dongfeng',
      null,
      'grid QH-DF-01',
    ],
    ['a spot without a name, in a room of one grid', { spot: '东门' }, 'xfl', null, 'grid QH-JX-03'],
    [
      'a spot without a name, in a room of a community',
      { spot: '东门' },
      'dongfeng',
      null,
      'community QH-DF',
    ],
    ['小区, which is no name', { estate: '我们小区', building: '2' }, 'xfl', null, 'grid QH-JX-03'],
    ['an estate of elsewhere', { estate: '绿野新城', building: '3' }, 'cuihu-a', null, 'community QH-JX'],
    ['the name of a community', { estate: '锦绣社区' }, null, null, 'community QH-JX'],
    ['the name of the room’s own community', { spot: '锦绣社区' }, 'xfl', null, 'grid QH-JX-03'],
    ['nothing, in a room of one grid', {}, 'cuihu-b', null, 'grid QH-JX-02'],
    ['nothing, in a room nobody knows', {}, 'no-such-room', null, 'none'],
    ['nothing, in private', {}, null, null, 'none'],
  ]

  const shown = (found: PlaceFound): string =>
    found.found === 'grid'
      ? `grid ${found.grid}`
      : found.found === 'community'
        ? `community ${found.community}`
        : 'none'

  it.each(rows)('by %s', (_title, place, room, home, expected) => {
    const found = directory.locate(said(place), { room, home })
    expect(shown(found)).toBe(expected)
    expect(found.how).not.toBe('')
  })

  it('says in words how it was found', () => {
    const words = (place: Partial<PlaceSaid>, room: string | null): string =>
      directory.locate(said(place), { room, home: null }).how
    expect(words({ estate: '翠湖', building: '三栋' }, null)).toBe('翠湖花园3号楼属锦绣第一网格')
    expect(words({ spot: '广场' }, null)).toBe('人民广场属锦绣第三网格')
    expect(words({ estate: '河东', building: '5' }, null)).toBe('河东村5组属河东第二网格')
    expect(words({}, 'xfl')).toBe('按来源群“幸福里业主群”属锦绣第三网格')
    expect(words({ estate: '翠湖花园' }, 'cuihu-a')).toBe(
      '翠湖花园分属锦绣第一网格、锦绣第二网格，由来源群所在的锦绣社区处理',
    )
  })

  it('names the candidates where there are several', () => {
    const found = directory.locate(said({ building: '3' }), { room: 'dongfeng', home: null })
    expect(found).toMatchObject({ found: 'community', candidates: ['QH-DF-01', 'QH-DF-02'] })
  })

  it('finds house numbers of a road and entrances of a divided building', () => {
    const place = (grid: string, kind: Partial<Place>): Place => ({
      grid,
      estate: null,
      road: null,
      landmark: null,
      aliases: [],
      buildings: null,
      ...kind,
    })
    const divided = makeDirectory({
      ...town,
      places: [
        place('QH-JX-01', { road: '学林路', buildings: '单号' }),
        place('QH-JX-02', { road: '学林路', buildings: '双号' }),
        place('QH-JX-01', { estate: '长楼', buildings: '5号楼1-2单元' }),
        place('QH-JX-02', { estate: '长楼', buildings: '5号楼3-4单元' }),
      ],
    })
    const from = { room: 'cuihu-a', home: null }
    expect(shown(divided.locate(said({ spot: '学林路', building: '12' }), from))).toBe('grid QH-JX-02')
    expect(shown(divided.locate(said({ estate: '长楼', building: '5', unit: '3单元' }), from))).toBe(
      'grid QH-JX-02',
    )
    expect(shown(divided.locate(said({ estate: '长楼', building: '5' }), from))).toBe('community QH-JX')
  })
})

describe('A building without an estate', () => {
  const place = (grid: string, estate: string, buildings: string): Place => ({
    ...{ grid, estate, buildings, road: null, landmark: null, aliases: [] },
  })
  const asked = (places: readonly Place[], building: string): PlaceFound =>
    makeDirectory({ ...town, places }).locate(said({ building }), { room: 'cuihu-a', home: null })

  it('is found where only a zone is said and the estate owns a part of it', () => {
    expect(asked([place('QH-JX-01', '大院', '东区A1-A3')], '东区')).toMatchObject({ grid: 'QH-JX-01' })
    expect(asked([place('QH-JX-01', '大院', '西区A1-A3')], '东区')).toMatchObject({ community: 'QH-JX' })
  })

  it('is told with a few names where many estates have one', () => {
    const many = ['甲', '乙', '丙', '丁', '戊', '己'].map((name) => place('QH-JX-01', `${name}苑`, '1-9'))
    expect(asked(many, '3').how).toMatch(/^(?:.苑、){3}.苑等6处3号楼属锦绣第一网格$/u)
    expect(asked(many.slice(0, 4), '3').how).toMatch(/^(?:.苑、){3}.苑3号楼属锦绣第一网格$/u)
  })
})
