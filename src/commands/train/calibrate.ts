import { appealSums, oddsOfFirst } from '../../intake/model/model.ts'
import { fitAct } from './heads.ts'
import type { Signed } from './signed.ts'

/** What the default zones of the rule book are to mean (8.1). */
const meaning = {
  /** At or above `ignore`: so large a part of the chatter of a voice not heard before rings. */
  ignore: { zone: 0.35, alarms: 0.045 },
  /** At or above `file`: so large a part of what is filed alone is an appeal. */
  file: { zone: 0.8, precision: 0.96 },
}

const logOdds = (share: number): number => Math.log(share / (1 - share))

interface Scored {
  odds: number
  act: string
}

/** The voices are judged in so many lots, each by what was learnt from the other lots. */
const lots = 3

/** Every line judged by what was learnt from other voices. */
function scoredByOthers(voices: readonly (readonly Signed[])[]): readonly Scored[] {
  return Array.from({ length: lots }, (_, lot) => lot).flatMap((lot) => {
    const isIn = (_: unknown, index: number): boolean => index % lots === lot
    const head = fitAct(voices.filter((voice, index) => !isIn(voice, index)).flat())
    return voices
      .filter(isIn)
      .flat()
      .map(({ line, act, byLexicon }) => ({
        odds: oddsOfFirst(appealSums(head, act, byLexicon)),
        act: line.act,
      }))
  })
}

/** The log odds above which so large a part of the chatter rings. */
function lineOfAlarms(all: readonly Scored[], alarms: number): number {
  const chatter = Float64Array.from(
    all.filter(({ act }) => act === 'chatter'),
    ({ odds }) => odds,
  ).toSorted()
  return chatter.at(-1 - Math.floor(alarms * chatter.length)) ?? 0
}

/** The lowest log odds at and above which so large a part are appeals. */
function lineOfPrecision(all: readonly Scored[], precision: number): number {
  const falling = all.toSorted((a, b) => b.odds - a.odds)
  let appeals = 0
  let line = falling[0]?.odds ?? 0
  for (const [index, { odds, act }] of falling.entries()) {
    if (act === 'new') appeals += 1
    if (appeals / (index + 1) >= precision) line = odds
  }
  return line
}

/**
 * Where the lines of 8.1 lie, found on voices that were not heard: the scores are stretched so that the default zones
 * of the rule book mean what `meaning` says.
 */
export function calibrated(voices: readonly (readonly Signed[])[]): { slope: number; offset: number } {
  const all = scoredByOthers(voices)
  const low = lineOfAlarms(all, meaning.ignore.alarms)
  const high = Math.max(low + 0.5, lineOfPrecision(all, meaning.file.precision))
  const slope = (logOdds(meaning.file.zone) - logOdds(meaning.ignore.zone)) / (high - low)
  return { slope, offset: logOdds(meaning.ignore.zone) - slope * low }
}
