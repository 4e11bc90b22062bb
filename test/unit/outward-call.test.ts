import { afterEach, describe, expect, it } from 'vitest'
import { callOutward } from '../../src/jobs/outward-call.ts'
import { isPublicAddress } from '../../src/kernel/public-address.ts'
import { endOtherSystems, otherSystem } from '../support/other-system.ts'

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
    const call = { headers: {}, body: '{}', patienceMs: 1_000, answerBytes: 10, privateAllowed: false }
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])
      await expect(callOutward({ ...call, url: `http://${host}:${port}/` })).rejects.toThrow(
        /public internet/u,
      )
    for (const taken of ['22', '25', '445', '1'])
      await expect(
        callOutward({ ...call, url: `https://1.1.1.1:${taken}/`, privateAllowed: true }),
      ).rejects.toThrow(/the port belongs/u)
    expect(other.heard).toEqual([])
    expect(await callOutward({ ...call, url: other.url, privateAllowed: true })).toMatchObject({
      status: 200,
    })
  })
})
