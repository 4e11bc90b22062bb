import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const project = join(import.meta.dirname, '../..')
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linli-read-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, lines: readonly (object | string)[]): string {
  const path = join(folder, name)
  writeFileSync(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  )
  return path
}

function run(
  command: 'read' | 'eval',
  ...words: string[]
): { code: number | null; out: string; err: string } {
  const ended = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(project, `src/commands/${command}.ts`), ...words],
    { encoding: 'utf8', env: { ...process.env, OPENAI_API_KEY: '', INIT_CWD: folder } },
  )
  return { code: ended.status, out: ended.stdout, err: ended.stderr }
}

const lamp = {
  id: 'a',
  room: 'community',
  speaker: 'resident',
  text: '翠湖3号楼2单元楼道灯坏了三天，没人管',
  context: [],
}
const greeting = { id: 'b', text: '早上好' }
const shop = { id: 'c', text: '灯坏了找我，上门服务，优惠', speaker: 'merchant' }

describe('npm run read', () => {
  it('prints one line of JSON per message, with the fields of the labels, score and zone, and nothing else', () => {
    const path = file('messages.jsonl', [lamp, greeting, ''])
    const { code, out, err } = run('read', '--town', join(project, 'towns/qinghe'), 'messages.jsonl')
    expect({ code, err }, path).toEqual({ code: 0, err: '' })
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; pred: Record<string, unknown> })
    expect(lines.map((line) => line.id)).toEqual(['a', 'b'])
    expect(Object.keys(lines[0]!.pred)).toEqual(['act', 'cases', 'pii', 'score', 'zone'])
    expect(lines[0]!.pred).toMatchObject({
      act: 'new',
      zone: 'file',
      pii: [],
      cases: [
        {
          kind: 'help',
          category: '0201',
          place: { estate: '翠湖', building: '3', unit: '2', room: null, spot: '楼道' },
          occurred: '三天',
          urgency: 'normal',
          nature: 'community_matter',
          confidential: false,
        },
      ],
    })
    expect(lines[1]!.pred).toMatchObject({ act: 'chatter', zone: 'ignore', cases: [] })
  })

  it('knows no place names without a town', () => {
    file('alone.jsonl', [lamp])
    const { out } = run('read', 'alone.jsonl')
    const { pred } = JSON.parse(out) as { pred: { cases: { place: { estate: string | null } }[] } }
    expect(pred.cases[0]?.place).toMatchObject({ estate: null, building: '3' })
  })

  it('reads what can be read, names every line that cannot, and ends with code 1', () => {
    file('torn.jsonl', [
      lamp,
      '{"id":"x"',
      { id: 'y', text: 7 },
      { ...greeting, id: 'a' },
      { ...greeting, speaker: 'cat' },
      greeting,
    ])
    const { code, out, err } = run('read', 'torn.jsonl')
    expect(code).toBe(1)
    expect(out.trimEnd().split('\n')).toHaveLength(2)
    const named = err.trimEnd().split('\n')
    expect(named).toHaveLength(4)
    expect(named[0]).toMatch(/torn\.jsonl:2: the line is not JSON$/u)
    expect(named[1]).toMatch(/torn\.jsonl:3: text: /u)
    expect(named[2]).toMatch(/torn\.jsonl:4: the id a stands in line 1 already$/u)
    expect(named[3]).toMatch(/torn\.jsonl:5: speaker: /u)
  })

  it.each([
    [['nothing.jsonl'], /nothing\.jsonl cannot be opened: there is no such file/u],
    [[], /One file is expected, 0 given/u],
    [['--reader', 'llm', 'messages.jsonl'], /OPENAI_API_KEY must be set/u],
    [['--reader', 'tea', 'messages.jsonl'], /--reader tea is not known/u],
    [['--cup', 'messages.jsonl'], /--cup/u],
    [['--town', 'nowhere', 'messages.jsonl'], /town\.yaml: is missing/u],
  ])('refuses %j with a sentence and code 1, and prints nothing', (words, sentence) => {
    const { code, out, err } = run('read', ...words)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(sentence)
    expect(err).not.toMatch(/\n\s+at /u)
  })
})

