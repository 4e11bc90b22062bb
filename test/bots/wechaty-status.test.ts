import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { makeNames } from '../../bots/wechaty/names.ts'
import { puppetOptionsFrom, usualTimings } from '../../bots/wechaty/options.ts'
import { makeLineKeeper } from '../../bots/wechaty/reconnect.ts'
import { makeSend } from '../../bots/wechaty/send.ts'
import { LinkStatus } from '../../bots/wechaty/status.ts'
import type { LinkGap, LinkState, SendOutcome } from '../../src/chat/link.ts'
import { instant, systemClock, VirtualClock } from '../../src/kernel/clock.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { until } from './wechaty-listening.ts'

const noon = instant('2026-11-23T12:00:00+08:00')

describe('the state of the link', () => {
  const watched = (): { status: LinkStatus; states: LinkState[]; gaps: LinkGap[]; clock: VirtualClock } => {
    const clock = new VirtualClock({ at: noon, running: false })
    const states: LinkState[] = []
    const gaps: LinkGap[] = []
    const status = new LinkStatus({ clock, log: silentLog })
    status.start({ stateChanged: (state) => states.push(state), gap: (gap) => gaps.push(gap) })
    return { status, states, gaps, clock }
  }
  const later = (minutes: number): Date => instant(noon.getTime() + minutes * 60_000)

  it('is up only where the line stands and the account is logged in; the gap spans both', () => {
    const { status, states, gaps, clock } = watched()
    status.lineStands()
    expect(status.state.state).toBe('starting')
    status.accountIn()
    expect(status.up).toBe(true)
    clock.moveTo(later(1))
    status.accountOut('账号已退出登录')
    clock.moveTo(later(2))
    status.lineLost('断开', later(2))
    clock.moveTo(later(3))
    status.lineStands()
    expect(status.up).toBe(false)
    clock.moveTo(later(4))
    status.accountIn()
    expect(states.map(({ state, why }) => [state, why])).toEqual([
      ['starting', null],
      ['up', null],
      ['down', '账号已退出登录'],
      ['down', '断开'],
      ['up', null],
    ])
    expect(status.state.since).toEqual(later(4))
    expect(gaps).toEqual([{ from: later(1), to: later(4) }])
  })

  it('wakes those who wait for it, and stays stopped once stopped', async () => {
    const { status, states } = watched()
    let woken = false
    void status.whenUp().then(() => (woken = true))
    status.lineStands()
    status.accountIn()
    await delay(0)
    expect(woken).toBe(true)
    status.stop(null)
    status.lineLost('断开', noon)
    status.lineStands()
    status.accountIn()
    expect(states.at(-1)?.state).toBe('stopped')
    expect(states).toHaveLength(3)
  })
})

