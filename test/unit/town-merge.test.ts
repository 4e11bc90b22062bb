import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeExportTown, makeImportTown } from '../../src/grid/actions.ts'
import { faultText } from '../../src/grid/faults.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { mergeTown } from '../../src/grid/town-merge.ts'
import type { Merged, Missing } from '../../src/grid/town-merge.ts'
import type { TownData } from '../../src/grid/town.ts'
import { memoryTownStore } from '../support/memory-town-store.ts'
import { acceptedTown, edited, exampleFolder, exampleTexts } from '../support/town-texts.ts'
import type { TownTexts } from '../support/town-texts.ts'

const current = { town: acceptedTown().town, rules: defaultRulebook }
const short: TownTexts = {
  town: [
    'version: 1\nname: 清河镇社会治理中心\ntimezone: Asia/Shanghai\ncasePrefix: QH\nbot: { name: 网格小助手, aliases: [小助手] }',
    'areas:\n  - { code: QH, level: township, name: 清河镇 }\n',
  ].join('\n'),
  categories:
    'version: 1\ngroups:\n  - code: "99"\n    name: 其他\n    leaves:\n      - { code: "9999", name: 其他诉求, nature: community_matter, level: community, limit: { n: 1, unit: work_day }, basis: rule }\n',
}

function merged(texts: Partial<TownTexts>, missing?: Missing, into: { town: TownData } = current): Merged {
  const result = mergeTown({ ...current, ...into }, acceptedTown(texts), missing)
  if ('faults' in result) throw new Error(result.faults.map(faultText).join('\n'))
  return result
}

function refused(texts: Partial<TownTexts>, into: { town: TownData } = current): readonly string[] {
  const result = mergeTown({ ...current, ...into }, acceptedTown(texts))
  return 'faults' in result ? result.faults.map(faultText) : []
}

const inTown = (was: string, is: string): Partial<TownTexts> => ({ town: edited(exampleTexts.town, was, is) })

