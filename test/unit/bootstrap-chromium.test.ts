import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bringChromium, findChromium } from '../../src/commands/bootstrap/chromium.mjs'

let folder = ''
let said: string[] = []

function program(path: string, script: string): void {
  writeFileSync(join(folder, path), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, path), 0o755)
}

const bring = (mayInstall = true): void => {
  bringChromium(folder, (line) => said.push(line), { mayInstall, path: join(folder, 'bin') })
}
const asked = (): string =>
  existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8') : ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linli-chromium-'))
  said = []
  mkdirSync(join(folder, 'bin'))
  mkdirSync(join(folder, 'test/browser'), { recursive: true })
  writeFileSync(join(folder, 'test/browser/page.test.ts'), '')
  program('bin/apt-get', `echo "$DEBIAN_FRONTEND $*" >> ${join(folder, 'asked')}`)
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('Chromium', () => {
  it('is found on the path where a program of one of its names may be run', () => {
    const path = ['/nowhere', '', join(folder, 'bin')].join(':')
    expect(findChromium(path)).toBeNull()
    writeFileSync(join(folder, 'bin/chromium'), '')
    expect(findChromium(path)).toBeNull()
    program('bin/google-chrome', '')
    expect(findChromium(path)).toBe(join(folder, 'bin/google-chrome'))
  })

  it('is installed with a Chinese font where it is missing and that is ours to do', () => {
    bring()
    expect(asked()).toBe(
      'noninteractive -q update\nnoninteractive -q install -y --no-install-recommends chromium fonts-noto-cjk\n',
    )
    expect(said).toHaveLength(1)
  })

  it('is not installed where it is there, where nothing needs it, or where that is not ours to do', () => {
    bring(false)
    program('bin/chromium', '')
    bring()
    rmSync(join(folder, 'bin/chromium'))
    rmSync(join(folder, 'test/browser/page.test.ts'))
    bring()
    rmSync(join(folder, 'test'), { recursive: true })
    bring()
    expect([asked(), said]).toEqual(['', []])
  })

  it('that cannot be installed is one line, and the other tests go on', () => {
    program('bin/apt-get', 'echo "first line" >&2; echo "E: no such package" >&2; exit 100')
    bring()
    expect(said.at(-1)).toBe('Chromium could not be installed: E: no such package')
  })
})
