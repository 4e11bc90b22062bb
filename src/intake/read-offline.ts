import { plainAct } from './act.ts'
import { isAnotherMatter } from './another.ts'
import { bounded } from './bounds.ts'
import { makeCategoriser } from './category.ts'
import { makeGazetteer } from './gazetteer.ts'
import { makeLooker, remembered, type Look } from './look.ts'
import { makeMatterReader } from './matters.ts'
import { glance } from './model/above.ts'
import { judgeAct, type ActJudgement, type ReaderModel } from './model/model.ts'
import { normalise } from './normalise.ts'
import { isOwnLine } from './own-line.ts'
import { readRating } from './rating.ts'
import { findPrivate } from './redact.ts'
import { evenExpectsMore } from './unfinished.ts'
import type { Act, Heard, Reader, Reading, ReaderTown, Zone } from './reading.ts'

/** Words beyond this are kept but not read: nobody says what matters after them, and reading stays quick. */
const mostRead = 2_000

/** `read` is `readNow`. */
export type OfflineReader = Reader

/** What the speaker surely said above, newest first; of somebody without a name nothing is sure but 我. */
const ownLines = (heard: Heard): string[] =>
  heard.context
    .filter((line) =>
      heard.name === null ? line.speaker !== 'bot' && line.name === '我' : isOwnLine(line, heard),
    )
    .map((line) => line.text.slice(0, 300))
    .reverse()
    .slice(0, 3)

/**
 * The likeliest act. `new` is decided by the lines of 8.1 alone: what reaches the lower one is an appeal unless it is
 * likelier a share in an earlier matter; what does not reach it is chatter unless such a share is likelier than all else.
 * A rating that nobody could read as one is none.
 */
function actOf({ acts }: ActJudgement, isAppeal: boolean, said: string): Act {
  const shareOf = (wanted: Act): number => acts.find(({ act }) => act === wanted)?.share ?? 0
  const likeliest = acts.find(
    ({ act }) => act !== 'new' && act !== 'chatter' && (act !== 'rating' || readRating(said) !== null),
  )
  const isShare = likeliest !== undefined && likeliest.share > shareOf('new')
  if (isAppeal) return isShare ? likeliest.act : 'new'
  return isShare && likeliest.share > shareOf('chatter') ? likeliest.act : 'chatter'
}

/**
 * The reader without a network: lexicon, slots and a model learnt from talk of our own (docs/reading.md). Pure and
 * synchronous; it never throws for any text and its time grows with the length alone.
 */
export function makeOfflineReader(town: ReaderTown, model: ReaderModel): OfflineReader {
  const categoriser = makeCategoriser(town.leaves)
  const gazetteer = makeGazetteer(town.gazetteer)
  const look = remembered(makeLooker(categoriser, gazetteer))
  const short = (text: string): Look => look(text.slice(0, mostRead))
  const matterReader = makeMatterReader({ town, categoriser, look, model })

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
    const first = glance(seen, heard, short, town.zones.ignore)
    const judged = judgeAct(model, seen, heard, first)
    const another = first.score >= town.zones.ignore && isAnotherMatter(seen, heard, short)
    const bound = bounded(seen, { score: judged.score, byLexicon: first.score }, town.zones)
    const raw = another ? Math.max(bound, town.zones.ignore) : bound
    const plain = plainAct({
      ...{ text: seen.text, heard, ownRaised: first.own >= town.zones.ignore },
      othersRaised: first.others >= town.zones.ignore,
    })
    const act = plain ?? (another ? 'new' : actOf(judged, raw >= town.zones.ignore, said))
    // A share in an earlier matter is no appeal of its own, however much it sounds like one.
    const score = act === 'new' ? raw : Math.min(raw, Math.max(0, town.zones.ignore - 0.01))
    return {
      act,
      score,
      zone: zoneOf(score),
      matters: act === 'new' ? matterReader.read(seen, heard, ownLines(heard)) : [],
      pii,
      expectsMore: evenExpectsMore(seen.text),
      rating: act === 'rating' ? readRating(said) : null,
    }
  }
  return { readNow, read: (heard) => Promise.resolve(readNow(heard)) }
}
