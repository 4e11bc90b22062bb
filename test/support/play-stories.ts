import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { playScenario, type StepReport } from '../../src/commands/scenario/play.ts'
import { readScenario } from '../../src/commands/scenario/scenario-file.ts'

const folder = join(import.meta.dirname, '../story/scenarios')

const files = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .toSorted()

/**
 * Plays every `parts`-th story from number `part` on (0 is the first), each with every step it has: one test file for
 * each part, so that they share the processors and together play all.
 */
export function playStories(part: number, parts: number): void {
  describe('A case lives through', () => {
    it.each(files.filter((_, index) => index % parts === part))(
      '%s, from the room to the end, over the real chat service',
      async (name) => {
        const scenario = await readScenario(join(folder, name))
        const reports: StepReport[] = []
        await playScenario(scenario, scenario.townFolder ?? '', (report) => reports.push(report))
        expect(reports.filter((report) => !report.ok)).toEqual([])
        expect(reports).toHaveLength(scenario.steps.length)
      },
    )
  })
}
