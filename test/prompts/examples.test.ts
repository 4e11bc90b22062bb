import type { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { normalise } from '../../src/intake/normalise.ts'
import type { ReaderTown } from '../../src/intake/reading.ts'
import { type Answer, makeAnswerShape, schemaOf } from '../../src/llm/answer.ts'
import { type Example, loadExamples, shownExamples } from '../../src/llm/examples.ts'
import { filled, loadPrompt, type PromptName } from '../../src/llm/prompts.ts'
import { ownWords } from '../../src/llm/question.ts'
import { isNumberSaid, isSaid } from '../../src/llm/said.ts'
import { exampleTown } from '../support/example-reader.ts'
import { askedOf, modelAtWork, modelServer } from '../support/model-server.ts'

const names: readonly PromptName[] = ['read-message', 'mend-answer']
const examples = await loadExamples()

describe('the prompts', () => {
  it.each(names)('%s has a version of its own for its text', async (name) => {
    const { isAsVersioned } = await loadPrompt(name)
    expect(isAsVersioned, 'the text has changed: give it a new version and its sum').toBe(true)
  })

  it('leave no blank unfilled, and show examples that are one line each', async () => {
    const { text } = await loadPrompt('read-message')
    expect(filled(text, { leaves: '', examples: '' })).not.toContain('{{')
    const shown = examples.filter((one) => one.shown)
    expect(shown.length).toBeGreaterThan(4)
    expect(shown.length).toBeLessThan(examples.length)
    expect(shownExamples(examples).split('\n')).toHaveLength(2 * shown.length)
  })
})

describe('the expected answers', () => {
  let town: ReaderTown
  let mock: LLMock
  beforeAll(async () => {
    town = await exampleTown()
    mock = await modelServer()
  })
  afterAll(() => mock.stop())

  const answered = (example: Example): Answer => makeAnswerShape(town.leaves).parse(example.answer)

  it('ask endpoints for every field and no other', () => {
    const { cases } = schemaOf(makeAnswerShape(town.leaves))['properties'] as {
      cases: { items: { required: string[]; properties: object; additionalProperties: boolean } }
    }
    expect(cases.items.required.toSorted()).toEqual(Object.keys(cases.items.properties).toSorted())
    expect(cases.items.additionalProperties).toBe(false)
  })

  it.each(examples.map((example) => [example.name, example] as const))(
    'keep to the guide: %s',
    (_, example) => {
      const { act, cases } = answered(example)
      expect(act === 'new').toBe(cases.length > 0)
      if (act === 'join' || act === 'supplement' || act === 'progress')
        expect(example.heard.context.length).toBeGreaterThan(0)
      const said = ownWords(example.heard)
      for (const { place, occurred, words, kind, category, nature, urgency, confidential } of cases) {
        const leaf = town.leaves.find(({ code }) => code === category)!
        for (const literal of [place.estate, place.spot, occurred, words])
          if (literal !== null) expect(isSaid(literal, said), literal).toBe(true)
        for (const number of [place.building, place.unit, place.room])
          if (number !== null) expect(isNumberSaid(number, said), number).toBe(true)
        if (kind !== 'dispute') expect(nature).toBe(leaf.nature)
        if (leaf.urgent && !['enquiry', 'suggestion', 'praise'].includes(kind))
          expect(urgency).not.toBe('normal')
        if (kind === 'enquiry' || kind === 'suggestion') expect(urgency).toBe('normal')
        if (category === '1503' && (kind === 'report' || kind === 'complaint'))
          expect(confidential).toBe(true)
        expect(normalise(words).text.length).toBeGreaterThan(1)
      }
    },
  )

  it.each(examples.map((example) => [example.name, example] as const))(
    'come through the whole way from a server: %s',
    async (_, example) => {
      mock.clearFixtures()
      mock.clearRequests()
      mock.onMessage(/./u, { content: JSON.stringify(example.answer) })
      const expected = answered(example)
      const { reader } = await modelAtWork(`${mock.url}/v1`)
      // Said to the bot, so that even chatter is asked about.
      const { act, matters, zone } = await reader.read({ ...example.heard, addressed: true })
      if (askedOf(mock).length === 0) return
      expect(askedOf(mock)).toHaveLength(1)
      if (expected.act !== 'new') {
        // Where the offline reader is sure of an appeal, a person looks.
        if (zone === 'ignore') expect(act).toBe(expected.act)
        return
      }
      expect(act).toBe('new')
      expect(matters.map(({ kind, category }) => ({ kind, category }))).toEqual(
        expected.cases.map(({ kind, category }) => ({ kind, category })),
      )
      for (const [at, { place }] of expected.cases.entries())
        expect(matters[at]?.place).toMatchObject({
          building: place.building,
          unit: place.unit,
          room: place.room,
        })
    },
  )
})
