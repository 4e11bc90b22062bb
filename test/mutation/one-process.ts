import { globSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { around, collectedTests, collectFrom } from './collected.ts'
import type { CollectedTest } from './collected.ts'

/**
 * A test runner for Stryker that keeps everything loaded: a change that takes effect when its code runs is switched on, met
 * by the tests that reach it, and switched off again. What takes effect when a file is loaded gets a process of its own, from
 * Stryker, since this runner says that it cannot load anew. Tests are those named in MUTATION_TESTS, by commas, as globs.
 *
 * One change must not be noticed because of another: a test that has failed is tried once more with the change off, and if
 * it fails then too, the process is given up and the change played again in a fresh one.
 */
interface Namespace {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
  mutantCoverage?: unknown
}

interface Played {
  activeMutant: { id: string }
  mutantActivation: 'static' | 'runtime'
  testFilter?: readonly string[]
  hitLimit?: number
}

interface Result {
  id: string
  name: string
  timeSpentMs: number
  /** Stryker's figures: 0 passed, 1 failed. */
  status: 0 | 1
  failureMessage?: string
}

const longestTestMs = 10_000
/** Tests that are left out, as in vitest.mutation.config.ts. */
const leftOut = /-properties\.test\.ts$|\/(?:bootstrap|house|rules-trace|sandbox|speed)[^/]*$/u
const stryker: Namespace = Object.assign(globalThis, { __stryker__: {} }).__stryker__
const words = new URL('collected.ts', import.meta.url).href

const said = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 300)

async function load(): Promise<void> {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vitest' && context.parentURL !== words
        ? { url: words, shortCircuit: true }
        : next(specifier, context),
  })
  process.env['TZ'] = 'America/Anchorage'
  await import(pathToFileURL(resolve('test/support/same-seed.ts')).href)
  const globs = (process.env['MUTATION_TESTS'] ?? 'test/unit/*.test.ts').split(',')
  const files = globs.flatMap((glob) => globSync(glob)).filter((file) => !leftOut.test(file))
  for (const file of files.toSorted()) {
    collectFrom(file)
    await import(pathToFileURL(resolve(file)).href)
  }
}

async function within<T>(promise: Promise<T>, most: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the test took too long'))
    }, most)
  })
  return Promise.race([promise, late]).finally(() => {
    clearTimeout(timer)
  })
}

/** Runs one test; what its suites prepare is done once for all tests with the same `begun`. */
async function runTest({ id, title, suite, body }: CollectedTest, begun: Set<unknown>): Promise<Result> {
  const from = performance.now()
  const result = (status: 0 | 1): Result => ({
    id,
    name: title,
    timeSpentMs: performance.now() - from,
    status,
  })
  try {
    for (const one of around(suite)) {
      if (begun.has(one)) continue
      begun.add(one)
      for (const prepare of one.before) await prepare()
    }
    const done = body()
    if (done instanceof Promise) await within(done, longestTestMs)
    return result(0)
  } catch (error) {
    return { ...result(1), failureMessage: said(error) }
  }
}

class OneProcess {
  #loaded = false
  #played = 0
  #soiled = false

  capabilities() {
    return { reloadEnvironment: false }
  }

  async dryRun() {
    await load()
    this.#loaded = true
    const tests: Result[] = []
    const begun = new Set()
    for (const one of collectedTests()) {
      stryker.currentTestId = one.id
      tests.push(await runTest(one, begun))
      stryker.currentTestId = undefined
    }
    return { status: 'complete', tests, mutantCoverage: stryker.mutantCoverage }
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit }: Played) {
    if (this.#soiled) throw new Error('an earlier change has left its mark: play this one in a fresh process')
    this.#played += 1
    this.#soiled = mutantActivation === 'static'
    Object.assign(stryker, { hitCount: 0, hitLimit })
    stryker.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined
    try {
      if (!this.#loaded) await load()
      this.#loaded = true
    } catch (error) {
      this.#soiled = true
      return { status: 'error', errorMessage: said(error) }
    }
    stryker.activeMutant = activeMutant.id
    const wanted = new Set(testFilter)
    const tests = collectedTests().filter(({ id }) => testFilter === undefined || wanted.has(id))
    const { failed, run } = await this.#firstFailure(tests)
    stryker.activeMutant = undefined
    if (hitLimit !== undefined && (stryker.hitCount ?? 0) > hitLimit)
      return { status: 'timeout', reason: `more than ${String(hitLimit)} hits` }
    if (failed === null) return { status: 'survived', nrOfTests: run }
    if (!this.#soiled) await this.#tryAgain(failed.test)
    return { status: 'killed', killedBy: [failed.test.id], failureMessage: failed.why, nrOfTests: run }
  }

  async #firstFailure(tests: readonly CollectedTest[]) {
    const begun = new Set()
    for (const [index, test] of tests.entries()) {
      const { status, failureMessage = '' } = await runTest(test, begun)
      if (status === 1) return { failed: { test, why: failureMessage }, run: index + 1 }
    }
    return { failed: null, run: tests.length }
  }

  /** With the change off the test must pass; in a fresh process nothing but the change can have made it fail. */
  async #tryAgain(test: CollectedTest): Promise<void> {
    Object.assign(stryker, { hitCount: 0, hitLimit: undefined })
    if ((await runTest(test, new Set())).status === 0) return
    this.#soiled = true
    if (this.#played > 1) throw new Error('this process is soiled: play the change in a fresh one')
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'one-process', injectableClass: OneProcess }]
