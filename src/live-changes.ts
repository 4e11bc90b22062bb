import type { CaseEvent } from './cases/event.ts'

/** Tells whoever follows which case has just moved. It is told when the event is reacted to: by this process alone. */
export interface LiveChanges {
  follow(hear: (caseId: string) => void): () => void
  /** This case has moved, and what followed is committed. */
  tell(caseId: string): void
  /** A reaction that tells of each event it reacts to. */
  telling<Rest extends readonly unknown[], Result>(
    react: (event: CaseEvent, ...rest: Rest) => Result,
  ): (event: CaseEvent, ...rest: Rest) => Result
}

export function makeLiveChanges(): LiveChanges {
  const ears = new Set<(caseId: string) => void>()
  const tell = (caseId: string): void => {
    for (const hear of ears) hear(caseId)
  }
  return {
    tell,
    follow(hear) {
      ears.add(hear)
      return () => void ears.delete(hear)
    },
    telling:
      (react) =>
      (event, ...rest) => {
        tell(event.caseId)
        return react(event, ...rest)
      },
  }
}
