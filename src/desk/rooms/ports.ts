import type { RoomStore, SeatStore, TownStore } from '../../grid/ports.ts'
import type { OutboxStore } from '../../chat/outbox.ts'
import type { MessageStore } from '../../intake/ports.ts'

/** What the life of rooms is kept in. */
export interface RoomStores {
  rooms: RoomStore
  seats: SeatStore
  town: TownStore
  outbox: OutboxStore
  messages: MessageStore
}
