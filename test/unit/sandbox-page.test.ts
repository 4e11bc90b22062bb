import { createHash } from 'node:crypto'
import { Script } from 'node:vm'

import { describe, expect, it } from 'vitest'

import { makeSandboxPage } from '../../src/console/sandbox/page.ts'

const between = (text: string, open: string, close: string): string =>
  text.slice(text.indexOf(open) + open.length, text.indexOf(close, text.indexOf(open)))
const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

describe('the sandbox page as a file', () => {
  const { html, contentSecurityPolicy } = makeSandboxPage()
  const script = between(html, '<script>', '</script>')
  const style = between(html, '<style>', '</style>')

  it('allows its own script and style by their hashes, and no other', () => {
    expect(contentSecurityPolicy).toContain(`script-src ${hash(script)};`)
    expect(contentSecurityPolicy).toContain(`style-src ${hash(style)};`)
    expect(contentSecurityPolicy).toContain("default-src 'none'")
    expect(contentSecurityPolicy).not.toContain('unsafe')
  })

  it('holds one script and one style, and fetches nothing else', () => {
    expect(html.match(/<script/g)).toHaveLength(1)
    expect(html.match(/<style/g)).toHaveLength(1)
    const markup = html.replace(script, '').replace(style, '')
    expect(markup.match(/\b(?:src|href)="(?!#|data:)[^"]*/g) ?? []).toEqual([])
    expect(markup.match(/\s(?:style|on\w+)="[^"]*/g) ?? []).toEqual([])
    expect(style).not.toMatch(/url\(|@import/)
  })

  it('carries a script without modules or types that a browser can read', () => {
    expect(script).not.toMatch(/^(?:import|export)\b/m)
    expect(() => new Script(script)).not.toThrow()
  })

  it('never turns words into markup', () => {
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/)
  })
})
