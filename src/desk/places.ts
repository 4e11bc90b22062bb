import type { PlaceSaid } from '../grid/directory.ts'
import type { Ground } from '../grid/ground.ts'
import { makePlaceReader } from '../intake/place-said.ts'
import type { Setting } from './speaker.ts'

const readers = new WeakMap<object, (words: string) => PlaceSaid>()

/** Where these words say it is, by the names of the town in force. */
export function placeSaid(words: string, { directory }: Ground): PlaceSaid {
  const known = readers.get(directory)
  const read = known ?? makePlaceReader(directory.gazetteer())
  if (known === undefined) readers.set(directory, read)
  return read(words)
}

/**
 * Where an address is that was written as one: what of it the town knows apart, else the whole of it as it was written. It
 * is nobody's sentence, so no word of it is left out (清河路口 is no 河路口).
 */
export function addressSaid(address: string, ground: Ground): PlaceSaid {
  const read = placeSaid(address, ground)
  const whole = address.replaceAll(/\s+/gu, ' ').trim()
  const apart = read.estate !== null || read.building !== null || read.unit !== null
  return apart || whole === '' ? read : { ...read, spot: [...whole].slice(0, 60).join('') }
}

export const saysWhere = (place: PlaceSaid): boolean =>
  place.estate !== null || place.building !== null || place.unit !== null || place.spot !== null

/**
 * The grid of a place that this speaker names (3.3): by the room first; a building that the room does not know is the
 * speaker's own estate's. Null where it stays open.
 */
export function gridOfSaid(place: PlaceSaid, setting: Setting, { directory }: Ground): string | null {
  const { code } = setting.speaker
  const home = code === null ? null : (directory.resident(code)?.home?.estate ?? null)
  const room = setting.room?.kind === 'residents' ? setting.room.code : null
  const byRoom = directory.locate(place, { room, home: null })
  if (byRoom.found === 'grid') return byRoom.grid
  const atHome = directory.locate({ ...place, estate: place.estate ?? home }, { room: null, home })
  return atHome.found === 'grid' ? atHome.grid : null
}
