import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { afterAll, describe, expect, it } from 'vitest'
import layers from '../../.dependency-cruiser.mjs'

/** A small house: file → what it imports, and the rule that must refuse it (null: none). */
const files: readonly [file: string, imports: string, rule: string | null][] = [
  ['src/kernel/a.ts', '../chat/a.ts', 'kernel-looks-left'],
  ['src/intake/a.ts', '../routing/a.ts', 'intake-looks-left'],
  ['src/feedback/a.ts', '../ledger/a.ts', 'feedback-looks-left'],
  ['src/ledger/b.ts', '../kernel/b.ts', null],
  ['src/cases/a.ts', '../db/a.ts', 'stages-know-no-edge'],
  ['src/cases/b.ts', '../../bots/sandbox/b.ts', 'stages-know-no-edge'],
  ['src/desk/a.ts', '../api/b.ts', 'desk-stands-alone'],
  ['src/desk/b.ts', '../cases/c.ts', null],
  ['src/jobs/a.ts', '../../bots/wechaty/b.ts', 'edges-know-no-bot'],
  ['src/desk/c.ts', '../settings.ts', 'nothing-imports-the-roots'],
  ['src/api/c.ts', '../commands/b.ts', 'nothing-imports-the-roots'],
  ['src/commands/c.ts', '../main.ts', 'nothing-imports-main'],
  ['src/commands/d.ts', '../settings.ts', null],
  ['src/main.ts', './product.ts', null],
  ['src/product.ts', './settings.ts', null],
  ['src/joined.ts', '../bots/wechaty/b.ts', null],
  ['src/jobs/c.ts', '../reactions.ts', 'nothing-imports-the-roots'],
  ['src/jobs/d.ts', '../product.ts', 'nothing-imports-the-roots'],
  ['src/reactions.ts', './desk/b.ts', 'reactions-import-stages'],
  ['src/settings.ts', './cases/c.ts', 'settings-import-the-kernel'],
  ['bots/sandbox/a.ts', '../../src/grid/b.ts', 'bots-see-the-port'],
  ['bots/sandbox/c.ts', '../wechaty/b.ts', 'bots-stand-apart'],
  ['bots/sandbox/d.ts', '../../src/chat/b.ts', null],
  ['src/db/c.ts', '../../test/support/b.ts', 'nothing-imports-tests'],
  ['test/unit/a.ts', '../../src/main.ts', null],
  ['src/desk/d.ts', '../../migrations/b.ts', 'only-db-knows-migrations'],
  ['migrations/a.ts', '../src/db/b.ts', 'migrations-stand-alone'],
  ['src/cases/d.ts', './gone.ts', 'no-dead-import'],
  ['src/grid/e.ts', './f.ts', 'no-cycle'],
  ['src/grid/f.ts', './e.ts', 'no-cycle'],
  ['src/desk/e.ts', 'wechaty', 'home-of-wechaty'],
  ['src/chat/e.ts', 'wechaty-puppet/types', 'home-of-wechaty'],
  ['bots/wechaty/e.ts', 'wechaty', null],
  ['src/cases/e.ts', 'typeorm', 'home-of-typeorm'],
  ['src/db/e.ts', 'typeorm', null],
  ['migrations/e.ts', 'typeorm', null],
  ['src/desk/f.ts', 'koa', 'home-of-koa'],
  ['src/api/f.ts', '@koa/router', null],
  ['src/desk/g.ts', '@koa/router', 'home-of-koa'],
  ['src/intake/f.ts', 'openai', 'home-of-openai'],
  ['src/deadlines/f.ts', 'node-cron', 'home-of-node-cron'],
  ['src/cases/g.ts', 'vitest', 'no-tools-in-the-product'],
  ['test/unit/g.ts', 'vitest', null],
]
const vendors = ['wechaty', 'wechaty-puppet', 'typeorm', 'koa', '@koa/router', 'openai', 'node-cron']

const folder = mkdtempSync(join(tmpdir(), 'linli-house-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

function build(): void {
  const versions = Object.fromEntries(vendors.map((name) => [name, '1.0.0']))
  write(
    'package.json',
    JSON.stringify({ type: 'module', dependencies: versions, devDependencies: { vitest: '1.0.0' } }),
  )
  for (const name of [...vendors, 'vitest']) {
    // Only an export map, as the real ones have.
    const exports = { '.': { types: './x.d.ts', import: './x.js' }, './types': { import: './x.js' } }
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', exports }))
    write(`node_modules/${name}/x.js`, 'export {}')
    write(`node_modules/${name}/x.d.ts`, 'export {}')
  }
  for (const [file, imports] of files) {
    if (imports.startsWith('.') && !imports.includes('gone'))
      write(join(dirname(file), imports), 'export type A = 1')
  }
  // Type-only imports must not escape.
  for (const [file, imports] of files) {
    const type = imports === 'vitest' ? '' : 'type '
    write(file, `import ${type}{ A } from '${imports}'\nexport type B = A\nexport const b = A\n`)
  }
}

describe('the order of the house', () => {
  it('refuses every import to the right, between edges, past a vendor’s home or into the roots, and no other', async () => {
    build()
    const forbidden = layers.forbidden ?? []
    const { output } = await cruise(['src', 'bots', 'migrations', 'test'], {
      ...layers.options,
      baseDir: folder,
      validate: true,
      ruleSet: { forbidden },
    })
    const seen = (output as ICruiseResult).summary.violations.map(({ from, rule }) => `${from} ${rule.name}`)
    const wanted = files.flatMap(([file, , rule]) => (rule === null ? [] : [`${file} ${rule}`]))
    // Of a cycle only one end is named.
    expect(seen.filter((line) => !line.endsWith('no-cycle')).toSorted()).toEqual(
      wanted.filter((line) => !line.endsWith('no-cycle')).toSorted(),
    )
    expect(seen.filter((line) => line.endsWith('no-cycle'))).toEqual(['src/grid/e.ts no-cycle'])
  }, 30_000)
})
