import type { KeptMessage } from '../../intake/ports.ts'
import type { Command } from '../command.ts'
import type { DeskDeps, DeskStores } from '../ports.ts'
import type { Setting } from '../speaker.ts'

/** A command as it was given: by whom, where, in which message, and when it is carried out. */
export interface Order {
  command: Command
  message: KeptMessage
  setting: Setting
  now: Date
}

/**
 * Carries out a command that moves no case and says what is answered; '' for silence, null where the words are to be
 * read as a command about a case after all, false where they are
 * no command but plain talk. Runs in the transaction that settles the message, so that a command cut off
 * is carried out once. A Refusal is answered as its one line and nothing is kept (10.2).
 */
export type TownAnswer = (
  deps: DeskDeps,
  stores: DeskStores,
  order: Order,
) => Promise<string | null | false> | string | null | false
