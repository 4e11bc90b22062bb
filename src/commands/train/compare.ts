import type { ReaderTown } from '../../intake/reading.ts'
import type { Gold, MessageLine } from '../reading/message-files.ts'
import { heardOf } from '../reading/prediction.ts'
import { alternatives } from './alternatives.ts'
import { parted } from './kept-aside.ts'
import type { SignedVoice } from './learn-all.ts'
import { rankingOf, type Ranking } from './ranking.ts'
import { signerOf, type Signed } from './signed.ts'

/** Labelled messages from elsewhere as the model sees them; those without an act are left out. */
export function signedMessages(
  lines: readonly MessageLine[],
  labels: ReadonlyMap<string, Gold>,
  town: ReaderTown,
): readonly Signed[] {
  const sign = signerOf(town)
  return lines.flatMap((message) => {
    const act = labels.get(message.id)?.act
    if (act === undefined) return []
    const { id, speaker, name, text } = message
    const line = { id, line: 0, speaker, name: name ?? '', text, act, cases: [], pii: [] }
    return [sign({ heard: heardOf(message), line, unrelated: [] })]
  })
}

interface Row {
  name: string
  keptAside: Ranking
  /** Null where no messages from elsewhere were given. */
  elsewhere: Ranking | null
}

const rankingOn = (set: readonly Signed[], ranker: (one: Signed) => number): Ranking => {
  const of = (act: string): number[] => set.filter(({ line }) => line.act === act).map(ranker)
  return rankingOf(of('new'), of('chatter'))
}

/** The reader beside simple alternatives, all learnt from the same nine tenths of the speakers. */
export function compared(voices: readonly SignedVoice[], elsewhere: readonly Signed[]): readonly Row[] {
  const parts = voices.map(({ name, lines }) => parted(name, lines))
  const kept = parts.flatMap((part) => part.kept)
  return alternatives(parts.flatMap(({ learnt }) => learnt)).map(({ name, ranker }) => ({
    name,
    keptAside: rankingOn(kept, ranker),
    elsewhere: elsewhere.length === 0 ? null : rankingOn(elsewhere, ranker),
  }))
}
