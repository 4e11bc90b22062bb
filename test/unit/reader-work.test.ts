import { describe, expect, it } from 'vitest'
import { makeCategoriser } from '../../src/intake/category.ts'
import { makeGazetteer } from '../../src/intake/gazetteer.ts'
import { makeLooker } from '../../src/intake/look.ts'
import { glance } from '../../src/intake/model/above.ts'
import type { Heard } from '../../src/intake/reading.ts'
import { exampleTown } from '../support/example-reader.ts'

describe('What the lines above a message cost', () => {
  it('is bounded: of each the first 300 letters are looked at', async () => {
    const town = await exampleTown()
    const looker = makeLooker(makeCategoriser(town.leaves), makeGazetteer(town.gazetteer))
    const long = '东门口旁边的路灯坏了没人管，'.repeat(150)
    const heard: Heard = {
      ...{ text: '对了是二单元', room: 'community', speaker: 'resident', name: '老周' },
      context: Array.from({ length: 6 }, () => ({ speaker: 'resident', name: '老周', text: long })),
    }
    const looked: number[] = []
    const seen = glance(
      looker(heard.text),
      heard,
      (text) => {
        looked.push(text.length)
        return looker(text)
      },
      0.35,
    )
    expect(seen.own).toBeGreaterThan(0.35)
    expect(looked).toHaveLength(6)
    expect(Math.max(...looked)).toBe(300)
  })
})