describe('An import is an upsert by code', () => {
  it('the same town again changes nothing', () => {
    const { town, rules, report } = merged({})
    expect(town).toEqual(current.town)
    expect(rules).toEqual(current.rules)
    expect(report).toEqual({ added: [], changed: [], kept: [], removed: [] })
  })

  it('what is new is added, what is other is changed in its place', () => {
    const was = '  - { code: wuxia,     name: 吴霞,   phone: "13800010025" }'
    const is = '  - { code: wuxia, name: 吴小霞 }\n  - { code: newhand, name: 新手 }'
    const { town, report } = merged(inTown(was, is))
    expect(report).toEqual({ added: ['person newhand'], changed: ['person wuxia'], kept: [], removed: [] })
    expect(town.people.slice(-2)).toEqual([
      { code: 'wuxia', name: '吴小霞', phone: null },
      { code: 'newhand', name: '新手', phone: null },
    ])
  })

  it('the order of holders is what a post says', () => {
    const { town, report } = merged(inTown('holders: [chenlan, wangqiang]', 'holders: [wangqiang, chenlan]'))
    expect(report.changed).toEqual(['post community_lead of QH-JX'])
    expect(
      town.posts.find(({ post, area }) => post === 'community_lead' && area === 'QH-JX')?.holders,
    ).toEqual(['wangqiang', 'chenlan'])
  })

  it.each([
    ['buildings: "1-6" }', 'buildings: "1-5" }', 'estate 翠湖花园 of QH-JX-01'],
    [
      'from: "2026-11-25T08:00:00+08:00", to: "2026-11-30',
      'from: "2026-11-25T08:00:00+08:00", to: "2026-12-30',
      'shift duty_officer from 2026-11-25T08:00:00+08:00',
    ],
    ['casePrefix: QH', 'casePrefix: QHE', 'head'],
  ])('%s → %s is a change of one thing', (was, is, changed) => {
    expect(merged(inTown(was, is)).report).toMatchObject({ changed: [changed], added: [], kept: [] })
  })

  it('nothing is deleted silently: what the folder does not name stays and is listed', () => {
    const { town, report, rules } = merged(short)
    expect(report.added).toEqual([])
    // The township of the short folder stands alone: it has no county above it.
    expect(report.changed).toEqual(['area QH'])
    expect(report.kept).toHaveLength(11 + 25 + 36 + 11 + 1 + 9 + 9 + 3 + 16 + 66)
    expect(report.kept).toContain('person chenlan')
    expect(report.kept).toContain('post department_lead jiwei of QH')
    expect(report.kept).toContain('estate 河东村 of QH-HD-02')
    expect(town.people).toEqual(current.town.people)
    expect(rules).toEqual(defaultRulebook)
  })

  it('unless that is asked for, and then it is listed too', () => {
    const { town, report } = merged(
      inTown(
        '  - { code: linlin,  name: 琳琳,   rooms: [dongfeng], home: { estate: 阳光水岸, building: "B", unit: null, room: "1602" } }\n',
        '',
      ),
      'remove',
    )
    expect(report).toEqual({ added: [], changed: [], kept: [], removed: ['resident linlin'] })
    expect(town.residents.map(({ code }) => code)).not.toContain('linlin')
  })

  it('a group goes by its new name, also for leaves that stayed', () => {
    const categories =
      'version: 1\ngroups:\n  - code: "99"\n    name: 杂项\n    leaves:\n      - { code: "9998", name: 新事, nature: community_matter, level: community, limit: { n: 1, unit: work_day } }\n'
    const { town, report } = merged({ ...short, categories })
    expect(report.changed).toContain('group 99')
    expect(
      town.leaves.filter(({ group }) => group === '99').map(({ code, groupName }) => [code, groupName]),
    ).toEqual([
      ['9999', '杂项'],
      ['9998', '杂项'],
    ])
  })

  it('a new leaf stands with its group, as it does in the file', () => {
    const categories =
      'version: 1\ngroups:\n  - code: "01"\n    name: 市容环境\n    leaves:\n      - { code: "0199", name: 新事, nature: community_matter, level: community, limit: { n: 1, unit: work_day } }\n'
    const { town, report } = merged({ ...short, categories })
    expect(report.added).toEqual(['leaf 0199'])
    expect(town.leaves.filter(({ group }) => group === '01').map(({ code }) => code)).toEqual(
      town.leaves.slice(0, 7).map(({ code }) => code),
    )
    expect(town.leaves[6]?.code).toBe('0199')
  })

  it('rules stay where the folder has none, and are the folder’s where it has', () => {
    const strict = { ...defaultRulebook, undoMinutes: 3 }
    const kept = mergeTown({ ...current, rules: strict }, acceptedTown())
    expect(kept).toMatchObject({ rules: strict, report: { kept: ['rules'], changed: [] } })
    const given = mergeTown({ ...current, rules: strict }, acceptedTown({ rules: 'undoMinutes: 5' }))
    expect(given).toMatchObject({ rules: { undoMinutes: 5 }, report: { changed: ['rules'] } })
  })
})

describe('What was joined is checked again', () => {
  it('a place that overlaps one that stayed is refused with both owners named', () => {
    const town = `${exampleTexts.town.slice(0, exampleTexts.town.indexOf('posts:'))}places:\n  - { grid: QH-DF-01, estate: 幸福里, buildings: "8-9" }\n`
    expect(refused({ town })).toEqual([
      'town.yaml:47: 幸福里 8号楼 belongs to QH-JX-03 (the town in force) and QH-DF-01 (town.yaml line 47)',
    ])
  })

  it('so is a shift beside one that stayed', () => {
    const earlier = edited(
      exampleTexts.town,
      'from: "2026-11-23T08:00:00+08:00", to',
      'from: "2026-11-23T07:00:00+08:00", to',
    )
    expect(refused({ town: earlier })).toEqual([
      'town.yaml:118: luona (town.yaml line 118) and luona (the town in force) are both duty_officer from 2026-11-23T08:00:00+08:00',
    ])
  })

  it('and a code that now names two things', () => {
    const people = exampleTexts.town.replace('people:\n', 'people:\n  - { code: laoma, name: 马某 }\n')
    const cut = people.slice(0, people.indexOf('residents:'))
    expect(refused({ town: cut })).toEqual([
      'town.yaml:21: the code laoma names a person and a resident (town.yaml line 21 and the town in force)',
    ])
  })
})

