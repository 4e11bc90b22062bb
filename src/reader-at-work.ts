import type { TownWatch } from './grid/in-force.ts'
import type { ModelExchangeStore } from './intake/exchanges.ts'
import { makeOfflineReader } from './intake/read-offline.ts'
import type { Reader } from './intake/reading.ts'
import type { Clock } from './kernel/clock.ts'
import type { Log } from './kernel/log.ts'
import type { EndpointGate } from './model-endpoints.ts'
import type { ModelInUse } from './model-in-use.ts'
import type { Settings } from './settings.ts'
import { startOfDay } from './worktime/zone.ts'

/** The reader that the settings name, for whatever town is in force. */
export interface ReaderAtWork {
  now(): Reader
  /** As `/readyz` says it. */
  standing(): string
  settled(): Promise<void>
}

/** The offline reader for the town in force, made anew with each revision and each model taken into use; with the language model in front where it is wanted. */
export async function openReader(
  settings: Settings,
  town: TownWatch,
  exchanges: ModelExchangeStore,
  learnt: ModelInUse,
  gate: EndpointGate,
  clock: Clock,
  log: Log,
): Promise<ReaderAtWork> {
  // Loaded only where it is wanted: the client's code is the larger part of a small process.
  const model =
    settings.reader === 'llm'
      ? await (
          await import('./llm/model-reader.ts')
        ).openLanguageModel({
          setting: settings.llm,
          exchanges,
          mayAsk: () => gate.mayUse('reading'),
          dayBegan: () => startOfDay(clock.now(), town.ground().calendar.zone),
          clock,
          log,
        })
      : null
  if (model !== null) await gate.mayUse('reading')
  let made: { town: object; learnt: object; reader: Reader } | null = null
  return {
    now() {
      const { directory, rulebook } = town.ground()
      const inUse = learnt.model()
      if (made?.town === directory.data && made.learnt === inUse) return made.reader
      const { leaves, people, residents } = directory.data
      const known = { gazetteer: directory.gazetteer(), leaves, zones: rulebook.zones }
      const offline = makeOfflineReader(known, inUse)
      const names = [...people, ...residents].map(({ name }) => name)
      const reader = model === null ? offline : model.readerFor({ town: known, names, offline })
      made = { town: directory.data, learnt: inUse, reader }
      return reader
    },
    standing: () =>
      model !== null && gate.isShut('reading')
        ? 'ok: offline alone, the director has not approved the language model'
        : (model?.standing() ?? 'ok'),
    settled: async () => model?.settled(),
  }
}
