import { beforeAll, describe, expect, it } from 'vitest'
import type { OfflineReader } from '../../src/intake/read-offline.ts'
import type { Heard, Reading } from '../../src/intake/reading.ts'
import { aMessage, exampleReader, exampleTown } from '../support/example-reader.ts'
import { appealLines, chatterLines } from '../support/reader-lines.ts'

const lines = (block: string): string[] => block.trim().split('\n')
const words = (text: string): string => text.replaceAll('\\n', '\n')

interface Appeal {
  line: string
  category: string
  kind: string
  heard: Heard
}
const appeals = lines(appealLines).map((line): Appeal => {
  const [, category = '', kind = '', , inPrivate, text = ''] =
    /^(\d{4}) (complaint|help|enquiry|suggestion|report|dispute|praise) ([nue])( p)? \| (.+)$/u.exec(line) ??
    []
  return { line, category, kind, heard: aMessage(words(text), { room: inPrivate ? 'private' : 'community' }) }
})
const chatter = lines(chatterLines).map((line) => {
  const [, sort = '', speaker = 'resident', grid, text = ''] =
    /^([a-z]+)(?: (resident|merchant|property|staff))?( grid)? \| (.+)$/u.exec(line) ?? []
  const heard = aMessage(words(text), {
    speaker: speaker as Heard['speaker'],
    room: grid ? 'grid' : 'community',
  })
  return { line, sort, heard }
})

let reader: OfflineReader
beforeAll(async () => {
  reader = await exampleReader()
})
const readAll = (): { appeal: Appeal; reading: Reading }[] =>
  appeals.map((appeal) => ({ appeal, reading: reader.readNow(appeal.heard) }))

describe('the lines the weights were drawn towards', () => {
  it('are written as their heading says, each once, and name every leaf of the example town', async () => {
    expect(appeals.filter(({ category }) => category === '').map(({ line }) => line)).toEqual([])
    expect(chatter.filter(({ sort }) => sort === '').map(({ line }) => line)).toEqual([])
    const all = [...lines(appealLines), ...lines(chatterLines)]
    expect(all.filter((line, i) => all.indexOf(line) !== i)).toEqual([])
    const { leaves } = await exampleTown()
    const named = new Set(appeals.map(({ category }) => category))
    expect(leaves.filter(({ code }) => !named.has(code)).map(({ code }) => code)).toEqual([])
  })

  it('are told apart: most appeals reach the triage line, little chatter does, hardly any reaches the file line', () => {
    const found = readAll().filter(({ reading }) => reading.zone !== 'ignore').length
    const readings = chatter.map(({ heard }) => reader.readNow(heard))
    expect(found / appeals.length).toBeGreaterThan(0.92)
    expect(readings.filter(({ zone }) => zone !== 'ignore').length / chatter.length).toBeLessThan(0.12)
    expect(readings.filter(({ zone }) => zone === 'file').length / chatter.length).toBeLessThan(0.015)
  })

  it('get their category and kind in most cases', () => {
    const found = readAll().filter(({ reading }) => reading.matters.length > 0)
    const right = (is: (one: (typeof found)[number]) => boolean): number =>
      found.filter(is).length / found.length
    expect(
      right(({ appeal, reading }) => reading.matters.some(({ category }) => category === appeal.category)),
    ).toBeGreaterThan(0.84)
    expect(
      right(({ appeal, reading }) => reading.matters.some(({ kind }) => kind === appeal.kind)),
    ).toBeGreaterThan(0.78)
  })
})
