import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { townOfReader } from '../../src/commands/reading/reader-of.ts'
import { readCorpus } from '../../src/commands/train/corpus.ts'
import { figuresOf, judge } from '../../src/commands/train/held-out.ts'
import { learnAll, type Learnt } from '../../src/commands/train/learn-all.ts'
import { signedIn } from '../../src/commands/train/signed.ts'
import type { Head } from '../../src/intake/model/linear.ts'
import { decodeModel, encodeModel } from '../../src/intake/model/model-file.ts'
import { fewBuckets } from '../../src/intake/model/vector.ts'
import { shippedModelFile } from '../../src/shipped-model.ts'

let learnt: Learnt
beforeAll(async () => {
  const town = await townOfReader(null)
  const voices = (await readCorpus()).map(({ name, talks }) => ({
    name,
    lines: talks.flatMap((talk) => signedIn(talk, town)),
  }))
  learnt = learnAll(
    voices,
    town.leaves.map(({ code }) => code),
  )
}, 600_000)

describe('The shipped model', () => {
  it('is what the corpus gives, byte for byte', () => {
    expect(Buffer.from(encodeModel(learnt.shipped)).equals(readFileSync(shippedModelFile))).toBe(true)
  })

  it('tells appeals from chatter where speakers were kept aside, far better than the lexicon alone', () => {
    const { model, lexiconAlone } = figuresOf(learnt.keptAside.map((one) => judge(learnt.measured, one)))
    expect(model.areaUnderCurve).toBeGreaterThan(0.97)
    expect(model.foundAt8PercentAlarms).toBeGreaterThan(lexiconAlone.foundAt8PercentAlarms + 10)
    expect(model.act).toBeGreaterThan(lexiconAlone.act)
    expect(model.leaf).toBeGreaterThan(lexiconAlone.leaf)
  })
})

describe('The file of a model', () => {
  it('gives back the model that was put in', () => {
    const bytes = readFileSync(shippedModelFile)
    expect(Buffer.from(encodeModel(decodeModel(bytes))).equals(bytes)).toBe(true)
  })

  it('is read from before heads had sizes of their own: a centre’s model of then stays in use', () => {
    const { act, kind, urgency, ...rest } = decodeModel(readFileSync(shippedModelFile))
    const small = (head: Head): Head => ({
      ...head,
      weights: Int8Array.from({ length: fewBuckets * head.classes.length }, (_, at) => (at % 7) - 3),
      steps: new Float32Array(fewBuckets).fill(0.5),
    })
    const model = { ...rest, act: small(act), kind: small(kind), urgency: small(urgency) }
    const bytes = Buffer.from(encodeModel(model))
    const end = bytes.indexOf(10)
    const line = JSON.parse(bytes.subarray(0, end).toString('utf8')) as { heads: { buckets?: number }[] }
    const heads = line.heads.map(({ buckets: _, ...head }) => head)
    const before = `${JSON.stringify({ ...line, buckets: fewBuckets, heads })}\n`
    expect(decodeModel(Buffer.concat([Buffer.from(before), bytes.subarray(end + 1)]))).toEqual(model)
  })

  it.each([
    ['nothing', (): Uint8Array => new Uint8Array(0)],
    ['words', () => Buffer.from('no model\n')],
    ['a model cut short', () => readFileSync(shippedModelFile).subarray(0, 200_000)],
    ['a model with a tail', () => Buffer.concat([readFileSync(shippedModelFile), Buffer.from('x')])],
    [
      'a model of another version',
      () =>
        Buffer.from(
          readFileSync(shippedModelFile).toString('latin1').replace('"linliReader":1', '"linliReader":9'),
          'latin1',
        ),
    ],
  ])('that holds %s is refused in one sentence', (_, bytes) => {
    expect(() => decodeModel(bytes())).toThrow(/model of the reader/u)
  })
})