const gold = [
  {
    id: 'a',
    gold: {
      act: 'new',
      cases: [
        {
          kind: 'complaint',
          category: '0201',
          nature: 'community_matter',
          urgency: 'normal',
          confidential: false,
          occurred: '三天',
          place: { estate: '翠湖', building: '3', unit: '2', room: null, spot: '单元' },
        },
      ],
      pii: [],
    },
  },
  { id: 'b', gold: { act: 'chatter', cases: [], pii: [] } },
  { id: 'c', gold: { act: 'chatter' } },
]
const town = join(project, 'towns/qinghe')

describe('npm run eval', () => {
  it('prints one JSON object with every figure of the door', () => {
    file('m.jsonl', [lamp, greeting, shop])
    file('g.jsonl', gold)
    const { code, out, err } = run('eval', '--town', town, 'm.jsonl', 'g.jsonl')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toMatchObject({
      messages: 3,
      appeals: 1,
      chatter: 2,
      file: { precision: 1, recall: 1, f1: 1, falseAlarmsPer1000Chatter: 0 },
      triage: { precision: 1, recall: 1, f1: 1, falseAlarmsPer1000Chatter: 0 },
      act: { accuracy: 1, withContext: null },
      onFoundAppeals: { kind: 0, category: 1, categoryGroup: 1, nature: 1, occurred: 1, confidential: 1 },
      place: { estate: 1, building: 1, unit: 1, room: 1, spot: 0, address: 1, together: 0 },
      urgency: { emergencyRecall: null, falseEmergencies: 0, accuracy: 1 },
      pii: { recall: null, precision: null },
    })
    expect(Object.keys(JSON.parse(out) as object)).toContain('microsecondsPerMessage')
  })

  it('takes a field for right where either annotator agrees', () => {
    file('m.jsonl', [lamp, greeting, shop])
    file('g.jsonl', gold)
    const first = gold[0]!.gold
    const other = {
      ...first.cases![0]!,
      kind: 'help',
      place: { ...first.cases![0]!.place, spot: '楼道' },
    }
    file('g2.jsonl', [
      { id: 'a', gold: { ...first, cases: [other] } },
      { id: 'b', gold: { act: 'new' } },
    ])
    const { out } = run('eval', '--town', town, '--second', 'g2.jsonl', 'm.jsonl', 'g.jsonl')
    expect(JSON.parse(out)).toMatchObject({
      onFoundAppeals: { kind: 1 },
      place: { spot: 1, together: 1 },
      triage: { precision: 1, recall: 1, falseAlarmsPer1000Chatter: 0 },
    })
  })

  it('counts what was missed and what rang falsely', () => {
    file('m.jsonl', [lamp, greeting, shop])
    file('wrong.jsonl', [
      { id: 'a', gold: { act: 'chatter' } },
      { id: 'b', gold: { act: 'new', cases: [{ urgency: 'emergency' }], pii: ['早'] } },
    ])
    const { out, err } = run('eval', '--town', town, '--details', 'm.jsonl', 'wrong.jsonl')
    expect(JSON.parse(out)).toMatchObject({
      messages: 2,
      triage: { precision: 0, recall: 0, falseAlarmsPer1000Chatter: 1000 },
      act: { accuracy: 0 },
      onFoundAppeals: { matters: 0, kind: null },
      urgency: { emergencies: 1, emergencyRecall: 0 },
      pii: { recall: 0, precision: null },
    })
    expect(err).toMatch(/1 of 3 messages have no label/u)
    expect(err).toMatch(/chatter → new {2}1/u)
    expect(err).toMatch(/appeals missed \(1\): b /u)
    expect(err).toMatch(/false alarms \(1\): a /u)
  })

  it('refuses labels that do not fit, with file and line', () => {
    file('m.jsonl', [lamp])
    file('bad.jsonl', [gold[0]!, { id: 'b', gold: { act: 'sleep' } }])
    expect(run('eval', 'm.jsonl', 'bad.jsonl')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/bad\.jsonl:2: gold\.act: /u) as string,
    })
    file('other.jsonl', [{ id: 'z', gold: { act: 'new' } }])
    expect(run('eval', 'm.jsonl', 'other.jsonl')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/do not meet/u) as string,
    })
  })
})
