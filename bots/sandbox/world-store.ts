import { join } from 'node:path'
import type { Clock } from '../../src/kernel/clock.ts'
import { addMilliseconds, instant } from '../../src/kernel/clock.ts'
import type { Log } from '../../src/kernel/log.ts'
import type { Journal } from './journal.ts'
import { openJournal } from './journal.ts'
import type { StoredMessage, WorldEntry, WorldLine } from './world-entry.ts'
import type { WorldState } from './world-state.ts'
import { applyLine, botHears, emptyWorld } from './world-state.ts'

/** What happens around the messages, told to whoever listens and kept nowhere: a real gateway does not repeat it either. */
export type RoomLife =
  | { kind: 'joined'; room: string; who: readonly string[]; by: string; at: Date }
  | { kind: 'left'; room: string; who: readonly string[]; by: string; at: Date }
  | { kind: 'renamed'; room: string; from: string; to: string; by: string; at: Date }
  | { kind: 'invited'; invitation: string }
  | { kind: 'befriended'; who: string }

type Hears<Thing> = (thing: Thing) => void

const digitsOfSequence = 9

/** The world under one folder: state in memory, every change first in the journal. */
export class WorldStore {
  readonly state: WorldState = emptyWorld()
  readonly #journal: Journal
  readonly #machine: Clock
  readonly #lineHearers = new Set<Hears<WorldLine>>()
  readonly #lifeHearers = new Set<Hears<RoomLife>>()

  constructor(deps: { folder: string; machine: Clock; log: Log }) {
    this.#machine = deps.machine
    const { lines, damaged, journal } = openJournal(join(deps.folder, 'world.jsonl'), deps.log)
    this.#journal = journal
    for (const line of lines) applyLine(this.state, line)
    // The world's own mark in every message id: a world made anew, or one that lost lines, never repeats an id.
    if (this.state.id === '' || damaged) this.record({ is: 'world', id: this.#freshMark() })
  }

  /** Sorts behind every earlier mark, even one of this very millisecond. */
  #freshMark(): string {
    const earlier = this.state.id === '' ? 0 : Number.parseInt(this.state.id.slice(1), 36)
    return `m${Math.max(this.#machine.now().getTime(), earlier + 1).toString(36)}`
  }

  /** Keeps the change, applies it, tells the listeners. Throws an Outage when the disk does not take it. */
  record(entry: WorldEntry): void {
    const line: WorldLine = { ...entry, t: this.#machine.now().getTime() }
    this.#journal.append(line)
    applyLine(this.state, line)
    for (const hears of this.#lineHearers) hears(line)
  }

  /**
   * Keeps a message under the next id: ids are unique for ever and sort in the order of arrival.
   * The bot hears nothing from a room it does not sit in.
   */
  say(message: Omit<StoredMessage, 'is' | 'id' | 't'>): StoredMessage {
    const id = this.nextMessageId()
    this.record({ is: 'message', id, ...message, heard: message.heard && botHears(this.state, message.room) })
    const kept = this.state.byId.get(id)
    if (!kept) throw new Error(`message ${id} was not kept`)
    return kept
  }

  /** The id the next message will have. */
  nextMessageId(): string {
    const sequence = String(this.state.messages.length + 1).padStart(digitsOfSequence, '0')
    return `${this.state.id}-${sequence}`
  }

  tell(life: RoomLife): void {
    for (const hears of this.#lifeHearers) hears(life)
  }

  /** Returns the way to stop listening. */
  onLine(hears: Hears<WorldLine>): () => void {
    this.#lineHearers.add(hears)
    return () => this.#lineHearers.delete(hears)
  }

  onLife(hears: Hears<RoomLife>): () => void {
    this.#lifeHearers.add(hears)
    return () => this.#lifeHearers.delete(hears)
  }

  /** The time the world stamps on what the bot says: as set, frozen or running on from there; else the machine's. */
  now(): Date {
    const machineNow = this.#machine.now()
    const { clock } = this.state
    if (!clock) return machineNow
    return addMilliseconds(instant(clock.at), clock.running ? machineNow.getTime() - clock.setAt : 0)
  }

  close(): void {
    this.#journal.close()
  }
}
