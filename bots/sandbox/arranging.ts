import type { SandboxWorld } from '../../src/chat/sandbox.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import { botCode, systemCode } from './world-state.ts'
import type { WorldStore } from './world-store.ts'

const reserved = new Set([botCode, systemCode])

/** Codes become platform ids and keys of rooms, so they carry no sign that means something there. */
function refuseOddCodes(world: SandboxWorld): void {
  for (const { code } of [...world.people, ...world.rooms]) {
    if (code === '' || reserved.has(code) || /[@:/\\\s]/u.test(code)) {
      throw new Refusal(
        'invalid',
        `代码“${code}”不能用：不能为空、含空格或 @ : / \\，也不能是 bot 或 system。`,
        { code },
      )
    }
  }
}

function refuseStrangers(world: SandboxWorld, store: WorldStore): void {
  const known = new Set([...store.state.people.keys(), ...world.people.map(({ code }) => code), botCode])
  for (const room of world.rooms) {
    const stranger = room.members.find((code) => !known.has(code))
    if (stranger !== undefined) {
      throw new Refusal('not_found', `群“${room.name}”里写了没有登记的人“${stranger}”。`, {
        room: room.code,
        person: stranger,
      })
    }
  }
}

function layRoom(store: WorldStore, room: SandboxWorld['rooms'][number]): void {
  const known = store.state.rooms.get(room.code)
  if (known?.arrangedName !== room.name || known.kind !== room.kind) {
    store.record({ is: 'room', code: room.code, name: room.name, kind: room.kind, arranged: true })
  }
  for (const code of [...(room.bot === false ? [] : [botCode]), ...room.members]) {
    // Whoever left (or was removed) after an earlier arrangement stays away until somebody brings them back.
    if (store.state.rooms.get(room.code)?.seats.has(code)) continue
    store.record({ is: 'seat', room: room.code, code, here: true, nickname: null })
  }
}

/**
 * Lays out people and rooms: adds and renames, removes nobody, keeps what was said.
 * The bot sits in every room laid out unless the room says otherwise. Laying the same world again writes nothing.
 */
export function arrange(store: WorldStore, world: SandboxWorld): void {
  refuseOddCodes(world)
  refuseStrangers(world, store)
  const { bot } = store.state
  if (bot.name !== world.bot.name || bot.aliases.join('\n') !== world.bot.aliases.join('\n')) {
    store.record({ is: 'bot', name: world.bot.name, aliases: [...world.bot.aliases] })
  }
  for (const { code, name, role, friend } of world.people) {
    const known = store.state.people.get(code)
    if (known?.name !== name || known.role !== role)
      store.record({ is: 'person', code, name, role, ...(friend === false ? { friend } : {}) })
  }
  for (const room of world.rooms) layRoom(store, room)
}
