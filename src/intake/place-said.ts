import type { PlaceSaid } from '../grid/directory.ts'
import { makeGazetteer } from './gazetteer.ts'
import { normalise } from './normalise.ts'
import { chooseAddress, findAddresses, furtherBuildings } from './place.ts'
import type { ReaderTown } from './reading.ts'
import { findSpot } from './spot.ts'

/**
 * Where some words say it is, whether or not they are an appeal: an answer such as 3号楼 or 就是西门那边 is none (8.3, 8.5).
 * Pure; every slot null where nothing is named.
 */
export function makePlaceReader(names: ReaderTown['gazetteer']): (words: string) => PlaceSaid {
  const gazetteer = makeGazetteer(names)
  return (words) => {
    const plain = normalise(words.trim())
    const named = gazetteer.find(plain.text)
    const addresses = findAddresses(plain)
    const chosen = chooseAddress(addresses, plain.text)
    const also = chosen === null ? [] : furtherBuildings(addresses, chosen, plain.text)
    return {
      estate: gazetteer.estate(plain, named),
      building: chosen?.building ?? null,
      unit: chosen?.unit ?? null,
      room: chosen?.room ?? null,
      spot: findSpot(plain, named, addresses),
      ...(also.length === 0 ? {} : { also }),
    }
  }
}
