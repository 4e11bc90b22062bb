import { afterEach, describe, expect, it } from 'vitest'
import { callOutward } from '../../src/jobs/outward-call.ts'
import { type PortRange, usualPorts } from '../../src/kernel/outward-reach.ts'
import { isPublicAddress } from '../../src/kernel/public-address.ts'
import { requireUrl } from '../../src/rights/webhooks.ts'
import { endOtherSystems, otherSystem } from '../support/other-system.ts'

const publicAlone = { privateAllowed: false, ports: usualPorts }

afterEach(endOtherSystems)

describe('calls out of the house', () => {
  it('never go to a private address unless the setting allows it, whatever name leads there', async () => {
    for (const inside of [
      ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
      ...[
        '255.255.255.255',
        '224.0.0.1',
        '::1',
        '::',
        'fe80::1',
        'fd00::1',
        '::ffff:10.0.0.1',
        '::127.0.0.1',
      ],
      ...['64:ff9b::a00:1', '2002:a00:1::', 'ff02::1', 'nothing', ''],
    ])
      expect([inside, isPublicAddress(inside)]).toEqual([inside, false])
    for (const outside of ['1.1.1.1', '114.114.114.114', '2400:3200::1'])
      expect([outside, isPublicAddress(outside)]).toEqual([outside, true])
    const other = await otherSystem(200)
    const port = new URL(other.url).port
    const call = { ...{ headers: {}, body: '{}', patienceMs: 1_000, answerBytes: 10 }, reach: publicAlone }
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])
      await expect(callOutward({ ...call, url: `http://${host}:${port}/` })).rejects.toThrow(
        /public internet/u,
      )
    expect(other.heard).toEqual([])
    const reach = { ...publicAlone, privateAllowed: true }
    expect(await callOutward({ ...call, url: other.url, reach })).toMatchObject({ status: 200 })
  })

  it('knock at the ports of the reach alone, said in the address or meant by its scheme', async () => {
    const other = await otherSystem(200)
    const port = Number(new URL(other.url).port)
    const call = { headers: {}, body: '{}', patienceMs: 1_000, answerBytes: 10 }
    const at = (url: string, ...ports: PortRange[]) =>
      callOutward({ ...call, url, reach: { privateAllowed: true, ports } })
    for (const taken of ['22', '25', '445', '1', '81'])
      await expect(at(`https://127.0.0.1:${taken}/`, ...usualPorts)).rejects.toThrow(/the port is not among/u)
    for (const implied of ['https://127.0.0.1/', 'http://127.0.0.1/', 'https://127.0.0.1:443/'])
      await expect(at(implied, [8_443, 8_443])).rejects.toThrow(/the port is not among/u)
    await expect(at(other.url, [1, port - 1], [port + 1, 65_535])).rejects.toThrow(/the port is not among/u)
    expect(other.heard).toEqual([])
    expect(await at(other.url, [443, 443], [port, port])).toMatchObject({ status: 200 })
    const narrow = {
      privateAllowed: false,
      ports: [
        [443, 443],
        [9_000, 9_100],
      ],
    } as const
    expect(() => requireUrl('https://city.example:8443/', narrow)).toThrow('端口只能是 443、9000-9100。')
    expect(requireUrl('https://city.example:9005/a#b', narrow)).toBe('https://city.example:9005/a')
  })
})