describe('Importing and exporting', () => {
  const clock = { now: () => new Date('2026-11-23T01:00:00Z') }

  async function withFolder<T>(texts: Partial<TownTexts>, work: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), 'town-'))
    try {
      const { town, categories, rules } = { ...exampleTexts, ...texts }
      await writeFile(join(folder, 'town.yaml'), town)
      await writeFile(join(folder, 'categories.yaml'), categories)
      if (rules !== undefined) await writeFile(join(folder, 'rules.yaml'), rules)
      return await work(folder)
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  it('the first import puts the folder into force as it is', async () => {
    const store = memoryTownStore()
    const imported = await makeImportTown({ store, clock })({ folder: exampleFolder, by: 'chenlan' })
    expect(imported).toEqual({ revision: 1, saved: true, report: null, warnings: [] })
    expect(store.revisions[0]?.town).toEqual(current.town)
    expect(store.by).toEqual(['chenlan'])
  })

  it('the same folder again makes no new revision', async () => {
    const store = memoryTownStore()
    const importTown = makeImportTown({ store, clock })
    await importTown({ folder: exampleFolder, by: 'a' })
    expect(await importTown({ folder: exampleFolder, by: 'b' })).toMatchObject({ revision: 1, saved: false })
    expect(store.revisions).toHaveLength(1)
  })

  it('a faulty folder changes nothing', async () => {
    const store = memoryTownStore()
    const importTown = makeImportTown({ store, clock })
    await importTown({ folder: exampleFolder, by: 'a' })
    const faulty = inTown('holders: [sunli]', 'holders: []')
    const imported = await withFolder(faulty, (folder) => importTown({ folder, by: 'b' }))
    expect('refused' in imported && imported.refused.map(faultText)).toEqual([
      'town.yaml:50: the post grid_lead of QH-JX-03 has no holder',
    ])
    expect(store.revisions).toHaveLength(1)
  })

  it('nor does a folder that quarrels with the town in force', async () => {
    const store = memoryTownStore()
    const importTown = makeImportTown({ store, clock })
    await importTown({ folder: exampleFolder, by: 'a' })
    const moved = inTown('{ grid: QH-JX-03, estate: 幸福里', '{ grid: QH-DF-01, estate: 幸福里')
    const imported = await withFolder(moved, (folder) => importTown({ folder, by: 'b' }))
    expect('refused' in imported && imported.refused.map(faultText)).toEqual([
      'town.yaml:87: 幸福里 1号楼 belongs to QH-JX-03 (the town in force) and QH-DF-01 (town.yaml line 87)',
    ])
    expect(store.revisions).toHaveLength(1)
    const whole = await withFolder(moved, (folder) => importTown({ folder, by: 'b', missing: 'remove' }))
    expect(whole).toMatchObject({
      revision: 2,
      report: { added: ['estate 幸福里 of QH-DF-01'], removed: ['estate 幸福里 of QH-JX-03'] },
    })
  })

  it('what is exported is what is in force, and importing it changes nothing', async () => {
    const store = memoryTownStore()
    const importTown = makeImportTown({ store, clock })
    const exportTown = makeExportTown({ store })
    expect(await exportTown()).toBeNull()
    await withFolder({ rules: 'undoMinutes: 4' }, (folder) => importTown({ folder, by: 'a' }))
    const files = await exportTown()
    const again = await withFolder(
      {
        town: files?.['town.yaml'] ?? '',
        categories: files?.['categories.yaml'] ?? '',
        rules: files?.['rules.yaml'] ?? '',
      },
      (folder) => importTown({ folder, by: 'b' }),
    )
    expect(again).toMatchObject({ revision: 1, saved: false })
  })
})
