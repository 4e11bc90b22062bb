import type { ReaderModel } from '../../intake/model/model.ts'
import { calibrated } from './calibrate.ts'
import { fitHeads } from './heads.ts'
import { parted } from './kept-aside.ts'
import type { Signed } from './signed.ts'

/** A voice of the corpus with its lines as the model sees them. */
export interface SignedVoice {
  name: string
  lines: readonly Signed[]
}

export interface Learnt {
  /** Learnt from nine tenths of the speakers; what is measured is measured on this one. */
  measured: ReaderModel
  /** What the measured one has not heard. */
  keptAside: readonly Signed[]
  /** Learnt from everybody, with the lines of the measured one: what the reader uses. */
  shipped: ReaderModel
}

/** Learns from the voices; the same lines in the same order give the same models. */
export function learnAll(voices: readonly SignedVoice[], leaves: readonly string[]): Learnt {
  const parts = voices.map(({ name, lines }) => parted(name, lines))
  const learnt = parts.map((part) => part.learnt)
  const zones = calibrated(learnt)
  return {
    measured: { ...fitHeads(learnt.flat(), leaves), ...zones },
    keptAside: parts.flatMap(({ kept }) => kept),
    shipped: {
      ...fitHeads(
        voices.flatMap(({ lines }) => lines),
        leaves,
      ),
      ...zones,
    },
  }
}
