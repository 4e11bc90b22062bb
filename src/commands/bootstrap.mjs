// Runs before every npm script: installs what is missing, so that each command works straight after a clone.
// It runs before anything is installed, on the Node that is there: plain JavaScript, no package, no new syntax.
// It writes to standard error alone. What goes wrong is said in one sentence; nothing here shows a stack trace.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import util from 'node:util'
import { bringChromium } from './bootstrap/chromium.mjs'
import {
  databaseMegabytes,
  installMegabytes,
  isAtLeast,
  requireNode,
  requirePlatform,
  requireRoom,
  runtimeNode,
  Sentence,
  thisMachine,
} from './bootstrap/machine.mjs'
import { install, lockEntries, whyInstall } from './bootstrap/packages.mjs'
import { inTurn } from './bootstrap/turn.mjs'

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const mostWaitMinutes = 10

/** Commands that need the tools of development, and those that keep a database under LINLI_DATA. */
const developing = ['pretest', 'precheck']
const keeping = ['prestart', 'pretown', 'prescenario']

/** @param {string} line */
const say = (line) => void process.stderr.write(`${line}\n`)

async function bootstrap() {
  requireNode(process.versions.node)
  const event = process.env['npm_lifecycle_event'] || 'prestart'
  const environment = environmentWithFile()
  const need = { development: developing.includes(event) }
  const machine = thisMachine()
  if (whyInstall(project, machine, need) !== null) await installOnce(machine, need, environment)
  requireRuntime(machine)
  if (keeping.includes(event)) requireRoom(dataFolder(environment), databaseMegabytes)
  if (event === 'pretest') bringChromium(project, say)
}

/**
 * @param {import('./bootstrap/machine.mjs').Machine} machine
 * @param {{ development: boolean }} need
 * @param {Record<string, string | undefined>} environment
 */
async function installOnce(machine, need, environment) {
  const wanted = lockEntries(join(project, 'package-lock.json')) || {}
  requirePlatform(wanted, machine, { ownServer: Boolean(environment['DATABASE_URL']) })
  requireRoom(project, 1)
  const waiting = () => say('Another run is installing the packages; waiting for it …')
  await inTurn(join(project, '.install.lock'), { waiting, minutes: mostWaitMinutes }, async (alsoHeldBy) => {
    const why = whyInstall(project, machine, need)
    if (why === null) return
    requireRoom(join(project, 'node_modules'), installMegabytes)
    requireReplaceable(machine)
    say(`Installing the packages (${why}); this takes about half a minute …`)
    await install(project, machine, need, alsoHeldBy)
  })
}

/**
 * Windows does not let go of a program that runs, and this one may be the Node inside node_modules.
 * @param {import('./bootstrap/machine.mjs').Machine} machine
 */
function requireReplaceable(machine) {
  const inside = process.execPath.startsWith(join(project, 'node_modules'))
  if (machine.os === 'win32' && inside) {
    throw new Sentence(
      'The packages must be replaced: delete the folder node_modules and run the command again.',
    )
  }
}

/**
 * The command itself runs on the Node that npm finds first: the one in node_modules, else this one.
 * @param {import('./bootstrap/machine.mjs').Machine} machine
 */
function requireRuntime(machine) {
  if (isAtLeast(machine.node, runtimeNode)) return
  const brought = join(project, 'node_modules/.bin', machine.os === 'win32' ? 'node.cmd' : 'node')
  const run = spawnSync(brought, ['--version'], { encoding: 'utf8', shell: machine.os === 'win32' })
  if (run.status === 0 && isAtLeast(run.stdout.trim().slice(1), runtimeNode)) return
  const why = (run.stderr || '').trim().split('\n')[0] || 'it does not start'
  throw new Sentence(
    `The Node 24 that npm brought does not run on this machine (${why}): use a newer system.`,
  )
}

/** What `.env` says, under what the shell says. @returns {Record<string, string | undefined>} */
function environmentWithFile() {
  const file = join(project, '.env')
  return fs.existsSync(file)
    ? { ...util.parseEnv(fs.readFileSync(file, 'utf8')), ...process.env }
    : process.env
}

/** @param {Record<string, string | undefined>} environment */
function dataFolder(environment) {
  return resolve(project, environment['LINLI_DATA'] || '.linli')
}

try {
  await bootstrap()
} catch (error) {
  const unexpected = error instanceof Sentence ? '' : 'Linli could not prepare this command: '
  say(unexpected + (error instanceof Error ? error.message : String(error)))
  process.exitCode = 1
}
