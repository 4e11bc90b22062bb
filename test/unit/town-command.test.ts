import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { runTown } from '../../src/commands/town/run.ts'
import { memoryTownStore } from '../support/memory-town-store.ts'
import { edited, exampleFolder, exampleTexts } from '../support/town-texts.ts'

let base = ''
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'town-'))
})
afterEach(() => rm(base, { recursive: true }))

async function folderWith(town: string): Promise<string> {
  const folder = join(base, 'changed')
  await mkdir(folder)
  await writeFile(join(folder, 'town.yaml'), town)
  await writeFile(join(folder, 'categories.yaml'), exampleTexts.categories)
  return folder
}

/** A terminal and a database in memory; `opened` counts how often the database was asked for. */
function terminal() {
  const store = memoryTownStore()
  const seen = { out: [] as string[], err: [] as string[], opened: 0 }
  const run = async (...argv: string[]): Promise<{ code: number; out: string[]; err: string[] }> => {
    seen.out = []
    seen.err = []
    const code = await runTown(argv, {
      clock: { now: () => new Date('2026-11-23T01:00:00Z') },
      out: (text) => seen.out.push(text),
      err: (text) => seen.err.push(text),
      path: (typed) => resolve(base, typed),
      withStore: async (work) => {
        seen.opened += 1
        return work(store)
      },
    })
    return { code, out: seen.out, err: seen.err }
  }
  return { store, seen, run }
}

describe('npm run town -- check', () => {
  it('says on standard output what a good folder holds, without a database', async () => {
    const { run, seen } = terminal()
    const { code, out, err } = await run('check', exampleFolder)
    expect([code, err, seen.opened]).toEqual([0, [], 0])
    expect(out.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        ...{ town: '清河镇社会治理中心', areas: 12, people: 25, posts: 36, places: 11 },
        ...{ rooms: 9, residents: 9, leaves: 67, warnings: 0 },
      },
    ])
  })

  it('names every fault on standard error and fails', async () => {
    const town = edited(exampleTexts.town, 'holders: [sunli]', 'holders: []')
    await folderWith(edited(town, 'buildings: "7-12"', 'buildings: "6-12"'))
    expect(await terminal().run('check', 'changed')).toEqual({
      code: 1,
      out: [],
      err: [
        'town.yaml:50: the post grid_lead of QH-JX-03 has no holder',
        'town.yaml:85: 翠湖花园 6号楼 belongs to QH-JX-01 (town.yaml line 84) and QH-JX-02 (line 85)',
        '2 faults; nothing is changed',
      ],
    })
  })

  it('takes a folder with warnings and says them', async () => {
    await folderWith(edited(exampleTexts.town, 'households: 312', 'households: 12'))
    const { code, err } = await terminal().run('check', 'changed')
    expect(code).toBe(0)
    expect(err).toEqual([
      'warning: town.yaml:11: the grid QH-JX-01 has 12 households; a grid has 100 to 500 (1.1)',
      '1 warning',
    ])
  })

  it('says that a folder is not there', async () => {
    const { code, err } = await terminal().run('check', 'nowhere')
    expect([code, err]).toEqual([1, [`There is no folder ${join(base, 'nowhere')}.`]])
  })
})

describe('npm run town -- import', () => {
  it('puts a folder into force and says which revision it is', async () => {
    const { run, store } = terminal()
    const { code, out, err } = await run('import', exampleFolder)
    expect([code, out, err]).toEqual([0, ['{"revision":1,"saved":true}'], ['Revision 1 is in force.']])
    expect(store.revisions).toHaveLength(1)
  })

  it('lists what it kept, and takes it out only when asked', async () => {
    const { run, store } = terminal()
    await run('import', exampleFolder)
    await folderWith(exampleTexts.town.replace(/^.*code: linlin.*\n/mu, ''))
    const kept = await run('import', 'changed')
    expect(kept.err).toEqual([
      'kept, though not in the folder: resident linlin',
      'Nothing new: revision 1 stays in force.',
    ])
    const removed = await run('import', '--remove-missing', 'changed')
    expect(removed.err).toEqual(['removed: resident linlin', 'Revision 2 is in force.'])
    expect(JSON.parse(removed.out[0] ?? '')).toMatchObject({ revision: 2, removed: ['resident linlin'] })
    expect(store.revisions.at(-1)?.town.residents).toHaveLength(8)
  })

  it('changes nothing where there is a fault', async () => {
    const { run, store } = terminal()
    await run('import', exampleFolder)
    await folderWith(edited(exampleTexts.town, 'holders: [sunli]', 'holders: [ghost]'))
    const { code, out, err } = await run('import', 'changed')
    expect([code, out]).toEqual([1, []])
    expect(err[0]).toBe('town.yaml:50: the holder ghost of grid_lead of QH-JX-03 is none of the people')
    expect(store.revisions).toHaveLength(1)
  })
})

describe('npm run town -- export', () => {
  it('needs a town in force', async () => {
    expect(await terminal().run('export')).toEqual({
      code: 1,
      out: [],
      err: ['No town is in force yet; import one first.'],
    })
  })

  it('prints the three files as documents', async () => {
    const { run } = terminal()
    await run('import', exampleFolder)
    const { code, out, err } = await run('export')
    expect([code, err]).toEqual([0, []])
    const documents = parseAllDocuments(out.join('\n')).map(
      (document) => document.toJS() as Record<string, unknown>,
    )
    expect(documents.map((document) => Object.keys(document)[1])).toEqual(['name', 'departments', 'zones'])
  })

  it('writes a folder that can be imported, and never over files that are there', async () => {
    const { run, store } = terminal()
    await run('import', exampleFolder)
    expect((await run('export', 'copy')).code).toBe(0)
    expect((await readdir(join(base, 'copy'))).sort()).toEqual(['categories.yaml', 'rules.yaml', 'town.yaml'])
    expect((await run('import', 'copy')).err).toEqual(['Nothing new: revision 1 stays in force.'])
    expect(store.revisions).toHaveLength(1)

    await writeFile(join(base, 'copy', 'rules.yaml'), '# mine\n')
    const again = await run('export', 'copy')
    expect(again.code).toBe(1)
    expect(again.err[0]).toContain('already holds town.yaml, categories.yaml, rules.yaml')
    expect(await readFile(join(base, 'copy', 'rules.yaml'), 'utf8')).toBe('# mine\n')
  })
})

describe('npm run town with other words', () => {
  it.each([
    [[]],
    [['check']],
    [['improt', 'x']],
    [['check', 'a', 'b']],
    [['check', '--remove-missing', 'a']],
  ])('%j is answered with how to call it', async (argv) => {
    const { run, seen } = terminal()
    const { code, err } = await run(...argv)
    expect([code, seen.opened]).toEqual([1, 0])
    expect(err.join('\n')).toContain('npm run town -- check <folder>')
  })

  it('an unknown option is named', async () => {
    const { code, err } = await terminal().run('check', '--force', 'x')
    expect(code).toBe(1)
    expect(err.join('\n')).toMatch(/^Unknown option '--force'/u)
  })
})
