import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const project = join(import.meta.dirname, '../..')

/** The rows of every table of docs/security.md: what is asked, and what holds it. */
const rows = readFileSync(join(project, 'docs/security.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\|\s*(?:-|ASVS)/u.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, number = '', asked = '', , held = '']) => ({ number, asked, held }))

const named = /^`([\w/-]+)` ›\s*(.*)$/u

describe('the table of security', () => {
  it.each(rows)('$number, $asked: is held by a test that is there, or named as open', ({ held }) => {
    if (held.startsWith('open')) return
    const [, file = '', words = ''] = named.exec(held) ?? []
    // A test, or a story.
    const path = ['.test.ts', '.yaml'].map((end) => join(project, 'test', file + end)).find(existsSync)
    expect([held, file !== '' && path !== undefined]).toEqual([held, true])
    const text = readFileSync(path ?? '', 'utf8').replaceAll(/\s+/gu, ' ')
    expect([held, text.includes(words)]).toEqual([held, true])
  })

  it('has a line for each of the five chapters, and says of few that they are open', () => {
    for (const chapter of ['4.', '3.', '5.', '7.', '8.'])
      expect(rows.filter(({ number }) => number.startsWith(chapter)).length).toBeGreaterThan(4)
    expect(rows.filter(({ held }) => held.startsWith('open')).length).toBeLessThan(5)
  })
})
