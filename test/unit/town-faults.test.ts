import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { faultSaid, faultText } from '../../src/grid/faults.ts'
import { edited, exampleTexts, readTexts } from '../support/town-texts.ts'

const row = z.strictObject({
  by: z.string(),
  was: z.string().default(''),
  is: z.string().default(''),
  text: z.string().optional(),
  faults: z.array(z.string()).default([]),
  warnings: z.array(z.string()).default([]),
})
const table = z.array(
  z.strictObject({
    file: z.enum(['town.yaml', 'categories.yaml', 'rules.yaml']),
    title: z.string(),
    rows: z.array(row),
  }),
)
const tables = table.parse(parse(readFileSync(new URL('town-faults.yaml', import.meta.url), 'utf8')))
const keys = { 'town.yaml': 'town', 'categories.yaml': 'categories', 'rules.yaml': 'rules' } as const

for (const { file, title, rows } of tables) {
  describe(title, () => {
    it.each(rows)('$by', ({ was, is, text, faults, warnings }) => {
      const key = keys[file]
      const read = readTexts({ ...exampleTexts, [key]: text ?? edited(exampleTexts[key] ?? '', was, is) })
      expect('faults' in read ? read.faults.map(faultText) : []).toEqual(faults)
      expect('faults' in read ? [] : read.warnings.map(faultText)).toEqual(warnings)
      // The pages say the same in Chinese: a sentence of its own for every fault, never the English one.
      for (const fault of 'faults' in read ? read.faults : read.warnings) {
        expect(faultSaid(fault)).toMatch(/[\p{Script=Han}]{2}/u)
        expect(fault.says).not.toMatch(/\b(?:is|the|of|and|has)\b/u)
      }
    })
  })
}
