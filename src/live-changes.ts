import type { CaseEvent } from './cases/event.ts'

/** Tells whoever follows which case has just moved. It is told when the event is reacted to: by this process alone. */
export interface LiveChanges {
  follow(hear: (caseId: string) => void): () => void
  /** A reaction that tells of each event it reacts to. */
  telling<Rest extends readonly unknown[], Result>(
    react: (event: CaseEvent, ...rest: Rest) => Result,
  ): (event: CaseEvent, ...rest: Rest) => Result
}

export function makeLiveChanges(): LiveChanges {
  const ears = new Set<(caseId: string) => void>()
  return {
    follow(hear) {
      ears.add(hear)
      return () => void ears.delete(hear)
    },
    telling:
      (react) =>
      (event, ...rest) => {
        for (const hear of ears) hear(event.caseId)
        return react(event, ...rest)
      },
  }
}
