import type { State } from '../../cases/case.ts'
import type { SandboxControl } from '../../chat/sandbox.ts'
import type { Rating } from '../../intake/reading.ts'

/** The clock of the sandbox, with everything that falls due on the way. Moves are asked for one at a time. */
export interface SandboxClock {
  now(): Date
  /** Whether it runs on with the machine's time. */
  readonly running: boolean
  /** The next thing that will happen by itself; null when nothing is planned. */
  nextDue(): Promise<Date | null>
  /** Runs every due thing on the way, in order, and resolves with the new time once the system is at rest. */
  advance(ms: number): Promise<Date>
  until(at: Date): Promise<Date>
}

/** What the guided tour and the list of deadlines show of a case. */
export interface CaseGlance {
  number: string
  /** Without private details. */
  title: string
  /** The category's name. */
  category: string
  state: State
  /** Person codes. */
  handler: string | null
  verifier: string | null
  dueAt: Date | null
  /** Code of the room it came from; null for private talk and visits. */
  room: string | null
  rating: Rating | null
}

/** Who is there to be played, and how the page names things. */
export interface SandboxTown {
  name: string
  /** IANA zone in which times are shown. */
  zone: string
  bot: { name: string; aliases: readonly string[] }
  people: readonly { code: string; name: string; role: string }[]
}

/** A page with the policy under which it may run. */
export interface Page {
  html: string
  contentSecurityPolicy: string
}

/** Everything behind the sandbox's door; there only while the sandbox puppet runs. */
export interface SandboxDesk {
  control: SandboxControl
  clock: SandboxClock
  town(): Promise<SandboxTown>
  /** Newest first. */
  cases(): Promise<readonly CaseGlance[]>
  /** Resolves when nothing is in flight; steps over holds of a clock that stands still. */
  rest(): Promise<void>
  /** The chat client lets go and sits down anew. */
  renewLink(): Promise<void>
  page: Page
}
