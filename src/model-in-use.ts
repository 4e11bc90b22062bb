import { readFileSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { encodeModel } from './intake/model/model-file.ts'
import type { ReaderModel } from './intake/model/model.ts'
import { reasonOf } from './kernel/errors.ts'
import type { Log } from './kernel/log.ts'
import { modelAt, shippedModel } from './shipped-model.ts'

/*
 * Models learnt from the centre's corrections lie in the data folder: model/reader-<n>.bin, beside each a JSON of what was
 * measured, and `current`, which names the one in use. No `current`: the one that the project brings along.
 */

const folderOf = (dataFolder: string): string => join(dataFolder, 'model')
const currentOf = (dataFolder: string): string => join(folderOf(dataFolder), 'current')
const named = /^reader-(\d+)$/u

const aboutShape = z.object({
  /** The model in use before this one; null: the one that the project brings along. */
  before: z.string().regex(named).nullable(),
  /** Cases whose corrections it has learnt. */
  learnt: z.array(z.string()),
})

/** What is written beside a model, with whatever was measured. */
export type AboutModel = z.infer<typeof aboutShape> & Readonly<Record<string, unknown>>

/** The name of the model in use; null where it is the one that the project brings along. Never throws. */
export function nameInUse(dataFolder: string): string | null {
  try {
    const name = readFileSync(currentOf(dataFolder), 'utf8').trim()
    return named.test(name) ? name : null
  } catch {
    return null
  }
}

/** What lies beside a model of the data folder; null where nothing readable does. */
export function aboutModel(dataFolder: string, name: string): AboutModel | null {
  try {
    return aboutShape.parse(JSON.parse(readFileSync(join(folderOf(dataFolder), `${name}.json`), 'utf8')))
  } catch {
    return null
  }
}

/**
 * Gives the model in use, whenever it is asked: another one taken into use counts from the next message on. A file that is
 * no model of this version is passed over with one line of the log, and the model of the project reads on.
 */
export function watchModel(dataFolder: string, log: Log): () => ReaderModel {
  let name: string | null = null
  let model: ReaderModel | undefined
  return () => {
    const present = nameInUse(dataFolder)
    if (model === undefined || present !== name) model = modelNamed(dataFolder, present, log)
    name = present
    return model
  }
}

function modelNamed(dataFolder: string, name: string | null, log: Log): ReaderModel {
  if (name === null) return shippedModel()
  try {
    const model = modelAt(join(folderOf(dataFolder), `${name}.bin`))
    log.info({ model: name }, 'the reader uses a model learnt from corrections')
    return model
  } catch (error) {
    log.warn({ model: name, reason: reasonOf(error) }, 'a learnt model is passed over')
    return shippedModel()
  }
}

/** Writes whole or not at all: beside it first, then renamed. */
async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${file}.new`, content)
  await rename(`${file}.new`, file)
}

/** Writes a model under the next free number and takes it into use. Returns its name. */
export async function takeIntoUse(
  dataFolder: string,
  model: ReaderModel,
  about: Omit<AboutModel, 'before'>,
): Promise<string> {
  const folder = folderOf(dataFolder)
  await mkdir(folder, { recursive: true })
  const numbers = (await readdir(folder)).map((file) => Number(/^reader-(\d+)\.bin$/u.exec(file)?.[1] ?? 0))
  const name = `reader-${String(Math.max(0, ...numbers) + 1)}`
  await writeWhole(join(folder, `${name}.bin`), encodeModel(model))
  const beside = { ...about, before: nameInUse(dataFolder) }
  await writeWhole(join(folder, `${name}.json`), `${JSON.stringify(beside, null, 1)}\n`)
  await writeWhole(currentOf(dataFolder), `${name}\n`)
  return name
}

/**
 * Returns to the model in use before the present one, at last to that of the project. The file stays. Returns what is in
 * use now, null for the project's own; undefined where that was in use already.
 */
export async function takeModelBack(dataFolder: string): Promise<string | null | undefined> {
  const name = nameInUse(dataFolder)
  if (name === null) return undefined
  const before = aboutModel(dataFolder, name)?.before ?? null
  if (before === null) await rm(currentOf(dataFolder), { force: true })
  else await writeWhole(currentOf(dataFolder), `${before}\n`)
  return before
}
