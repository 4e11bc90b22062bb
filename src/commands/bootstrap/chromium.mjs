// The browser of the browser tests: found on the PATH, or installed where that is ours to do.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const installMinutes = 5

export const howToGetChromium = 'on Debian: apt-get install chromium fonts-noto-cjk'

/**
 * The first Chromium on the PATH, or null.
 * @param {string} path
 * @returns {string | null}
 */
export function findChromium(path = process.env['PATH'] || '') {
  for (const folder of path.split(delimiter)) {
    for (const name of names) {
      const file = join(folder, name)
      if (folder !== '' && isExecutable(file)) return file
    }
  }
  return null
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Installs Chromium and a Chinese font with apt-get where this is root on Debian and browser tests exist.
 * Elsewhere nothing happens: the runner leaves the browser tests out and says so.
 * @param {string} project
 * @param {(line: string) => void} say
 * @param {{ mayInstall: boolean, path: string }} here
 */
export function bringChromium(project, say, here = thisSystem()) {
  const tests = join(project, 'test/browser')
  const wanted = existsSync(tests) && readdirSync(tests).some((file) => file.endsWith('.test.ts'))
  if (!wanted || !here.mayInstall || findChromium(here.path) !== null) return
  say('Installing Chromium for the browser tests (once, about a minute) …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', PATH: here.path }
  for (const words of [
    ['update'],
    ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
  ]) {
    const run = spawnSync('apt-get', ['-q', ...words], {
      env,
      timeout: installMinutes * 60_000,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (run.status !== 0) {
      const last = String(run.stderr).trim().split('\n').pop()
      say(`Chromium could not be installed: ${last || run.signal || 'apt-get failed'}`)
      return
    }
  }
}

function thisSystem() {
  const root = process.getuid !== undefined && process.getuid() === 0
  return { mayInstall: root && existsSync('/etc/debian_version'), path: process.env['PATH'] || '' }
}
