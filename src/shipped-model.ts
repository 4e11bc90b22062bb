import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { reasonOf, StartFault } from './kernel/errors.ts'
import { decodeModel } from './intake/model/model-file.ts'
import type { ReaderModel } from './intake/model/model.ts'

/** Where `npm run train` puts what it has learnt. */
export const shippedModelFile = join(import.meta.dirname, '../data/model/reader.bin')

let read: ReaderModel | undefined

/** The model that the project brings along, read once. Throws a StartFault where the file is missing or does not fit. */
export function shippedModel(): ReaderModel {
  read ??= modelAt(shippedModelFile)
  return read
}

/** The model of a file. Throws a StartFault where it is missing or does not fit. */
export function modelAt(file: string): ReaderModel {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch (error) {
    throw new StartFault(`The model of the reader cannot be read from ${file}: ${reasonOf(error)}`)
  }
  return decodeModel(bytes)
}
