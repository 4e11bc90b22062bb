import { readAct } from './act.ts'
import { bounded } from './bounds.ts'
import { makeCategoriser } from './category.ts'
import { makeGazetteer } from './gazetteer.ts'
import { makeLooker } from './look.ts'
import { makeMatterReader } from './matters.ts'
import { normalise } from './normalise.ts'
import { readRating } from './rating.ts'
import { findPrivate } from './redact.ts'
import { appealScore } from './score.ts'
import { expectsMore } from './unfinished.ts'
import type { ContextLine, Heard, Reader, Reading, ReaderTown, Zone } from './reading.ts'

/** Words beyond this are kept but not read: nobody says what matters after them, and reading stays quick. */
const mostRead = 2_000

/** `read` is `readNow`. */
export type OfflineReader = Reader

/** What the speaker surely said above, newest first: named so, or 我. */
const ownLines = ({ context, name }: Heard): string[] =>
  context
    .filter((line) => line.speaker !== 'bot' && (line.name === '我' || (name !== null && line.name === name)))
    .map((line) => line.text.slice(0, 300))
    .reverse()
    .slice(0, 3)

/**
 * The reader without a network: lexicon, slots and a weighted sum of cues (docs/reading.md). Pure and synchronous;
 * it never throws for any text and its time grows with the length alone.
 */
export function makeOfflineReader(town: ReaderTown): OfflineReader {
  const categoriser = makeCategoriser(town.leaves)
  const gazetteer = makeGazetteer(town.gazetteer)
  const look = makeLooker(categoriser, gazetteer)
  const matterReader = makeMatterReader({ town, categoriser, look })

  const zoneOf = (score: number): Zone => {
    if (score >= town.zones.file) return 'file'
    return score >= town.zones.ignore ? 'triage' : 'ignore'
  }

  const readNow = (heard: Heard): Reading => {
    const said = heard.text.slice(0, mostRead)
    const seen = look(said)
    const pii = findPrivate(heard.text.length > mostRead ? normalise(heard.text) : seen.plain).map(
      (part) => part.written,
    )
    const raw = bounded(seen, appealScore({ look: seen, heard }), town.zones)
    const wasAppeal = ({ speaker, name, text }: ContextLine): boolean =>
      speaker !== 'bot' &&
      appealScore({
        look: look(text.slice(0, mostRead)),
        heard: { text, room: heard.room, speaker, name, context: [] },
      }) >= town.zones.ignore
    const act = readAct({ text: seen.text, heard, cues: seen.cues, wasAppeal }, raw >= town.zones.ignore)
    // A share in an earlier matter is no appeal of its own, however much it sounds like one.
    const score = act === 'new' ? raw : Math.min(raw, Math.max(0, town.zones.ignore - 0.01))
    return {
      act,
      score,
      zone: zoneOf(score),
      matters: act === 'new' ? matterReader.read(seen, ownLines(heard)) : [],
      pii,
      expectsMore: expectsMore(said),
      rating: act === 'rating' ? readRating(said) : null,
    }
  }
  return { readNow, read: (heard) => Promise.resolve(readNow(heard)) }
}
