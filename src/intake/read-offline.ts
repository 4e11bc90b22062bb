import { readAct } from './act.ts'
import { makeCategoriser } from './category.ts'
import { hearCues } from './cues.ts'
import { makeGazetteer } from './gazetteer.ts'
import { makeMatterReader } from './matters.ts'
import { normalise } from './normalise.ts'
import { findAddresses } from './place.ts'
import { readRating } from './rating.ts'
import { findPrivate } from './redact.ts'
import { appealScore } from './score.ts'
import { findSpot } from './spot.ts'
import { findTimes } from './time.ts'
import { expectsMore } from './unfinished.ts'
import type { Heard, Reader, Reading, ReaderTown, Zone } from './reading.ts'

/** Words beyond this are kept but not read: nobody says what matters after them, and reading stays quick. */
const mostRead = 2_000

export interface OfflineReader extends Reader {
  /** The same as `read`, at once. */
  readNow(heard: Heard): Reading
}

/**
 * The reader without a network: lexicon, slots and a weighted sum of cues (docs/reading.md). Pure and synchronous;
 * it never throws for any text and its time grows with the length alone.
 */
export function makeOfflineReader(town: ReaderTown): OfflineReader {
  const categoriser = makeCategoriser(town.leaves)
  const gazetteer = makeGazetteer(town.gazetteer)
  const matterReader = makeMatterReader({ town, categoriser, gazetteer })

  const zoneOf = (score: number): Zone => {
    if (score >= town.zones.file) return 'file'
    return score >= town.zones.ignore ? 'triage' : 'ignore'
  }

  const readNow = (heard: Heard): Reading => {
    const said = heard.text.slice(0, mostRead)
    const plain = normalise(said)
    const text = plain.text.trim()
    const cues = hearCues(text)
    const best = categoriser.rank(text)[0]
    const topic = best?.score ?? 0
    const pii = findPrivate(normalise(heard.text)).map((part) => part.written)
    const raw = appealScore({
      text,
      cues,
      heard,
      topic,
      leaf: best?.leaf ?? null,
      addressSaid: findAddresses(plain).length > 0,
      spotSaid: findSpot(plain, gazetteer) !== null,
      timeSaid: findTimes(plain).length > 0,
    })
    const act = readAct({ text, heard, cues, score: raw, topic }, raw >= town.zones.ignore)
    // A share in an earlier matter is no appeal of its own, however much it sounds like one.
    const score = act === 'new' ? raw : Math.min(raw, Math.max(0, town.zones.ignore - 0.01))
    return {
      act,
      score,
      zone: zoneOf(score),
      matters: act === 'new' ? matterReader.read(said) : [],
      pii,
      expectsMore: expectsMore(said),
      rating: act === 'rating' ? readRating(said) : null,
    }
  }
  return { readNow, read: (heard) => Promise.resolve(readNow(heard)) }
}
