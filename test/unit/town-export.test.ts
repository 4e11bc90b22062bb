import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultText } from '../../src/grid/faults.ts'
import { defaultRulebook, rulebookSchema } from '../../src/grid/rulebook.ts'
import type { Rulebook } from '../../src/grid/rulebook.ts'
import { exportTown } from '../../src/grid/town-export.ts'
import type { Area, Place, Post, TownData } from '../../src/grid/town.ts'
import { writtenTime } from '../../src/grid/written-time.ts'
import { acceptedTown, readTexts } from '../support/town-texts.ts'

function readBack(town: TownData, rules: Rulebook): { town: TownData; rules: Rulebook } {
  const files = exportTown(town, rules)
  const read = readTexts({
    town: files['town.yaml'],
    categories: files['categories.yaml'],
    rules: files['rules.yaml'],
  })
  if ('faults' in read) throw new Error(read.faults.map(faultText).join('\n'))
  return { town: read.town, rules: read.rules }
}

const instant = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true })
  .map((at) => new Date(Math.floor(at.getTime() / 1000) * 1000))

/** Names as awkward as names get: quotes, colons, figures, words that YAML reads as something else. */
const anyName = fc.oneof(
  fc.constantFrom(
    'true',
    'null',
    '0201',
    '1e3',
    '~',
    '- a',
    '#3',
    'a: b',
    "'",
    '"',
    '{x}',
    '[y]',
    '*',
    '&a',
    '!t',
    '%',
    '=',
    '2026-01-01',
    '@所有人',
    '张伟',
  ),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, '').trim())
    .filter((text) => text !== ''),
)
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null })

/** Valid by construction: a tree, one estate a grid, everybody known. */
const anyTown: fc.Arbitrary<TownData> = fc
  .record({
    shape: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 }),
    county: fc.boolean(),
    names: fc.array(anyName, { minLength: 40, maxLength: 40 }),
    phones: fc.array(
      maybe(
        fc
          .string({ unit: fc.constantFrom(...'0123456789+- '.split('')), minLength: 1 })
          .map((text) => `0${text.trim()}`.slice(0, 30)),
      ),
      { minLength: 4, maxLength: 4 },
    ),
    range: fc.constantFrom(null, '1-6', '单号', 'A-D', '一组-三组', '1、3、5-9', '3'),
    households: maybe(fc.nat(600)),
    timezone: fc.constantFrom('Asia/Shanghai', 'Asia/Kathmandu', 'America/St_Johns', 'UTC'),
    times: fc.uniqueArray(instant, { minLength: 4, maxLength: 4, selector: (at) => at.getTime() }),
    flags: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    limit: fc.record({
      n: fc.integer({ min: 1, max: 60 }),
      unit: fc.constantFrom('work_day' as const, 'natural_hour' as const),
    }),
    home: fc.record({
      estate: fc.constant(null),
      building: maybe(fc.constantFrom('3', 'B', '四组')),
      unit: maybe(fc.constant('2')),
      room: maybe(fc.constant('0502')),
    }),
  })
  .map((wish): TownData => {
    let used = 0
    const name = (): string => wish.names[used++ % wish.names.length] ?? 'x'
    const flag = (n: number): boolean => wish.flags[n] ?? false
    const area = (code: string, level: Area['level'], parent: string | null): Area => ({
      ...{ code, level, parent, name: name() },
      households: level === 'grid' ? wish.households : null,
    })
    const areas: Area[] = wish.county ? [area('K', 'county', null)] : []
    areas.push(area('T', 'township', wish.county ? 'K' : null))
    const grids: string[] = []
    for (const [c, size] of wish.shape.entries()) {
      areas.push(area(`C${c}`, 'community', 'T'))
      for (let g = 0; g < size; g += 1) grids.push(`C${c}-${g}`)
      areas.push(
        ...grids.filter((code) => code.startsWith(`C${c}-`)).map((code) => area(code, 'grid', `C${c}`)),
      )
    }
    const people = wish.phones.map((phone, n) => ({ code: `p${n}`, name: name(), phone }))
    const post = (
      where: string,
      title: Post['post'],
      holders: readonly string[],
      dept: string | null = null,
    ): Post => ({
      ...{ area: where, post: title, dept, holders, buildings: null },
    })
    const places = grids.map((grid, n): Place => ({
      ...{
        grid,
        estate: null,
        road: null,
        landmark: null,
        aliases: flag(0) ? [`别名${n}`] : [],
        buildings: wish.range,
      },
      ...(n % 3 === 0 ? { road: `路${n}` } : n % 3 === 1 ? { estate: `园${n}` } : { landmark: `碑${n}` }),
    }))
    const [first, second, third, fourth] = wish.times.toSorted((a, b) => a.getTime() - b.getTime())
    if (!first || !second || !third || !fourth) throw new Error('four times were asked for')
    return {
      ...{ version: 1, name: name(), timezone: wish.timezone, casePrefix: 'T1' },
      bot: { name: name(), aliases: flag(1) ? [name(), name()] : [] },
      areas,
      people,
      posts: [
        post('T', 'duty_officer', ['p0', 'p1']),
        post('T', 'department_lead', ['p2'], 'd0'),
        ...grids.map((grid) => post(grid, 'grid_lead', ['p3', 'p0'])),
        ...grids.map((grid, n) => ({
          ...post(grid, 'grid_helper', ['p1']),
          buildings:
            n % 3 === 1 ? { estate: flag(2) ? `园${n}` : null, buildings: wish.range ?? '1-3' } : null,
        })),
      ],
      places,
      organisations: [
        { code: 'o0', name: name(), kind: name(), area: 'C0', staff: flag(3) ? ['p0', 'r0'] : [] },
      ],
      rooms: [
        { code: 'a', name: name(), kind: 'residents', areas: ['C0'], dept: null, shadow: flag(4) },
        { code: 'b', name: name(), kind: 'staff', areas: ['T'], dept: flag(0) ? 'd0' : null, shadow: false },
      ],
      residents: [
        { code: 'r0', name: name(), rooms: flag(1) ? ['a'] : [], home: flag(2) ? wish.home : null },
      ],
      roster: [
        { post: 'duty_officer', holder: 'p0', from: first, to: second },
        { post: 'duty_officer', holder: 'p1', from: third, to: fourth },
      ],
      absences: [{ person: 'p0', from: first, to: fourth, delegate: flag(3) ? 'p1' : null }],
      departments: [{ code: 'd0', name: name() }],
      leaves: ['0101', '0102', '9999'].map((code, n) => ({
        ...{ code, name: name(), group: code.slice(0, 2), groupName: `组${code.slice(0, 2)}` },
        ...{ nature: 'department_matter', level: 'township', dept: 'd0', limit: wish.limit, basis: 'local' },
        ...{ urgent: flag(n), photos: flag(n + 1), trustBot: flag(n + 2), confidential: flag(n) },
        statutory: flag(n) ? { n: 60, unit: 'natural_day' } : null,
      })),
    }
  })

