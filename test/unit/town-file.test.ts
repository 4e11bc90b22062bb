import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultText } from '../../src/grid/faults.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { readTown, readTownFolder } from '../../src/grid/town-file.ts'
import { acceptedTown, edited, exampleFolder, exampleTexts, faultsOf, utf8 } from '../support/town-texts.ts'

describe('The example town', () => {
  it('is read without a fault and without a warning', async () => {
    const read = await readTownFolder(exampleFolder)
    if ('faults' in read) throw new Error(read.faults.map(faultText).join('\n'))
    expect(read.warnings).toEqual([])
    expect(read.rules).toEqual(defaultRulebook)
    expect(read.rulesGiven).toBe(false)
    expect(read.town).toMatchObject({
      name: '清河镇社会治理中心',
      casePrefix: 'QH',
      timezone: 'Asia/Shanghai',
      bot: { name: '网格小助手', aliases: ['小助手'] },
    })
    expect([read.town.areas.length, read.town.people.length, read.town.places.length]).toEqual([12, 25, 11])
    expect(read.town.leaves).toHaveLength(67)
    expect(read.town.leaves.find(({ code }) => code === '0801')).toEqual({
      code: '0801',
      name: '消防通道设施',
      group: '08',
      groupName: '安全隐患',
      nature: 'community_matter',
      level: 'grid',
      dept: 'yingji',
      limit: { n: 1, unit: 'same_day' },
      basis: 'local',
      urgent: true,
      photos: false,
      trustBot: false,
      confidential: false,
      statutory: null,
    })
    expect(read.town.roster[0]?.from.toISOString()).toBe('2026-11-23T00:00:00.000Z')
    expect(read.town.posts[1]?.buildings).toEqual({ estate: '翠湖花园', buildings: '4-6' })
  })

  it('takes every further field of the doors', () => {
    const absence =
      'absences:\n  - { person: sunli, from: 2026-12-01, to: 2026-12-02, delegate: zhangwei }\nroster:'
    const room = 'kind: staff, areas: [QH], dept: jianshe, shadow: true }'
    const limit = '{ n: 1, unit: work_day }, basis: rule'
    const marks = 'photos: true, trustBot: true, confidential: true, statutory: { n: 15, unit: natural_day }'
    const { town } = acceptedTown({
      town: edited(
        edited(edited(exampleTexts.town, 'roster:', absence), 'kind: staff, areas: [QH] }', room),
        'staff: []',
        'staff: [fanhua, laoma]',
      ),
      categories: edited(exampleTexts.categories, limit, `${limit}, ${marks}`),
    })
    // Days of leave are whole days of the town's zone, the last one included.
    expect(town.absences.map(({ from, to }) => [from.toISOString(), to.toISOString()])).toEqual([
      ['2026-11-30T16:00:00.000Z', '2026-12-02T16:00:00.000Z'],
    ])
    expect(town.rooms.at(-1)).toMatchObject({ dept: 'jianshe', shadow: true })
    expect(town.organisations[0]?.staff).toEqual(['fanhua', 'laoma'])
    expect(town.leaves[0]).toMatchObject({ photos: true, trustBot: true, confidential: true })
    expect(town.leaves[0]?.statutory).toEqual({ n: 15, unit: 'natural_day' })
  })

  it('may have numbers without quotes where nothing is lost, and a grid may say a place twice', () => {
    const home = edited(
      exampleTexts.town,
      'building: "3", unit: "2", room: "502"',
      'building: 3, unit: 2, room: 502',
    )
    const twice = edited(
      home,
      'buildings: "1-8" }',
      'buildings: "1-8" }\n  - { grid: QH-JX-03, estate: 幸福里, buildings: 8 }',
    )
    const { town, warnings } = acceptedTown({ town: twice })
    expect(town.residents[0]?.home).toEqual({ estate: '翠湖花园', building: '3', unit: '2', room: '502' })
    expect(warnings).toEqual([])
  })

  it('may be written with a byte order mark and carriage returns', () => {
    const { town } = acceptedTown({ town: `\uFEFF${exampleTexts.town.replaceAll('\n', '\r\n')}` })
    expect(town).toEqual(acceptedTown().town)
  })

  it('takes rules that say nothing as the printed ones', () => {
    expect(acceptedTown({ rules: '# nothing yet\n' })).toMatchObject({
      rules: defaultRulebook,
      rulesGiven: true,
    })
    expect(acceptedTown({ rules: 'digestAt: "09:00"' }).rules).toEqual({
      ...defaultRulebook,
      digestAt: '09:00',
    })
  })
})

