/**
 * A text as PostgreSQL takes it: without NUL, which neither text nor jsonb can hold, and with half characters
 * (lone surrogates) replaced. Messages may hold both.
 */
export const cleanText = (value: string): string => value.replaceAll('\0', '').toWellFormed()

/** The same for every text inside a plain value; instants stay what they are. */
export function clean<T>(value: T): T
export function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if (Array.isArray(value)) return value.map((entry: unknown) => clean(entry))
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [cleanText(key), clean<unknown>(entry)]),
  )
}

/** A value for a jsonb column. */
export const jsonText = (value: unknown): string => JSON.stringify(clean(value))
