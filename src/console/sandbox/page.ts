import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'page')
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

/** The page's programs: each stands behind those it needs. */
const programs = [
  'make',
  'times',
  'tour',
  'phrases',
  'door',
  'world',
  'rooms-view',
  'bubbles',
  'talk-view',
  'picks',
  'composer',
  'panel-view',
  'clock-view',
  'start',
] as const
const styles = ['ground', 'rooms', 'talk', 'composer', 'panel', 'narrow'] as const

const importLines = /^import (\{[^}]*\}) from '\.\/([\w-]+)\.ts'$/gm
const exportWord = /^export (?=(?:async )?(?:const|function|class) (\w+))/gm

/** A program as a function that takes what it needs from those before it and returns what it gives to others. */
function wrapped(name: string): string {
  const plain = stripTypeScriptTypes(read(`${name}.ts`))
  const given = [...plain.matchAll(exportWord)].map((match) => match[1] ?? '')
  const body = plain
    .replaceAll(importLines, (_, names: string, from: string) => `const ${names} = made['${from}']`)
    .replaceAll(exportWord, '')
  return `made['${name}'] = (() => {\n${body}\nreturn { ${given.join(', ')} }\n})()\n`
}

/** The programs as one script without modules, so that a single hash lets it run. */
const script = (): string => `\n'use strict'\n{\nconst made = {}\n${programs.map(wrapped).join('\n')}}\n`

const style = (): string => `\n${styles.map((name) => read(`${name}.css`)).join('\n')}\n`

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/**
 * The sandbox's page as one self-contained HTML file, and the policy that lets exactly its own style and script run
 * and lets it talk to nobody but the door it came from.
 */
export function makeSandboxPage(): { html: string; contentSecurityPolicy: string } {
  const [css, js] = [style(), script()]
  const html = read('index.html')
    .replace('<!-- style -->', () => `<style>${css}</style>`)
    .replace('<!-- script -->', () => `<script>${js}</script>`)
  const contentSecurityPolicy = [
    "default-src 'none'",
    `script-src ${hashOf(js)}`,
    `style-src ${hashOf(css)}`,
    "img-src 'self' data:",
    "media-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return { html, contentSecurityPolicy }
}