const anyRules: fc.Arbitrary<Rulebook> = fc
  .record({
    undoMinutes: fc.integer({ min: 0, max: 60 }),
    extensionDays: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
    digestAt: fc.constantFrom('08:30', '07:05', '24:00'),
    restDays: fc.constantFrom([], ['2026-12-31']),
    signedBy: fc.constantFrom('p0', undefined),
  })
  .map(({ restDays, signedBy, ...rules }) =>
    rulebookSchema.parse({
      ...rules,
      calendar: { restDays },
      standingAuthority: [
        {
          categories: ['01', '9999'],
          moves: ['file'],
          ...(signedBy === undefined ? {} : { signedBy, signedOn: '2026-01-05' }),
        },
      ],
    }),
  )

describe('What is exported can be imported', () => {
  it('and is the example town again', () => {
    const { town, rules } = acceptedTown()
    expect(readBack(town, rules)).toEqual({ town, rules })
  })

  it('and is any other town again, however it is named', () => {
    fc.assert(
      fc.property(anyTown, anyRules, (town, rules) => {
        expect(readBack(town, rules)).toEqual({ town, rules })
      }),
      { numRuns: 60 },
    )
    // Sixty whole towns written and read back: seconds, and more on a busy machine.
  }, 40_000)

  it('and the same town gives the same text', () => {
    const { town, rules } = acceptedTown()
    const once = exportTown(town, rules)
    const again = readBack(town, rules)
    expect(exportTown(again.town, again.rules)).toEqual(once)
  })

  it('with one entry a line and times in the town’s zone', () => {
    const { town } = acceptedTown()
    const files = exportTown(town, defaultRulebook)
    expect(files['town.yaml'].split('\n')).toContain(
      '  - { code: QH-JX-01, level: grid, name: 锦绣第一网格, parent: QH-JX, households: 312 }',
    )
    expect(files['town.yaml']).toContain('from: 2026-11-23T08:00:00+08:00')
    expect(files['categories.yaml']).toContain('      - { code: "0101", name: 垃圾堆积清运,')
    expect(files['rules.yaml']).toContain('\nundoMinutes: 10\n')
  })
})

describe('A time is written as the town’s clocks show it', () => {
  it.each([
    ['2026-11-23T00:00:00Z', 'Asia/Shanghai', '2026-11-23T08:00:00+08:00'],
    ['2026-11-23T23:30:15.250Z', 'Asia/Kathmandu', '2026-11-24T05:15:15.250+05:45'],
    ['2026-07-01T00:00:00Z', 'America/St_Johns', '2026-06-30T21:30:00-02:30'],
    ['2026-11-23T00:00:00Z', 'UTC', '2026-11-23T00:00:00+00:00'],
    ['1890-01-01T00:00:00Z', 'Asia/Shanghai', '1890-01-01T00:00:00.000Z'],
  ])('%s in %s is %s', (at, zone, written) => {
    expect(writtenTime(new Date(at), zone)).toBe(written)
    expect(new Date(written).getTime()).toBe(new Date(at).getTime())
  })
})
