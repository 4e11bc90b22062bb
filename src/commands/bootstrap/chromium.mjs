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
 */
export function bringChromium(project, say) {
  const tests = join(project, 'test/browser')
  const wanted = existsSync(tests) && readdirSync(tests).some((file) => file.endsWith('.test.ts'))
  const ours = process.getuid !== undefined && process.getuid() === 0 && existsSync('/etc/debian_version')
  if (!wanted || !ours || findChromium() !== null) return
  say('Installing Chromium for the browser tests (once, about a minute) …')
  const options = {
    timeout: installMinutes * 60_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  for (const rest of [
    ['update'],
    ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
  ]) {
    const run = spawnSync('apt-get', ['-q', ...rest], { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    if (run.status !== 0) {
      say(
        `Chromium could not be installed: ${String(run.stderr).trim().split('\n').pop() || run.signal || 'apt-get failed'}`,
      )
      return
    }
  }
}
