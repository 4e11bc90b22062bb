import { randomUUID } from 'node:crypto'

/** A new opaque identity. */
export const newId = (): string => randomUUID()
