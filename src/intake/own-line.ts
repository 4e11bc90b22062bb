import type { ContextLine, Heard } from './reading.ts'

/** Whether a line above is the speaker's own: named so, or 我; where the speaker has no name, one of the same sort. */
export function isOwnLine(line: ContextLine, { name, speaker }: Pick<Heard, 'name' | 'speaker'>): boolean {
  if (line.speaker === 'bot') return false
  if (line.name === '我') return true
  return name === null ? line.speaker === speaker : line.name === name
}
