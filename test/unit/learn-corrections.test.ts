import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCorpus } from '../../src/commands/train/corpus.ts'
import { signedIn } from '../../src/commands/train/signed.ts'
import { examplesOf, learnWithCorrections } from '../../src/commands/train/with-corrections.ts'
import type { ReaderCorrection } from '../../src/intake/corrections.ts'
import { makeOfflineReader } from '../../src/intake/read-offline.ts'
import type { Heard } from '../../src/intake/reading.ts'
import { instant } from '../../src/kernel/clock.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { aboutModel, nameInUse, takeIntoUse, takeModelBack, watchModel } from '../../src/model-in-use.ts'
import { shippedModel } from '../../src/shipped-model.ts'
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

describe('Models learnt from corrections', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linli-learn-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it(
    'change the reading of such a message, and taking them back restores it',
    { timeout: 120_000 },
    async () => {
      const town = await exampleTown()
      const leaves = town.leaves.map(({ code }) => code)
      const voices = (await readCorpus())
        .filter(({ name }) => name === 'xinjian')
        .map(({ name, talks }) => ({ name, lines: talks.flatMap((talk) => signedIn(talk, town)) }))
      const { slope, offset } = shippedModel()
      const corrections = examplesOf(putAside.map(dismissed), town, leaves)
      const learn = (known: ReadonlySet<string>) =>
        learnWithCorrections({
          ...{ voices, leaves, corrections, known, zones: { slope, offset }, ignore: town.zones.ignore },
        })
      const learnt = learn(new Set())
      expect(learnt.whyNot).toBeNull()
      expect(learnt.before.corrections.right).toBe(0)
      expect(learnt.after.corrections.right).toBeGreaterThan(0)

      const inUse = watchModel(folder, silentLog)
      const read = () => makeOfflineReader(town, inUse()).readNow(said(another))
      const before = read()
      expect(before.zone).not.toBe('ignore')
      expect(await takeIntoUse(folder, learnt.model!, { learnt: ['case-0'] })).toBe('reader-1')
      expect(read().zone).toBe('ignore')
      expect(await takeModelBack(folder)).toBeNull()
      expect(read()).toEqual(before)
    },
  )

  it('stand one on the other, and are taken back one by one', async () => {
    expect(await takeModelBack(folder)).toBeUndefined()
    expect(await takeIntoUse(folder, shippedModel(), { learnt: ['a'] })).toBe('reader-1')
    expect(await takeIntoUse(folder, shippedModel(), { learnt: ['a', 'b'] })).toBe('reader-2')
    expect(aboutModel(folder, 'reader-2')).toEqual({ before: 'reader-1', learnt: ['a', 'b'] })
    expect(await takeModelBack(folder)).toBe('reader-1')
    expect(nameInUse(folder)).toBe('reader-1')
    expect(await takeIntoUse(folder, shippedModel(), { learnt: ['c'] })).toBe('reader-3')
    expect(await takeModelBack(folder)).toBe('reader-1')
    expect(await takeModelBack(folder)).toBeNull()
    expect(nameInUse(folder)).toBeNull()
  })

  it.each([
    ['cut short', 'reader-1.bin', 'reader-1\n'],
    ['absent', 'other.bin', 'reader-1\n'],
    ['named out of the folder', 'reader-1.bin', '../../reader-1\n'],
  ])('that are %s are passed over, once, and the model of the project reads on', async (_, file, current) => {
    await takeIntoUse(folder, shippedModel(), { learnt: [] })
    await rm(join(folder, 'model', 'reader-1.bin'))
    await writeFile(join(folder, 'model', file), 'no model')
    await writeFile(join(folder, 'model', 'current'), current)
    const warned: string[] = []
    const inUse = watchModel(folder, { ...silentLog, warn: (_facts, words) => void warned.push(words) })
    expect(inUse()).toBe(shippedModel())
    expect(inUse()).toBe(shippedModel())
    expect(warned).toHaveLength(current.startsWith('..') ? 0 : 1)
  })
})
