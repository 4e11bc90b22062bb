import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ESLint } from 'eslint'
import { configs } from 'typescript-eslint'
import { describe, expect, it, onTestFinished } from 'vitest'
import { projectFolder } from '../../src/settings.ts'

// Without types the rules answer in milliseconds and files need not exist.
const quick = new ESLint({ cwd: projectFolder, overrideConfig: [configs.disableTypeChecked] })

async function refusals(path: string, text: string, eslint = quick): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: path })
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message)
}

const inside = 'src/cases/made-up.ts'

describe('the lint of the house', () => {
  it.each([
    ['any', 'export const read = (x: any): string => String(x)', '@typescript-eslint/no-explicit-any'],
    ['a default export', 'export default function closeCase(): void {}', 'no-restricted-syntax'],
    ['new Date()', 'export const now = new Date()', 'no-restricted-syntax'],
    ['new Date(text), which may be no time', 'export const at = new Date("x")', 'no-restricted-syntax'],
    ['Date.now()', 'export const now = Date.now()', 'no-restricted-syntax'],
    ['Date()', 'export const now = Date()', 'no-restricted-syntax'],
    ['process.env', 'export const port = process.env["PORT"]', 'no-restricted-syntax'],
    ['process["env"]', 'export const all = process["env"]', 'no-restricted-syntax'],
    ['env taken out of process', 'const { env } = process\nexport const port = env', 'no-restricted-syntax'],
    ['env imported', 'import { env } from "node:process"\nexport const port = env', 'no-restricted-syntax'],
    ['console', 'console.log("x")', 'no-console'],
    ['an enum', 'export enum State { open }', 'no-restricted-syntax'],
    ['a decorator', 'declare const column: any\nexport class Row { @column id = 1 }', 'no-restricted-syntax'],
    ['@ts-ignore', '// @ts-ignore\nexport const x: number = ""', '@typescript-eslint/ban-ts-comment'],
    [
      '@ts-expect-error alone',
      '// @ts-expect-error\nexport const x: number = ""',
      '@typescript-eslint/ban-ts-comment',
    ],
    [
      'a type imported as a value',
      'import { Clock } from "../kernel/clock.ts"\nexport type C = Clock',
      '@typescript-eslint/consistent-type-imports',
    ],
    ['301 lines', 'export {}\n'.repeat(301), 'max-lines'],
  ])('refuses %s', async (_what, text, rule) => {
    expect(await refusals(inside, text)).toContain(rule)
  })

  it.each([
    ['src/kernel/clock.ts', 'export const now = new Date(Date.now())'],
    ['src/settings.ts', 'export const port = process.env["PORT"]'],
    ['src/commands/made-up.ts', 'console.log("x")'],
    ['src/main.ts', 'console.log("x")'],
    ['test/unit/made-up.test.ts', 'export const at = new Date(process.env["AT"] ?? "")'],
    ['made-up.config.ts', 'export default {}'],
    ['src/intake/lexicon/made-up.ts', 'export {}\n'.repeat(900)],
  ])('allows in %s what is its own business', async (path, text) => {
    expect(await refusals(path, text)).toEqual([])
  })

  it.each([
    'src/cases/utils.ts',
    'src/cases/case-helper.ts',
    'src/common/case.ts',
    'src/desk/case-data.ts',
    'bots/service/x.ts',
  ])('refuses the file name %s, which says nothing', async (path) => {
    expect(await refusals(path, 'export {}')).toContain('house/plain-file-names')
  })

  it('refuses a file name that is not kebab-case', async () => {
    expect(await refusals('src/cases/caseStore.ts', 'export {}')).toContain('house/plain-file-names')
  })

  it.each([
    'export function handleMessage(): void {}',
    'export const caseData = 1',
    'export class CaseManager {}',
    'export interface ServiceDeps { a: 1 }',
    'export type CommonPlace = string',
    'const inner = 1\nexport { inner as helper }',
    'export const one = 1, dateUtils = 2',
  ])('refuses the exported name in: %s', async (text) => {
    expect(await refusals(inside, text)).toContain('house/plain-export-names')
  })

  it('allows the handler of a case, TownData, and names inside a file', async () => {
    const text =
      'const data = 1\nexport interface TownData { data: typeof data }\nexport const handlerOf = (): TownData => ({ data })'
    expect(await refusals(inside, text)).toEqual([])
  })

  it.each([
    '// eslint-disable-next-line no-console\nconsole.log("x")',
    '/* eslint-disable */\nconsole.log("x")',
    'export const x = 1 // eslint-disable-line no-console -- why',
  ])('refuses a suppression without a reason: %s', async (text) => {
    expect(await refusals(inside, text)).toContain('house/reasoned-suppressions')
  })

  it('accepts a suppression with its reason, and refuses one that suppresses nothing', async () => {
    const suppression = '// eslint-disable-next-line no-console -- the terminal is the only reader here\n'
    expect(await refusals(inside, `${suppression}console.log("x")`)).toEqual([])
    expect(await refusals(inside, `${suppression}export {}`)).toHaveLength(1)
  })

  it('knows the types: a promise that nobody waits for is refused', async () => {
    // A project of one file: the whole of ours would take many seconds to load.
    const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'linli-lint-')))
    onTestFinished(() => {
      rmSync(cwd, { recursive: true })
    })
    const text =
      'const later = async (): Promise<void> => {}\nexport const start = (): void => {\n  later()\n}\n'
    writeFileSync(join(cwd, 'one.ts'), text)
    writeFileSync(
      join(cwd, 'tsconfig.json'),
      '{"compilerOptions":{"strict":true,"types":[]},"include":["*.ts"]}',
    )
    const typed = new ESLint({
      cwd,
      overrideConfigFile: join(projectFolder, 'eslint.config.js'),
      overrideConfig: [{ languageOptions: { parserOptions: { tsconfigRootDir: cwd } } }],
    })
    expect(await refusals('one.ts', text, typed)).toContain('@typescript-eslint/no-floating-promises')
  }, 30_000)
})
