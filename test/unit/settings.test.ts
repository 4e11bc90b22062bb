import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { StartFault } from '../../src/kernel/errors.ts'
import { projectFolder, readSettings, redactedSettings, settingNames } from '../../src/settings.ts'

const faultOf = (environment: Record<string, string>): string => {
  try {
    readSettings(environment)
  } catch (error) {
    if (error instanceof StartFault) return error.message
    throw error
  }
  throw new Error('no fault was found')
}

describe('settings', () => {
  it('need nothing: an empty environment gives the sandbox on the embedded database', () => {
    expect(readSettings({ INIT_CWD: '/somewhere' })).toEqual({
      port: 3000,
      dataFolder: join(projectFolder, '.linli'),
      sealingKeys: null,
      databaseUrl: null,
      townFolder: join(projectFolder, 'towns/qinghe'),
      puppet: { name: 'sandbox', environment: {} },
      llm: {
        ...{ apiKey: null, baseUrl: null, model: null, mode: 'json_schema', seconds: 8, answerTokens: 800 },
        ...{ dayTokens: 2_000_000, dayCost: null, prices: null, cached: 1_000, atOnce: 4 },
      },
      reader: 'offline',
      transcribe: null,
      ocr: false,
      learnNightly: false,
      webhookReach: {
        privateAllowed: false,
        ports: [
          [80, 80],
          [443, 443],
          [1_024, 65_535],
        ],
      },
      publicUrl: null,
      alarmUrl: null,
      sandbox: { untied: [], unfriended: [], unbound: [], accounts: {}, rooms: {} },
      logLevel: 'info',
      clock: null,
      startedByNpm: false,
      callerFolder: '/somewhere',
    })
  })

  it('name a transcription service by its model, at an address of its own or at the language model’s', () => {
    const OPENAI = { OPENAI_API_KEY: 'a', OPENAI_BASE_URL: 'http://model.example/v1' }
    const model = { LINLI_TRANSCRIBE_MODEL: 'whisper-1' }
    const own = { LINLI_TRANSCRIBE_URL: 'http://ears.example/v1' }
    expect(readSettings(OPENAI).transcribe).toBeNull()
    expect(readSettings({ ...OPENAI, ...model }).transcribe).toEqual({
      ...{ model: 'whisper-1', url: 'http://model.example/v1', key: 'a' },
    })
    // The language model's key never goes to another house.
    expect(readSettings({ ...OPENAI, ...model, ...own }).transcribe).toEqual({
      ...{ model: 'whisper-1', url: 'http://ears.example/v1', key: null },
    })
    expect(faultOf(model)).toContain('LINLI_TRANSCRIBE_MODEL needs')
    expect(faultOf(own)).toContain('LINLI_TRANSCRIBE_URL means nothing without LINLI_TRANSCRIBE_MODEL')
    const logged = JSON.stringify(
      redactedSettings(readSettings({ ...OPENAI, ...model, OPENAI_API_KEY: 'kkk' })),
    )
    expect(logged).not.toContain('kkk')
  })

  it('take an empty value as not set', () => {
    expect(readSettings({ PORT: '', LINLI_DATA: ' ', DATABASE_URL: '', LINLI_CLOCK: '' })).toEqual(
      readSettings({}),
    )
  })

  it('resolve a relative folder against the project and leave an absolute one alone', () => {
    const settings = readSettings({ LINLI_DATA: 'other/place', LINLI_TOWN: '/towns/mine' })
    expect(settings.dataFolder).toBe(join(projectFolder, 'other/place'))
    expect(settings.townFolder).toBe('/towns/mine')
  })

  it('read a clock that runs on from a time, and one that stands there', () => {
    const at = new Date('2026-11-23T01:10:00Z')
    expect(readSettings({ LINLI_CLOCK: '2026-11-23T09:10:00+08:00' }).clock).toEqual({ at, running: true })
    expect(readSettings({ LINLI_CLOCK: '2026-11-23T09:10:00+08:00,frozen' }).clock).toEqual({
      at,
      running: false,
    })
    expect(readSettings({ LINLI_CLOCK: 'system' }).clock).toBeNull()
  })

  it.each([
    '2026-11-23',
    '2026-11-23T09:10:00',
    'now',
    '2026-11-23T09:10:00+08:00,stopped',
    '2026-02-30T09:10:00Z',
  ])('refuse the clock %s, which is no time with a zone', (value) => {
    expect(faultOf({ LINLI_CLOCK: value })).toMatch(/^LINLI_CLOCK must be/u)
  })

  it('name every fault at once, one line each, and repeat no value', () => {
    const fault = faultOf({
      PORT: '70000',
      DATABASE_URL: 'mysql://root:secret@db/x',
      LINLI_LOG_LEVEL: 'loud',
      LINLI_CLOCK: 'yesterday',
      OPENAI_BASE_URL: 'ftp://model',
    })
    const names = fault.split('\n').map((line) => line.split(' ')[0])
    expect(names.toSorted()).toEqual([
      'DATABASE_URL',
      'LINLI_CLOCK',
      'LINLI_LOG_LEVEL',
      'OPENAI_BASE_URL',
      'PORT',
    ])
    expect(fault).not.toMatch(/70000|mysql|secret|loud|yesterday|ftp:\/\/model/u)
  })

  it.each(['-1', '65536', '80.5', 'http', '0x50'])('refuse the port %s', (value) => {
    expect(faultOf({ PORT: value })).toBe('PORT must be a whole number from 0 to 65535')
  })

  it('say at which ports other systems may be told: numbers and ranges, none of another service', () => {
    const read = (ports: string) => readSettings({ LINLI_WEBHOOKS_PORTS: ports }).webhookReach.ports
    expect(read('443, 8443,9000-9100')).toEqual([
      [443, 443],
      [8_443, 8_443],
      [9_000, 9_100],
    ])
    expect(read('81')).toEqual([[81, 81]])
    expect(read('80,443,1024-65535')).toEqual(readSettings({}).webhookReach.ports)
    for (const ports of [
      '0',
      '65536',
      '443,',
      ',',
      '9100-9000',
      '80-',
      'https',
      '443;80',
      '0x50',
      '-1',
      '1e3',
    ])
      expect(faultOf({ LINLI_WEBHOOKS_PORTS: ports })).toBe(
        'LINLI_WEBHOOKS_PORTS must be port numbers from 1 to 65535 and ranges, such as 443,8443,9000-9100',
      )
    for (const [ports, taken] of [
      ...([['25', 25] as const, ['443,22', 22] as const, ['1-65535', 1] as const] as const),
      ...([['440-450', 445] as const, ['993,443', 993] as const] as const),
    ])
      expect(faultOf({ LINLI_WEBHOOKS_PORTS: ports })).toBe(
        `LINLI_WEBHOOKS_PORTS must not take in port ${String(taken)}, which belongs to another service`,
      )
  })

  it('refuse a language model as reader without its key, beside other faults', () => {
    expect(faultOf({ LINLI_READER: 'llm', PORT: 'x' }).split('\n')).toEqual([
      'PORT must be a whole number from 0 to 65535',
      'OPENAI_API_KEY must be set when LINLI_READER is llm',
    ])
    expect(readSettings({ LINLI_READER: 'llm', OPENAI_API_KEY: 'k' }).reader).toBe('llm')
  })

  it('take a language model only where somebody has asked for it: by name, or with key, address and model', () => {
    const all = { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'https://model.example/v1', OPENAI_MODEL: 'm' }
    expect(readSettings(all).reader).toBe('llm')
    for (const name of Object.keys(all)) expect(readSettings({ ...all, [name]: '' }).reader).toBe('offline')
    expect(readSettings({ ...all, LINLI_READER: 'offline' }).reader).toBe('offline')
  })

  it('read what the model may take and cost, and refuse a cost without prices', () => {
    const llm = {
      ...{ LINLI_LLM_MODE: 'plain', LINLI_LLM_SECONDS: '2.5', LINLI_LLM_ANSWER_TOKENS: '600' },
      ...{ LINLI_LLM_DAY_TOKENS: '0', LINLI_LLM_DAY_COST: '3.5', LINLI_LLM_PRICES: '1.2,4.8' },
      ...{ LINLI_LLM_CACHED: '0', LINLI_LLM_AT_ONCE: '1' },
    }
    expect(readSettings(llm).llm).toMatchObject({
      ...{ mode: 'plain', seconds: 2.5, answerTokens: 600, dayTokens: 0, dayCost: 3.5 },
      ...{ prices: { question: 1.2, answer: 4.8 }, cached: 0, atOnce: 1 },
    })
    expect(faultOf({ ...llm, LINLI_LLM_PRICES: '' })).toBe(
      'LINLI_LLM_PRICES must be set when LINLI_LLM_DAY_COST is',
    )
  })

  it.each([
    ['LINLI_LLM_MODE', 'xml'],
    ['LINLI_LLM_SECONDS', '0'],
    ['LINLI_LLM_SECONDS', '1e9'],
    ['LINLI_LLM_ANSWER_TOKENS', '99'],
    ['LINLI_LLM_DAY_TOKENS', '-1'],
    ['LINLI_LLM_DAY_COST', 'much'],
    ['LINLI_LLM_PRICES', '1.2'],
    ['LINLI_LLM_CACHED', '1.5'],
    ['LINLI_LLM_AT_ONCE', '0'],
  ])('refuse %s=%s', (name, value) => {
    expect(faultOf({ LINLI_LLM_PRICES: '1,1', [name]: value })).toMatch(new RegExp(`^${name} must be`, 'u'))
  })

  it('hand every WECHATY_PUPPET entry to the puppet and nothing else', () => {
    const puppet = { WECHATY_PUPPET: 'wechaty-puppet-service', WECHATY_PUPPET_SERVICE_TOKEN: 't_1' }
    expect(readSettings({ ...puppet, WECHATY_LOG: 'silly', HOME: '/home' }).puppet).toEqual({
      name: 'wechaty-puppet-service',
      environment: puppet,
    })
  })

  it('cannot be changed, not even inside', () => {
    const settings = readSettings({ LINLI_CLOCK: '2026-11-23T09:10:00+08:00', LINLI_LLM_PRICES: '1,2' })
    for (const part of [
      settings,
      settings.puppet,
      settings.puppet.environment,
      settings.llm,
      settings.llm.prices,
      settings.clock,
    ]) {
      expect(Object.isFrozen(part)).toBe(true)
    }
  })

  it('show no secret in their redacted form, but what is harmless', () => {
    const shown = JSON.stringify(
      redactedSettings(
        readSettings({
          DATABASE_URL: 'postgresql://linli:hush1@db.example:5433/linli?sslpassword=hush2',
          OPENAI_API_KEY: 'hush3',
          OPENAI_BASE_URL: 'https://me:hush4@model.example/v1',
          WECHATY_PUPPET: 'wechaty-puppet-service',
          WECHATY_PUPPET_SERVICE_TOKEN: 'hush5',
          LINLI_ALARM_URL: 'https://alarm.example/hook/hush6?key=hush7',
        }),
      ),
    )
    expect(shown).not.toContain('hush')
    for (const harmless of [
      'db.example:5433/linli',
      'model.example/v1',
      'WECHATY_PUPPET_SERVICE_TOKEN',
      '3000',
    ]) {
      expect(shown).toContain(harmless)
    }
  })

  it('are all explained in .env.example, which names nothing else', () => {
    const example = readFileSync(join(projectFolder, '.env.example'), 'utf8')
    const named = [...example.matchAll(/^# ([A-Z_]+)=/gmu)].map((match) => match[1] ?? '')
    const own = named.filter((name) => name === 'WECHATY_PUPPET' || !name.startsWith('WECHATY_PUPPET'))
    expect(own.toSorted()).toEqual([...settingNames].toSorted())
  })
})
