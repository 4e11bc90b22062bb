import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeAttachmentBytes } from '../../src/attachments.ts'
import { instant } from '../../src/kernel/clock.ts'
import { StartFault } from '../../src/kernel/errors.ts'
import { isSealed, type KeyRing, makeSealing, SealFault, type SealingKey } from '../../src/kernel/sealing.ts'
import { keysFile, openKeyRing, readKeys } from '../../src/key-ring.ts'
import '../support/same-seed.ts'

const key = (id: string, fill: number): SealingKey => ({ id, secret: new Uint8Array(32).fill(fill) })
const ring = (...keys: SealingKey[]): KeyRing => ({
  current: () => keys[0]!,
  byId: (id) => keys.find((one) => one.id === id) ?? null,
  all: () => keys,
})
const spot = { place: 'staff_totp.secret', row: 'chenlan' }
const now = (): Date => instant('2026-11-23T10:00:00+08:00')

describe('a sealed value', () => {
  it('opens to what it was, whatever it was, and shows nothing of it', () => {
    const sealing = makeSealing(ring(key('k1', 1)))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (value) => {
        const kept = sealing.seal(value, spot)
        expect(kept).toMatch(/^sealed\.1\.k1\.[\w-]+$/u)
        expect(sealing.open(kept, spot)).toBe(value.toWellFormed())
      }),
    )
    const kept = sealing.seal('13800010001', spot)
    expect(Buffer.from(kept.split('.')[3]!, 'base64url').toString('latin1')).not.toContain('138')
    expect(sealing.seal('13800010001', spot)).not.toBe(kept)
  })

  it('does not open in another row, in another column, after one changed bit, cut off, or without its key', () => {
    const sealing = makeSealing(ring(key('k1', 1)))
    const kept = sealing.seal('13800010001', spot)
    const [head, box] = [kept.slice(0, 'sealed.1.k1.'.length), Buffer.from(kept.split('.')[3]!, 'base64url')]
    for (let at = 0; at < box.length; at += 1) {
      const bent = Buffer.from(box)
      bent[at]! ^= 1
      expect(() => sealing.open(head + bent.toString('base64url'), spot)).toThrow(SealFault)
    }
    expect(() => sealing.open(kept, { ...spot, row: 'zhangwei' })).toThrow(SealFault)
    expect(() => sealing.open(kept, { ...spot, place: 'messages.text' })).toThrow(SealFault)
    expect(() => sealing.open(kept.slice(0, 30), spot)).toThrow(SealFault)
    expect(() => makeSealing(ring(key('k2', 2))).open(kept, spot)).toThrow('the key k1')
    expect(() => makeSealing(ring(key('k1', 2))).open(kept, spot)).toThrow('changed or moved')
  })

  it('opens under an older key as long as that is there, and what was never sealed stays what it is', () => {
    const before = makeSealing(ring(key('k1', 1)))
    const after = makeSealing(ring(key('k2', 2), key('k1', 1)))
    const kept = before.seal('李阿姨', spot)
    expect(after.open(kept, spot)).toBe('李阿姨')
    expect([after.isCurrent(kept), after.isCurrent(after.seal('李阿姨', spot))]).toEqual([false, true])
    expect(after.open('李阿姨', spot)).toBe('李阿姨')
    expect(after.digests('李阿姨', 'a.b')[1]).toBe(before.digests('李阿姨', 'a.b')[0])
    expect(after.digests('李阿姨', 'a.b')[0]).not.toBe(after.digests('李阿姨', 'a.c')[0])
  })
})

describe('in the data folder', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linli-keys-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  const open = () => openKeyRing({ sealingKeys: null, dataFolder: folder }, now)

  it('the first start makes a key for this user alone, and every later one finds it', async () => {
    const first = open()
    expect([first.made, first.where]).toEqual([true, keysFile(folder)])
    expect((await stat(keysFile(folder))).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['sealing-keys.json'])
    const second = open()
    expect(second.made).toBe(false)
    expect(second.current()).toEqual(first.current())
  })

  it('a new key seals at once, a running product finds it, and the one that seals cannot be retired', () => {
    const running = open()
    const sealed = makeSealing(running).seal('a', spot)
    const other = open()
    expect(other.add!().id).toBe('k2')
    const byOther = makeSealing(other).seal('b', spot)
    expect(makeSealing(running).open(byOther, spot)).toBe('b')
    expect(makeSealing(running).seal('c', spot)).toMatch(/^sealed\.1\.k2\./u)
    expect(makeSealing(other).open(sealed, spot)).toBe('a')
    expect([other.retire!('k2'), other.retire!('k9'), other.retire!('k1')]).toEqual([false, false, true])
    expect(() => makeSealing(other).open(sealed, spot)).toThrow('the key k1')
  })

  it('a file that is not understood ends the start, and is never written over', async () => {
    await writeFile(keysFile(folder), '{"keys":[')
    expect(open).toThrow(StartFault)
    expect(await readFile(keysFile(folder), 'utf8')).toBe('{"keys":[')
  })

  it('the bytes of attachments lie sealed; what lay open before is read, and sealed when asked', async () => {
    const bytes = makeAttachmentBytes(folder, makeSealing(open()))
    const photo = new TextEncoder().encode('\u00ff\u00d8 a photo of a broken lamp')
    await bytes.put('wx:1/2', { name: 'lamp.jpg', bytes: photo })
    await bytes.put('wx:3', { name: 'voice', bytes: photo })
    const [file = ''] = await readdir(join(folder, 'attachments'))
    expect(file).toBe('wx_1_2.jpg')
    expect(await readFile(join(folder, 'attachments', file), 'latin1')).not.toContain('lamp')
    expect((await stat(join(folder, 'attachments', file))).mode & 0o777).toBe(0o600)
    expect(Buffer.from((await bytes.get('wx:1/2'))!)).toEqual(Buffer.from(photo))
    expect(await bytes.opened('wx:1/2', (path) => readFile(path, 'utf8'))).toContain('broken lamp')
    await writeFile(join(folder, 'attachments', 'old.png'), photo)
    expect(Buffer.from((await bytes.get('old'))!)).toEqual(Buffer.from(photo))
    expect([await bytes.sealAnew(), await bytes.sealAnew()]).toEqual([1, 0])
    expect(Buffer.from((await bytes.get('old'))!)).toEqual(Buffer.from(photo))
    await bytes.drop('wx:1/2')
    expect([await bytes.get('wx:1/2'), await bytes.get('wx:9')]).toEqual([null, null])
  })
})

describe('LINLI_KEYS', () => {
  const [a, b] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')]
  it('names the key that seals first; the same id twice or a short key ends the start', () => {
    expect(readKeys(`k2:${b}, k1:${a}`).map(({ id }) => id)).toEqual(['k2', 'k1'])
    expect(() => readKeys(`k1:${b},k1:${a}`)).toThrow('twice')
    expect(() => readKeys(`k1:${Buffer.alloc(16).toString('base64')}`)).toThrow('32 bytes')
    const given = openKeyRing({ sealingKeys: `k2:${b},k1:${a}`, dataFolder: '/nowhere' }, now)
    expect([given.current().id, given.add, given.retire, given.made]).toEqual(['k2', null, null, false])
    expect(isSealed(makeSealing(given).seal('x', spot))).toBe(true)
  })
})
