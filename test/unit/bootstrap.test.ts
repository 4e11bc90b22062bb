import { spawnSync } from 'node:child_process'
import { readFileSync, type existsSync, type statfsSync, type statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  fits,
  isAtLeast,
  requireNode,
  requirePlatform,
  requireRoom,
  Sentence,
  thisMachine,
  type LockEntries,
  type Machine,
} from '../../src/commands/bootstrap/machine.mjs'
import { difference, lockEntries } from '../../src/commands/bootstrap/packages.mjs'
import { projectFolder } from '../../src/settings.ts'

const locked = lockEntries(join(projectFolder, 'package-lock.json')) ?? {}
const none = { ownServer: false }
const linux: Machine = { os: 'linux', cpu: 'x64', musl: false, node: '20.20.2' }

describe('the machine', () => {
  it.each(['12.22.0', '18.20.4', '20.18.3'])('is refused with Node %s', (version) => {
    expect(() => {
      requireNode(version)
    }).toThrow(`Linli needs Node 20.19 or later, but this is Node ${version}.`)
  })

  it.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0', '100.0.0'])('is welcome with Node %s', (version) => {
    expect(() => {
      requireNode(version)
    }).not.toThrow()
  })

  it('compares versions as numbers', () => {
    expect(isAtLeast('24.9.0', [24, 10])).toBe(false)
    expect(isAtLeast('24.10.0', [24, 9])).toBe(true)
  })

  it.each([
    [linux],
    [{ ...linux, cpu: 'arm64' }],
    [{ ...linux, os: 'darwin' }],
    [{ ...linux, os: 'win32' }],
    [{ ...linux, os: 'darwin', cpu: 'arm64', node: '24.0.0' }],
  ])('is welcome as %o: the lock file brings PostgreSQL, and Node 24 is brought or there', (machine) => {
    expect(() => {
      requirePlatform(locked, machine, none)
    }).not.toThrow()
  })

  it('on Apple silicon is asked to bring Node 24, which npm cannot', () => {
    expect(() => {
      requirePlatform(locked, { ...linux, os: 'darwin', cpu: 'arm64' }, none)
    }).toThrow(/which npm cannot bring for darwin\/arm64, and this is Node 20\.20\.2: install Node 24/u)
  })

  it('without a PostgreSQL of ours is refused, unless a server is named', () => {
    const riscv = { ...linux, cpu: 'riscv64', node: '24.1.0' }
    expect(() => {
      requirePlatform(locked, riscv, none)
    }).toThrow(/brings no PostgreSQL for linux\/riscv64/u)
    expect(() => {
      requirePlatform(locked, riscv, { ownServer: true })
    }).not.toThrow()
  })

  it('with musl is refused', () => {
    expect(() => {
      requirePlatform(locked, { ...linux, musl: true }, none)
    }).toThrow(/glibc/u)
  })

  it('is read as it is', () => {
    expect(thisMachine()).toMatchObject({
      os: process.platform,
      cpu: process.arch,
      node: process.versions.node,
    })
  })

  it.each([
    [{ os: ['linux'] }, true],
    [{ os: 'linux', cpu: 'x64' }, true],
    [{ os: ['!win32'] }, true],
    [{ os: ['!linux'] }, false],
    [{ os: ['darwin', 'win32'] }, false],
    [{ cpu: ['arm64'] }, false],
    [{}, true],
  ])('fits a package with %o: %s', (entry, answer) => {
    expect(fits(entry, linux)).toBe(answer)
  })
})

describe('a folder', () => {
  /** A disk on which only `/srv` exists. */
  const disk = (free: number, refusal?: string): NonNullable<Parameters<typeof requireRoom>[2]> => ({
    existsSync: ((path: string) => path === '/srv') as typeof existsSync,
    accessSync: () => {
      if (refusal !== undefined) throw Object.assign(new Error(refusal), { code: refusal })
    },
    statSync: (() => ({ isDirectory: () => true })) as unknown as typeof statSync,
    statfsSync: (() => ({
      bavail: free,
      bsize: 1e6,
      blocks: 9e9,
    })) as unknown as typeof statfsSync,
  })

  it.each(['EACCES', 'EROFS'])(
    'that cannot be written to (%s) is refused by the nearest that exists',
    (code) => {
      expect(() => {
        requireRoom('/srv/linli/.linli', 300, disk(9_000, code))
      }).toThrow('Linli may not write to /srv: give this user the right to, or choose another folder.')
    },
  )

  it('on a full disk is refused with what is left and what is needed', () => {
    expect(() => {
      requireRoom('/srv/linli', 300, disk(299))
    }).toThrow('The disk of /srv has 299 MB left, but Linli needs 300 MB there: make room first.')
  })

  it('with room is taken', () => {
    expect(() => {
      requireRoom('/srv/linli', 300, disk(300))
    }).not.toThrow()
  })

  it('that is a file is refused', () => {
    expect(() => {
      requireRoom(join(projectFolder, 'package.json'), 0)
    }).toThrow(Sentence)
  })
})