describe('All faults of a folder come at once', () => {
  it('from every file, in the order of the files and lines', () => {
    const town = edited(exampleTexts.town, 'holders: [sunli]', 'holders: []')
    const faults = faultsOf({
      town: edited(town, 'buildings: "7-12"', 'buildings: "6-12"'),
      categories: edited(exampleTexts.categories, 'unit: work_day', 'unit: hour'),
      rules: 'digest: 9',
    })
    expect(faults.map((fault) => fault.slice(0, fault.indexOf(': ')))).toEqual([
      'town.yaml:50',
      'town.yaml:85',
      'categories.yaml:37',
      'rules.yaml:1',
    ])
  })

  it('without blaming codes of a file that could not be read', () => {
    expect(faultsOf({ categories: 'departments: [' }).filter((fault) => fault.startsWith('town'))).toEqual([])
    expect(faultsOf({ town: 'areas: [' }).filter((fault) => fault.startsWith('categories'))).toEqual([])
  })

  it('and nothing in a file brings the reading down', () => {
    const nested = `a: ${'['.repeat(20_000)}`
    expect(faultsOf({ town: nested })).toEqual(['town.yaml:1: is nested too deep'])
    expect(faultsOf({ rules: '__proto__: { version: 2 }' })).toEqual([
      'rules.yaml:1: the key __proto__ is not known here',
    ])
    expect(faultsOf({ rules: '? [a, b]\n: 1' })[0]).toMatch(/^rules\.yaml:1: is no valid YAML/u)
  })
})

describe('A folder', () => {
  const inFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), 'town-'))
    try {
      await work(folder)
    } finally {
      await rm(folder, { recursive: true })
    }
  }
  const faults = async (folder: string): Promise<readonly string[]> => {
    const read = await readTownFolder(folder)
    return 'faults' in read ? read.faults.map(faultText) : []
  }

  it('without its files is refused', async () => {
    await inFolder(async (folder) => {
      expect(await faults(folder)).toEqual(['town.yaml: is missing', 'categories.yaml: is missing'])
      expect(await faults(join(folder, 'nowhere'))).toEqual([
        'town.yaml: is missing',
        'categories.yaml: is missing',
      ])
    })
  })

  it('with something else in the place of a file is refused', async () => {
    await inFolder(async (folder) => {
      await mkdir(join(folder, 'town.yaml'))
      expect(await faults(folder)).toEqual(['town.yaml: cannot be opened: EISDIR'])
    })
  })

  it('with a file that is far too large is refused before it is read', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'town.yaml'), Buffer.alloc(17 * 1_024 * 1_024, 0x20))
      expect(await faults(folder)).toEqual(['town.yaml: is larger than 16 MB'])
    })
  })

  it('in another writing than UTF-8 is refused', () => {
    const gbk = new Uint8Array([0x6e, 0x61, 0x6d, 0x65, 0x3a, 0x20, 0xc7, 0xe5, 0xba, 0xd3])
    const read = readTown({
      'town.yaml': gbk,
      'categories.yaml': utf8(exampleTexts.categories),
      'rules.yaml': null,
    })
    expect('faults' in read && read.faults.map(faultText)).toEqual([
      'town.yaml: is not written in UTF-8; save it as UTF-8',
    ])
  })
})
