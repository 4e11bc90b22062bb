import { join } from 'node:path'
import type { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { playScenario, type StepReport } from '../../src/commands/scenario/play.ts'
import { readScenario } from '../../src/commands/scenario/scenario-file.ts'
import { aMatterSaid, answerOf, askedOf, modelServer } from '../support/model-server.ts'

let mock: LLMock
beforeAll(async () => {
  mock = await modelServer()
})
afterAll(() => mock.stop())
beforeEach(() => {
  mock.clearFixtures()
  mock.clearRequests()
})

/** Plays a story of the whole product before this endpoint; what did not hold. */
async function play(
  name: string,
  baseUrl: string,
  more: { reader?: 'offline' } = {},
): Promise<readonly StepReport[]> {
  Object.assign(process.env, { OPENAI_API_KEY: 'key', OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: 'm' })
  const scenario = { ...(await readScenario(join(import.meta.dirname, 'with-model', name))), ...more }
  const reports: StepReport[] = []
  await playScenario(scenario, scenario.townFolder ?? '', (report) => reports.push(report))
  expect(reports.length).toBeGreaterThan(0)
  return reports.filter(({ ok }) => !ok)
}

describe('The whole product', () => {
  it('reads through a language model, never where life is in danger, and goes on while it is away', async () => {
    mock.onMessage(/6号楼/u, { error: { message: 'overloaded' }, status: 503 })
    mock.onMessage(
      /3号楼/u,
      answerOf(
        'new',
        aMatterSaid({
          kind: 'complaint',
          place: { estate: null, building: '3', unit: '2', room: null, spot: '楼道' },
          words: '楼道灯坏了',
        }),
      ),
    )
    mock.onMessage(/./u, answerOf('chatter'))
    expect(await play('126-two-readers.yaml', `${mock.url}/v1`)).toEqual([])
    const asked = JSON.stringify(askedOf(mock).map(({ messages }) => messages.at(-1)))
    expect(askedOf(mock)).toHaveLength(2)
    expect(asked).not.toMatch(/早上好|13800138000|\\"said\\":\\"5号楼/u)
  })

  it('goes on by the offline reader alone where nobody is at the address', async () => {
    expect(await play('127-offline-alone.yaml', 'http://127.0.0.1:9/v1')).toEqual([])
  })

  it('sends nothing out where the offline reader is wanted, whatever else is set', async () => {
    mock.onMessage(/./u, answerOf('chatter'))
    expect(await play('127-offline-alone.yaml', `${mock.url}/v1`, { reader: 'offline' })).toEqual([])
    expect(mock.getRequests()).toEqual([])
  })
})