describe('the keeper of the line', () => {
  const timings = { ...usualTimings, probeEvery: 20, probeAnswer: 20, pauses: [1], loginSilence: 30 }
  const kept = (
    reconnect: (() => Promise<void>) | null,
    ding: () => void = () => undefined,
    changed: Partial<typeof timings> = {},
  ) => {
    const status = new LinkStatus({ clock: systemClock, log: silentLog })
    status.start({ stateChanged: () => undefined, gap: () => undefined })
    status.lineStands()
    status.accountIn()
    const deps = {
      ...{ status, clock: systemClock, log: silentLog },
      timings: { ...timings, ...changed },
      lineBack: () => undefined,
    }
    const keeper = makeLineKeeper({ ...deps, reconnect, ding })
    return { status, keeper }
  }

  it('tries until it works, and counts an account that says nothing as still logged in after a while', async () => {
    let tries = 0
    // No probe in between, and a silence long enough to be seen on a busy machine.
    const slow = { probeEvery: 60_000, loginSilence: 400 }
    const reconnect = (): Promise<void> => {
      tries += 1
      return tries < 4 ? Promise.reject(new Error('refused')) : Promise.resolve()
    }
    const { status, keeper } = kept(reconnect, undefined, slow)
    keeper.watch()
    keeper.lost('broke')
    await until('four tries', () => tries === 4)
    expect(status.up).toBe(false)
    await until('the assumption', () => status.up)
    keeper.stop()
    expect(tries).toBe(4)
  })

  it('assumes nothing of an account that waits for its code to be scanned', async () => {
    const { status, keeper } = kept(() => {
      status.accountOut('账号等待扫码登录')
      return Promise.resolve()
    })
    keeper.watch()
    keeper.lost('broke')
    await delay(80)
    expect(status.state).toMatchObject({ state: 'down', why: '账号等待扫码登录' })
    keeper.stop()
  })

  it('takes silence for an outage only when nothing answers', async () => {
    let tries = 0
    const answering = kept(
      () => Promise.resolve(void (tries += 1)),
      () => {
        setTimeout(() => {
          answering.keeper.heard()
        }, 2)
      },
    )
    answering.keeper.watch()
    await delay(150)
    expect(tries).toBe(0)
    expect(answering.status.up).toBe(true)
    answering.keeper.stop()

    const silent = kept(() => Promise.resolve(void (tries += 1)))
    silent.keeper.watch()
    await until('an attempt', () => tries > 0)
    silent.keeper.stop()
  })

  it('leaves a puppet without a line alone, and believes it again when it speaks', async () => {
    const { status, keeper } = kept(null)
    keeper.watch()
    keeper.lost('not ours')
    expect(status.up).toBe(true)
    await until('the silence', () => !status.up)
    keeper.heard()
    expect(status.up).toBe(true)
    keeper.stop()
  })
})

describe('the end of a send', () => {
  const notAsked = (): Promise<never> => Promise.reject(new Error('not asked in this test'))
  const ended = (error: Error): Promise<SendOutcome> =>
    makeSend({
      isUp: () => true,
      names: makeNames({ member: notAsked, contact: notAsked, log: silentLog }),
      put: () => Promise.reject(error),
      forward: () => Promise.reject(error),
      sendMs: 1_000,
      log: silentLog,
    })({ conversation: { kind: 'private', contactId: 'li' }, text: 'x', mentions: ['li'] })
  const grpc = (code: number, details: string): Error =>
    Object.assign(new Error(`${String(code)} ${details}`), { code })

  it.each([
    [grpc(14, 'UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED'), 'failed'],
    [grpc(14, 'UNAVAILABLE: read ECONNRESET'), 'unknown'],
    [grpc(14, 'UNAVAILABLE: Connection dropped'), 'unknown'],
    [grpc(1, 'CANCELLED: Cancelled on client'), 'unknown'],
    [grpc(4, 'DEADLINE_EXCEEDED'), 'unknown'],
    [grpc(13, 'INTERNAL: Received RST_STREAM with code 2'), 'unknown'],
    [grpc(13, 'INTERNAL: the room is gone'), 'failed'],
    [grpc(2, 'UNKNOWN: the sandbox was told to refuse this send'), 'failed'],
    [new Error('no grpc manager'), 'failed'],
  ])('after %s is known for what it is', async (error, outcome) => {
    expect((await ended(error)).outcome).toBe(outcome)
  })
})

describe('the puppet’s options', () => {
  it('come from Wechaty’s own names in the environment', () => {
    expect(
      puppetOptionsFrom({
        WECHATY_PUPPET_SERVICE_TOKEN: 'insecure_x',
        WECHATY_PUPPET_SERVICE_ENDPOINT: '127.0.0.1:8788',
        WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: 'true',
        WECHATY_PUPPET_SERVICE_TLS_SERVER_NAME: 'gate',
      }),
    ).toEqual({ token: 'insecure_x', endpoint: '127.0.0.1:8788', tls: { disable: true, serverName: 'gate' } })
    expect(puppetOptionsFrom({ WECHATY_PUPPET_PADLOCAL_TOKEN: 'pad' })).toEqual({ token: 'pad', tls: {} })
  })
})
