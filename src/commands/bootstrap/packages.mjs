// Whether node_modules is what the lock file says, and making it so.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { basename, join } from 'node:path'
import { fits, Sentence } from './machine.mjs'

/**
 * @typedef {import('./machine.mjs').LockEntries} LockEntries
 * @typedef {import('./machine.mjs').LockEntry} LockEntry
 */

/**
 * The packages that a lock file names; null where it is absent or no JSON.
 * @param {string} file
 * @returns {LockEntries | null}
 */
export function lockEntries(file) {
  try {
    /** @type {{ packages?: LockEntries }} */
    const read = JSON.parse(fs.readFileSync(file, 'utf8'))
    return read.packages === undefined ? null : read.packages
  } catch {
    return null
  }
}

/**
 * Compares the lock file with npm's own record of what it installed. Versions and checksums decide, not times:
 * a checkout gives every file the time of the checkout. npm writes its record last, so half an installation has none.
 * @param {LockEntries} wanted
 * @param {LockEntries | null} installed
 * @param {{ os: string, cpu: string }} machine
 * @param {{ development: boolean }} need
 * @returns {string | null} what is missing or different, null where nothing is
 */
export function difference(wanted, installed, machine, need) {
  if (installed === null) return 'nothing is installed yet'
  const root = wanted[''] || {}
  const direct = new Set(Object.keys(root.optionalDependencies || {}).map((name) => `node_modules/${name}`))
  for (const [path, entry] of Object.entries(wanted)) {
    // '' is the project itself; what lies outside node_modules is a linked folder, not an installed package.
    if (!path.startsWith('node_modules/')) continue
    const found = installed[path]
    if (found === undefined) {
      const onlyDevelopment = entry.dev === true || entry.devOptional === true
      if (onlyDevelopment && !need.development) continue
      // Of optional packages npm may leave out what it likes, except what Linli itself names for this machine.
      if (entry.optional === true && !(direct.has(path) && fits(entry, machine))) continue
      return `${path} is missing`
    }
    if (found.version !== entry.version || differ(found.integrity, entry.integrity))
      return `${path} has changed`
  }
  return null
}

/**
 * @param {string | undefined} one
 * @param {string | undefined} other
 */
function differ(one, other) {
  return one !== undefined && other !== undefined && one !== other
}

/**
 * @param {string} project
 * @param {{ os: string, cpu: string }} machine
 * @param {{ development: boolean }} need
 * @returns {string | null} why an installation is needed, null where it is not
 */
export function whyInstall(project, machine, need) {
  const wanted = lockEntries(join(project, 'package-lock.json'))
  if (wanted === null)
    throw new Sentence('package-lock.json is missing or damaged: check the project out again.')
  const why = difference(wanted, lockEntries(join(project, 'node_modules/.package-lock.json')), machine, need)
  if (why !== null) return why
  const root = wanted[''] || {}
  const named = Object.keys({ ...root.dependencies, ...(need.development ? root.devDependencies : {}) })
  const gone = named.find((name) => !fs.existsSync(join(project, 'node_modules', name)))
  return gone === undefined ? null : `${gone} was deleted`
}

/** What npm says on failing → what it means. @type {[RegExp, string][]} */
const knownFailures = [
  [/ENOSPC/, 'The disk is full: make room and run the command again.'],
  [
    /EACCES|EPERM|EROFS/,
    'npm may not write here: give this user the right to, or delete node_modules and run again.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/,
    'npm cannot reach its registry: check the network or the proxy and run the command again.',
  ],
  [/EINTEGRITY/, 'A package came damaged: run `npm cache clean --force` and the command again.'],
  [
    /Exit handler never called/,
    'npm gave up in the middle, mostly for want of a network: check it and run the command again.',
  ],
  [
    /EUSAGE|can only install packages when/,
    'package.json and package-lock.json disagree: run `npm install` once.',
  ],
]

/**
 * Runs `npm ci` with everything it says kept off standard output, and off the terminal unless it fails for a reason not known here.
 * Install scripts are not run: none is needed, and npm from 11 on would ask about each.
 * @param {string} project
 * @param {{ os: string, cpu: string }} machine
 * @param {{ development: boolean }} need
 * @param {(pid: number) => void} started
 * @returns {Promise<void>}
 */
export async function install(project, machine, need, started) {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--include=optional']
  // Else npm's own settings decide, so that a production machine can leave the tools out.
  if (need.development) flags.push('--include=dev')
  const npm = npmCommand()
  const child = spawn(npm.command, [...npm.before, 'ci', ...flags], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: npm.shell,
  })
  if (child.pid !== undefined) started(child.pid)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += String(bytes)))
  /** @type {number | null} */
  const code = await new Promise((resolve, reject) => {
    child.on('error', () =>
      reject(new Sentence('npm cannot be started: install npm and run the command again.')),
    )
    child.on('close', resolve)
  })
  // npm 10 has been seen to give up on a dead network with exit code 0.
  const left = code === 0 ? whyInstall(project, machine, need) : `exit code ${code}`
  if (left === null) return
  const known = knownFailures.find(([sign]) => sign.test(said))
  if (known !== undefined) throw new Sentence(known[1])
  throw new Sentence(
    `${said.trim()}\nnpm could not install the packages (${left}): its own words stand above.`,
  )
}

/** The npm that runs this script where it is npm, else the one on the PATH. */
function npmCommand() {
  const path = process.env['npm_execpath'] || ''
  if (/^npm-cli\.c?js$/.test(basename(path))) {
    return { command: process.env['npm_node_execpath'] || process.execPath, before: [path], shell: false }
  }
  return { command: 'npm', before: [], shell: process.platform === 'win32' }
}
