import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'

/** `npm run check`: types, lint, layering, formatting, unused exports. Each part runs; any fault fails the whole. */
interface Part {
  name: string
  /** A program inside node_modules and its arguments. */
  program: string
  arguments: readonly string[]
}

interface Ended {
  part: Part
  passed: boolean
  seconds: number
  output: string
}

const project = join(import.meta.dirname, '../..')
const atOnce = 2

const compiler = (folder: string): Part => ({
  name: folder === '.' ? 'types' : `types of ${folder}`,
  program: 'typescript/bin/tsc',
  arguments: ['--noEmit', '-p', folder],
})

/** The slowest first, so that two cores end together. */
function parts(): Part[] {
  const folders = globSync('{src,bots,migrations,test}', { cwd: project })
  // Pages for the browser know other names than Node does and bring settings of their own.
  const pages = globSync('src/console/**/tsconfig.json', { cwd: project }).map((file) => join(file, '..'))
  return [
    { name: 'lint', program: 'eslint/bin/eslint.js', arguments: ['.', '--max-warnings=0'] },
    compiler('.'),
    { name: 'formatting', program: 'prettier/bin/prettier.cjs', arguments: ['--check', '.'] },
    {
      name: 'layering',
      program: 'dependency-cruiser/bin/dependency-cruiser.mjs',
      arguments: ['--config', '.dependency-cruiser.mjs', ...folders, 'vitest.config.ts'],
    },
    { name: 'unused', program: 'knip/bin/knip.js', arguments: [] },
    ...pages.map(compiler),
  ]
}

function run(part: Part): Promise<Ended> {
  const began = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(project, 'node_modules', part.program), ...part.arguments], {
      cwd: project,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (bytes: Buffer): void => {
      output += bytes.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const end = (passed: boolean): void => {
      resolve({ part, passed, seconds: (performance.now() - began) / 1_000, output: output.trim() })
    }
    child.on('error', (error) => {
      output += error.message
      end(false)
    })
    child.on('close', (code) => {
      end(code === 0)
    })
  })
}

function report(ended: Ended): void {
  console.log(`${ended.passed ? 'ok  ' : 'FAIL'} ${ended.part.name} (${ended.seconds.toFixed(1)} s)`)
  if (!ended.passed) console.log(`${ended.output}\n`)
}

const waiting = parts()
let failed = 0
async function work(): Promise<void> {
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    const ended = await run(part)
    report(ended)
    if (!ended.passed) failed += 1
  }
}
await Promise.all(Array.from({ length: atOnce }, work))
process.exitCode = failed === 0 ? 0 : 1