describe('the packages', () => {
  const entry = (version: string, more: object = {}): LockEntries[string] => ({
    version,
    integrity: version,
    ...more,
  })
  const wanted: LockEntries = {
    '': { optionalDependencies: { 'node-linux': '24', 'node-mac': '24' } },
    'node_modules/koa': entry('3.0.0'),
    'node_modules/vitest': entry('5.0.0', { dev: true }),
    'node_modules/fsevents': entry('2.0.0', { optional: true }),
    'node_modules/node-linux': entry('24.0.0', { optional: true, os: 'linux' }),
    'node_modules/node-mac': entry('24.0.0', { optional: true, os: 'darwin' }),
    'tools/linked': entry('1.0.0'),
  }
  const installed = {
    'node_modules/koa': entry('3.0.0'),
    'node_modules/vitest': entry('5.0.0', { dev: true }),
    'node_modules/node-linux': entry('24.0.0', { optional: true }),
  }
  const tools = { development: true }
  const without = (path: string): LockEntries =>
    Object.fromEntries(Object.entries(installed).filter(([name]) => name !== path))

  it('are as the lock file says where all that this machine needs is there', () => {
    expect(difference(wanted, installed, linux, tools)).toBeNull()
  })

  it('are missing before the first installation, and after a broken one', () => {
    expect(difference(wanted, null, linux, tools)).toBe('nothing is installed yet')
  })

  it.each(['node_modules/koa', 'node_modules/vitest', 'node_modules/node-linux'])(
    'are incomplete without %s',
    (path) => {
      expect(difference(wanted, without(path), linux, tools)).toBe(`${path} is missing`)
    },
  )

  it('are complete without the tools of development where those are not needed', () => {
    expect(difference(wanted, without('node_modules/vitest'), linux, { development: false })).toBeNull()
  })

  it('have changed where a version or a checksum differs', () => {
    const version = { ...installed, 'node_modules/koa': entry('3.0.1') }
    const checksum = { ...installed, 'node_modules/koa': { version: '3.0.0', integrity: 'other' } }
    expect(difference(wanted, version, linux, tools)).toBe('node_modules/koa has changed')
    expect(difference(wanted, checksum, linux, tools)).toBe('node_modules/koa has changed')
  })

  it('of another machine do not serve this one', () => {
    const mac = { os: 'darwin', cpu: 'x64' }
    expect(difference(wanted, installed, mac, tools)).toBe('node_modules/node-mac is missing')
  })

  it('are in order here, where the tests run', () => {
    const record = lockEntries(join(projectFolder, 'node_modules/.package-lock.json'))
    expect(difference(locked, record, thisMachine(), tools)).toBeNull()
  })

  it('can be installed on every machine: the lock file has no hole', () => {
    const holes = Object.entries(locked).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(path, name))
        .map((name) => `${path} wants ${name}`),
    )
    expect(holes).toEqual([])
  })

  /** Whether a package finds another: in its own node_modules or in one above. */
  const isLocked = (path: string, name: string): boolean => {
    const prefix = path === '' ? '' : `${path}/`
    if (locked[`${prefix}node_modules/${name}`] !== undefined) return true
    const cut = path.lastIndexOf('/node_modules/')
    return path !== '' && isLocked(cut < 0 ? '' : path.slice(0, cut), name)
  }
})

describe('the npm scripts', () => {
  const { scripts } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }

  it('each have a bootstrap before them', () => {
    const names = Object.keys(scripts)
    const commands = names.filter((name) => !name.startsWith('pre'))
    expect(names.toSorted()).toEqual(commands.flatMap((name) => [name, `pre${name}`]).toSorted())
    for (const name of commands) expect(scripts[`pre${name}`]).toBe('node src/commands/bootstrap.mjs')
  })

  it('say nothing and take little time when all is there', () => {
    const began = performance.now()
    const run = spawnSync(process.execPath, ['src/commands/bootstrap.mjs'], {
      cwd: projectFolder,
      encoding: 'utf8',
    })
    expect({ status: run.status, out: run.stdout, err: run.stderr }).toEqual({ status: 0, out: '', err: '' })
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})
