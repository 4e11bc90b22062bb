import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { reasonOf, StartFault } from './kernel/errors.ts'
import { decodeModel } from './intake/model/model-file.ts'
import type { ReaderModel } from './intake/model/model.ts'

/** Where `npm run train` puts what it has learnt. */
export const shippedModelFile = join(import.meta.dirname, '../data/model/reader.bin')

let read: { model: ReaderModel; mark: string } | undefined

function readOnce(): { model: ReaderModel; mark: string } {
  if (read === undefined) {
    const bytes = bytesAt(shippedModelFile)
    const mark = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
    read = { model: decodeModel(bytes), mark }
  }
  return read
}

/** The model that the project brings along, read once. Throws a StartFault where the file is missing or does not fit. */
export const shippedModel = (): ReaderModel => readOnce().model

/** Names the model that the project brings along: another corpus or other features give another mark. */
export const shippedMark = (): string => readOnce().mark

function bytesAt(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new StartFault(`The model of the reader cannot be read from ${file}: ${reasonOf(error)}`)
  }
}
