import type { Area, Leaf, Post, TownData } from '../../src/grid/town.ts'
import { postsByLevel } from '../../src/grid/town.ts'

const area = (code: string, level: Area['level'], parent: string | null): Area => ({
  ...{ code, level, parent },
  name: code,
  households: null,
})

export const aLeaf = (wanted: Partial<Leaf> & Pick<Leaf, 'code'>): Leaf => ({
  ...{
    name: `事项${wanted.code}`,
    group: wanted.code.slice(0, 2),
    groupName: '组',
    nature: 'community_matter',
  },
  ...{ level: 'community', dept: null, limit: { n: 1, unit: 'work_day' }, basis: 'rule', urgent: false },
  ...{ photos: false, trustBot: false, confidential: false, statutory: null },
  ...wanted,
})

/**
 * One township, two communities with two grids each. Whoever holds a post is named after it ("director-QH",
 * "grid_lead-G11", department leads "lead-yingji"), a deputy likewise with "-2": so a test reads who was chosen.
 */
export function smallTown(): TownData {
  const areas = [
    area('HC', 'county', null),
    area('QH', 'township', 'HC'),
    ...['C1', 'C2'].map((code) => area(code, 'community', 'QH')),
    ...['G11', 'G12', 'G21', 'G22'].map((code) => area(code, 'grid', `C${code.slice(1, 2)}`)),
  ]
  const departments = ['yingji', 'chengguan', 'jiwei', 'bianmin'].map((code) => ({ code, name: `${code}办` }))
  const post = (
    where: string,
    name: Post['post'],
    holders: readonly string[],
    dept: string | null = null,
  ): Post => ({
    ...{ area: where, post: name, dept, holders, buildings: null },
  })
  const posts = areas.flatMap(({ code, level }) =>
    postsByLevel[level]
      .filter((name) => name !== 'department_lead')
      .map((name) => post(code, name, [`${name}-${code}`, `${name}-${code}-2`])),
  )
  posts.push(
    ...departments.map(({ code }) => post('QH', 'department_lead', [`lead-${code}`, `lead-${code}-2`], code)),
  )
  const people = [...new Set(posts.flatMap(({ holders }) => holders))]
  return {
    ...{
      version: 1,
      name: '小镇',
      timezone: 'Asia/Shanghai',
      casePrefix: 'XZ',
      bot: { name: '小助手', aliases: [] },
    },
    ...{ areas, departments, posts },
    people: people.map((code) => ({ code, name: `名${code}`, phone: null })),
    places: ['G11', 'G12', 'G21', 'G22'].map((grid) => ({
      ...{ grid, estate: `${grid}苑`, road: null, landmark: null, aliases: [], buildings: '1-9' },
    })),
    organisations: [
      {
        code: 'wuye',
        name: '物业',
        kind: 'property',
        area: 'C1',
        staff: ['community_lead-C1', 'resident-1'],
      },
    ],
    rooms: [
      { code: 'room-g11', name: '群', kind: 'residents', areas: ['G11'], dept: null, shadow: false },
      { code: 'room-c1', name: '群', kind: 'residents', areas: ['C1'], dept: null, shadow: false },
    ],
    residents: [{ code: 'resident-1', name: '居民', rooms: ['room-g11'], home: null }],
    roster: [],
    absences: [],
    leaves: [
      aLeaf({ code: '0201' }),
      aLeaf({ code: '0102', level: 'grid' }),
      aLeaf({ code: '0801', level: 'grid', dept: 'yingji', limit: { n: 1, unit: 'same_day' }, urgent: true }),
      aLeaf({
        code: '0106',
        level: 'township',
        nature: 'department_matter',
        dept: 'chengguan',
        limit: { n: 3, unit: 'work_day' },
      }),
      aLeaf({
        code: '0902',
        level: 'township',
        nature: 'department_matter',
        dept: 'yingji',
        limit: { n: 1, unit: 'natural_hour' },
        urgent: true,
      }),
      aLeaf({ code: '0402', level: 'grid', nature: 'resident_dispute' }),
      aLeaf({
        code: '0301',
        level: 'township',
        nature: 'organisation_dispute',
        dept: 'chengguan',
        limit: { n: 3, unit: 'work_day' },
      }),
      aLeaf({ code: '1001', level: 'community', nature: 'service_request' }),
      aLeaf({
        code: '1004',
        level: 'township',
        nature: 'service_request',
        dept: 'bianmin',
        limit: { n: 3, unit: 'work_day' },
      }),
      aLeaf({ code: '0604', level: 'county', nature: 'county_matter', limit: { n: 1, unit: 'same_day' } }),
      aLeaf({
        code: '1503',
        level: 'township',
        nature: 'department_matter',
        dept: 'jiwei',
        limit: { n: 3, unit: 'work_day' },
      }),
      aLeaf({ code: '1102', photos: true }),
    ],
  }
}
