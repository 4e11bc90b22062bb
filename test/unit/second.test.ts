import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { corpusFolder, readCorpus } from '../../src/commands/train/corpus.ts'
import { heardIn } from '../../src/commands/train/examples.ts'
import { agreementOf, drawSecond, readSecond } from '../../src/commands/train/second.ts'
import { readTalks } from '../../src/commands/train/talk-file.ts'
import { exampleTown } from '../support/example-reader.ts'

const talks = (await readCorpus()).flatMap((voice) => voice.talks)
const lines = talks.flatMap((talk) => talk.lines)
const seconds = readSecond(await readFile(join(corpusFolder, 'second.tsv'), 'utf8'))

describe('A line labelled twice', () => {
  it('has its labels between tabs', () => {
    expect(readSecond('a-1:1:1\tnew\thelp\t0201\turgent\na-1:1:2\tjoin\n')).toEqual([
      { id: 'a-1:1:1', act: 'new', matter: { kind: 'help', leaf: '0201', urgency: 'urgent' } },
      { id: 'a-1:1:2', act: 'join', matter: null },
    ])
  })

  it.each(['a-1:1:1', 'a-1:1:1\thello', 'a-1:1:1\tnew\thelp\t0201', 'a-1:1:1\tjoin\thelp'])(
    '"%s" is refused',
    (row) => {
      expect(() => readSecond(row)).toThrow('is no label')
    },
  )
})

describe('Agreement', () => {
  const written =
    '居 甲: 灯坏了 => help 0201\n居 乙: 我家也是 => join\n居 丙: 井盖没了 => help 0202 !\n居 丁: 早'
  const own = readTalks('a-1', `== 群 | 早上\n${written}`).talks.flatMap((talk) => talk.lines)

  it('counts what both say, and names what they say otherwise', () => {
    const second = readSecond(
      'a-1:1:1\tnew\tcomplaint\t0201\tnormal\na-1:1:2\tchatter\na-1:1:3\tnew\thelp\t0203\turgent\na-1:1:4\tchatter',
    )
    expect(agreementOf(own, second)).toMatchObject({
      ...{ lines: 4, act: 75, appealOrNot: 100, bothNew: 2 },
      ...{ kind: 50, leaf: 50, group: 100, urgency: 100 },
      confusions: { act: { 'join > chatter': 1 }, leaf: { '0202 > 0203': 1 } },
    })
  })

  it('beyond chance is nought where the second hand always says the same', () => {
    const second = readSecond([1, 2, 3, 4].map((at) => `a-1:1:${String(at)}\tchatter`).join('\n'))
    expect(agreementOf(own, second).actKappa).toBe(0)
  })
})

describe('The second hand', () => {
  it('labels lines that the corpus has and the bot did not say, each once', () => {
    const known = new Set(lines.filter(({ speaker }) => speaker !== 'bot').map(({ id }) => id))
    const ids = seconds.map(({ id }) => id)
    expect(ids.filter((id) => !known.has(id))).toEqual([])
    expect(new Set(ids).size).toBe(360)
    expect(ids.length).toBe(360)
  })

  it('names leaves of the table only', async () => {
    const leaves = new Set((await exampleTown()).leaves.map(({ code }) => code))
    expect(seconds.filter(({ matter }) => matter !== null && !leaves.has(matter.leaf))).toEqual([])
  })

  it('agrees with the corpus as far as its README says, or a line has moved', () => {
    const found = agreementOf(lines, seconds)
    expect(found.act).toBeGreaterThan(92)
    expect(found.kind).toBeGreaterThan(88)
    expect(found.leaf).toBeGreaterThan(78)
  })

  it('is given the same lines each time, a third of them new', () => {
    const heard = talks.flatMap(heardIn)
    const drawn = drawSecond(heard)
    expect(drawn.length).toBe(360)
    expect(drawn.filter(({ line }) => line.act === 'new').length).toBeGreaterThanOrEqual(120)
    expect(drawSecond(heard.toReversed()).map(({ line }) => line.id)).toEqual(
      drawn.map(({ line }) => line.id),
    )
  })
})
