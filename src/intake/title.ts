import type { PlaceSaid } from '../grid/directory.ts'

const limit = 20

/**
 * A title of at most 20 characters: the place without the flat, and the name of the leaf. Nothing of the speaker's own
 * words stands in it but the place, so no name, number or guilt can. A confidential matter has no place in its title.
 */
export function titleOf(place: PlaceSaid, leafName: string, confidential: boolean): string {
  if (confidential) return cut(leafName, limit)
  const building =
    place.building === null
      ? ''
      : `${place.building}${/^\d+$|^[A-Z]\d*$/u.test(place.building) ? '号楼' : ''}`
  const unit = place.unit === null ? '' : `${place.unit}单元`
  const address = building + unit
  const spot = place.spot !== null && !/\d{5}/u.test(place.spot) ? place.spot : ''
  const where = address !== '' ? address : spot !== '' ? spot : (place.estate ?? '')
  const room = limit - [...leafName].length
  return room > 2 && where !== '' ? `${cut(where, room)}${leafName}` : cut(leafName, limit)
}

function cut(text: string, most: number): string {
  return [...text].slice(0, Math.max(0, most)).join('')
}
