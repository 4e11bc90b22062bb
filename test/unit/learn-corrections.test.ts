import { describe, expect, it } from 'vitest'
import { readCorpus } from '../../src/commands/train/corpus.ts'
import { signedIn } from '../../src/commands/train/signed.ts'
import { examplesOf, learnWithCorrections, modelWith } from '../../src/commands/train/with-corrections.ts'
import type { ReaderCorrection } from '../../src/intake/corrections.ts'
import { makeOfflineReader } from '../../src/intake/read-offline.ts'
import type { Heard } from '../../src/intake/reading.ts'
import { instant } from '../../src/kernel/clock.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { encodeModel } from '../../src/intake/model/model-file.ts'
import type { ModelStore } from '../../src/intake/models.ts'
import { watchModel } from '../../src/model-in-use.ts'
import { shippedMark, shippedModel } from '../../src/shipped-model.ts'
import { exampleTown } from '../support/example-reader.ts'

const said = (text: string): Heard => ({
  ...{ text, room: 'community', speaker: 'resident', name: '我', context: [] },
})

/** A matter that the centre put aside time and again. */
const putAside = [
  '楼下广场舞又开始了，音响吵死人，有没有人管管',
  '广场舞音响又响了，吵死人了，没人管吗',
  '小区里跳广场舞的音响太吵，能不能管管',
  '楼下跳舞的又来了，音响吵得要死，有人管吗',
  '广场上跳舞的音响天天吵，谁来管一管',
  '又跳广场舞了，音响开这么大，吵死，管管吧',
]
const another = '广场舞又来了，音响响得吵死人，没人管管吗'

const dismissed = (text: string, at: number): ReaderCorrection => ({
  ...{ caseId: `case-${String(at)}`, move: 'dismiss', at: instant('2026-11-23T09:10:00+08:00') },
  ...{ post: 'duty_officer', contactId: 'c', sources: [], handler: null, heard: said(text) },
  readAs: { act: 'new', kind: 'complaint', category: '0403', nature: 'resident_dispute' },
  meant: { act: 'chatter', kind: null, category: null, nature: null },
})

/** What a process sees of the models: the last decision, and the models by name. */
function modelsWith(kept: Readonly<Record<string, { bytes: Uint8Array; beside: string }>>) {
  const last = { decision: '0', model: null as string | null }
  const asked = { inUse: 0, bytes: 0 }
  const store: Pick<ModelStore, 'inUse' | 'about' | 'bytes'> = {
    inUse: () => {
      asked.inUse += 1
      return Promise.resolve({ ...last })
    },
    about: (name) =>
      Promise.resolve(
        kept[name] === undefined
          ? null
          : { name, madeAt: instant(0), before: null, learnt: [], beside: kept[name].beside },
      ),
    bytes: (name) => {
      asked.bytes += 1
      return Promise.resolve(kept[name]?.bytes ?? null)
    },
  }
  const decide = (model: string | null): void => {
    last.decision = String(Number(last.decision) + 1)
    last.model = model
  }
  return { store, asked, decide }
}

describe('Models learnt from corrections', () => {
  it(
    'change the reading of such a message at once, and taking them back restores it',
    { timeout: 120_000 },
    async () => {
      const town = await exampleTown()
      const leaves = town.leaves.map(({ code }) => code)
      const voices = (await readCorpus())
        .filter(({ name }) => name === 'jishi')
        .map(({ name, talks }) => ({ name, lines: talks.flatMap((talk) => signedIn(talk, town)) }))
      const { slope, offset } = shippedModel()
      const corrections = examplesOf(putAside.map(dismissed), town, leaves)
      const given = {
        ...{ voices, leaves, corrections, known: new Set<string>() },
        ...{ zones: { slope, offset }, ignore: town.zones.ignore },
      }
      const learnt = learnWithCorrections(given)
      expect(learnt.before.corrections.right).toBe(0)
      expect(learnt.after.corrections.right).toBeGreaterThan(0)

      // Whether so little of the corpus keeps its figures is chance; what it does to the reading is not.
      const bytes = encodeModel(learnt.model ?? modelWith(given))
      const { store, decide } = modelsWith({ 'reader-1': { bytes, beside: shippedMark() } })
      const inUse = watchModel(store, silentLog)
      const read = () => makeOfflineReader(town, inUse.model()).readNow(said(another))
      const before = read()
      expect(before.zone).not.toBe('ignore')
      decide('reader-1')
      await inUse.refresh()
      expect(read().zone).toBe('ignore')
      decide(null)
      await inUse.refresh()
      expect(read()).toEqual(before)
    },
  )

  it('teach what a person put right, and neither the haste nor the kind that was left as it was read', async () => {
    const town = await exampleTown()
    const filed = (kind: 'help' | 'complaint', caseId: string): ReaderCorrection => ({
      ...dismissed('3号楼楼道灯坏了', 0),
      ...{ caseId, move: 'file' },
      readAs: { act: 'new', kind: 'help', category: '0402', nature: 'resident_dispute' },
      meant: { act: 'new', kind, category: '0201', nature: 'community_matter' },
    })
    const examples = examplesOf([filed('help', 'a'), filed('complaint', 'b')], town, ['0201'])
    expect(examples.map(({ signed }) => signed.silentOn)).toEqual([['kind', 'urgency'], ['urgency']])
    expect(examples[0]?.signed.line).toMatchObject({ act: 'new', cases: [{ category: '0201' }] })
  })

  it('are loaded once, however often it is looked whether there is another', async () => {
    const bytes = encodeModel(shippedModel())
    const { store, asked, decide } = modelsWith({ 'reader-1': { bytes, beside: shippedMark() } })
    const inUse = watchModel(store, silentLog)
    decide('reader-1')
    await Promise.all([inUse.refresh(), inUse.refresh(), inUse.refresh()])
    expect(inUse.name()).toBe('reader-1')
    expect(inUse.model()).toBe(inUse.model())
    // A decision that keeps what is in use loads nothing.
    decide('reader-1')
    await inUse.refresh()
    expect(asked).toEqual({ inUse: 4, bytes: 1 })
  })

  it.each([
    ['cut short', { 'reader-1': { bytes: Buffer.from('no model'), beside: shippedMark() } }],
    ['gone', {}],
    [
      'learnt beside an older model of the project',
      { 'reader-1': { bytes: encodeModel(shippedModel()), beside: 'x' } },
    ],
  ])('that are %s are passed over, once, and the model of the project reads on', async (_, kept) => {
    const { store, decide } = modelsWith(kept)
    const warned: string[] = []
    const inUse = watchModel(store, { ...silentLog, warn: (_facts, words) => void warned.push(words) })
    decide('reader-1')
    await inUse.refresh()
    await inUse.refresh()
    expect(inUse.model()).toBe(shippedModel())
    expect(inUse.name()).toBeNull()
    expect(warned).toHaveLength(1)
  })
})
