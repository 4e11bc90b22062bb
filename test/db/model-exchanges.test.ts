import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ModelExchange } from '../../src/intake/exchanges.ts'
import { addHours, instant } from '../../src/kernel/clock.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'
import { aMessage } from '../support/heard.ts'

const now = instant('2026-11-23T09:10:00+08:00')

const anExchange = (more: Partial<ModelExchange>): ModelExchange => ({
  ...{
    at: now,
    prompt: 'read-message@1',
    model: 'm',
    hash: 'h',
    question: '灯坏了',
    answer: '{}',
    end: 'read',
  },
  ...{ tokens: { question: 100, answer: 20 }, ms: 7, sources: [] },
  ...more,
})

describe.each(databaseServers)('what a language model was asked, on %s', (server) => {
  let db: FreshDatabase
  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  const kept = (hash: string) =>
    db.dataSource.query<{ question: string; answer: string | null; ending: string; tokens: number }[]>(
      `SELECT question, answer, ending, question_tokens + answer_tokens AS tokens FROM model_exchanges
       WHERE hash = $1`,
      [hash],
    )

  it('is counted from an instant on, and deleted before one', async () => {
    const { modelExchanges } = db.stores
    await modelExchanges.keep(anExchange({ hash: 'old', at: addHours(now, -30) }))
    await modelExchanges.keep(anExchange({ hash: 'one', end: 'silent', answer: null }))
    await modelExchanges.keep(anExchange({ hash: 'two', tokens: { question: 5, answer: 1 } }))
    expect(await modelExchanges.spentSince(now)).toEqual({ question: 105, answer: 21 })
    expect(await modelExchanges.spentSince(addHours(now, 1))).toEqual({ question: 0, answer: 0 })
    expect(await kept('one')).toEqual([{ question: '灯坏了', answer: null, ending: 'silent', tokens: 120 }])
    expect((await db.stores.traces.forget('model_exchange', now, 10)).gone).toBe(1)
    expect(await kept('old')).toEqual([])
  })

  it('loses the words of a message that is recalled, and keeps that something was asked', async () => {
    const { modelExchanges, messages } = db.stores
    await messages.keep(aMessage({ id: 'm-1', text: '灯坏了' }), now)
    await modelExchanges.keep(anExchange({ hash: 'its', sources: ['m-0', 'm-1'] }))
    await modelExchanges.keep(anExchange({ hash: 'other', sources: ['m-2'] }))
    await messages.erase('m-1')
    expect(await kept('its')).toEqual([{ question: '', answer: null, ending: 'read', tokens: 120 }])
    expect((await kept('other'))[0]?.question).toBe('灯坏了')
  })

  it('never holds words that were taken back while the model was thinking', async () => {
    await db.stores.messages.keep(aMessage({ id: 'm-3', text: '灯坏了' }), now)
    await db.stores.messages.erase('m-3')
    await db.stores.modelExchanges.keep(anExchange({ hash: 'late', sources: ['m-3'] }))
    expect(await kept('late')).toEqual([{ question: '', answer: null, ending: 'read', tokens: 120 }])
  })

  it('loses the words of somebody who asks to be left out', async () => {
    const message = aMessage({ id: 'm-4', text: '灯坏了' })
    const heard = await db.stores.messages.keep(message, now)
    await db.stores.messages.settle([heard?.seq ?? ''], 'chatter', null, null)
    await db.stores.modelExchanges.keep(anExchange({ hash: 'theirs', sources: ['m-4'] }))
    await db.stores.messages.eraseOutsideCases(message.senderId)
    expect((await kept('theirs'))[0]?.question).toBe('')
  })
})
