import { describe, expect, it } from 'vitest'
import { codeSaid } from '../../src/desk/login.ts'
import { addHours, instant } from '../../src/kernel/clock.ts'
import { isCode, makeCode, plainCode } from '../../src/rights/access-code.ts'
import { findCode } from '../../src/rights/accounts.ts'

const now = instant('2026-11-23T09:10:00+08:00')

describe('A one-time code', () => {
  it('is kept as a salted digest that no other code fits', async () => {
    const { shown, kept } = await makeCode('chenlan', now, addHours(now, 72))
    expect(shown).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
    expect(JSON.stringify(kept)).not.toContain(plainCode(shown)!.slice(4))
    expect(await isCode(plainCode(shown)!, kept)).toBe(true)
    const last = shown.endsWith('A') ? 'B' : 'A'
    expect(await isCode(plainCode(shown)!.slice(0, -1) + last, kept)).toBe(false)
    const again = await makeCode('chenlan', now, addHours(now, 72))
    expect([again.kept.salt, again.kept.digest]).not.toContain(kept.salt)
  })

  it('is found by its own signs alone, and not once its time is over', async () => {
    const { shown, kept } = await makeCode('chenlan', now, addHours(now, 72))
    const accounts = { openCode: async (selector: string) => (selector === kept.selector ? kept : null) }
    expect(await findCode(` ${shown.toLowerCase()} `, accounts, now)).toBe(kept)
    expect(await findCode(shown, accounts, addHours(now, 72))).toBeNull()
    expect(await findCode(`${shown.slice(0, 5)}AAAA-AAAA`, accounts, now)).toBeNull()
    expect(await findCode('登录', accounts, now)).toBeNull()
  })

  it.each([
    ['k7qd-m3xp-9tra', 'K7QDM3XP9TRA'],
    ['Ｋ７ＱＤ－Ｍ３ＸＰ－９ＴＲＡ', 'K7QDM3XP9TRA'],
    ['K7QD M3XP 9TRA', 'K7QDM3XP9TRA'],
    ['K7QD—M3XP—9TRA。', 'K7QDM3XP9TRA'],
    ['K7QD-M3XP-9TR', null],
    ['K7QD-M3XP-9TR0', null],
    ['K7QD-M3XP-9TRAA', null],
    ['', null],
  ])('typed as %s is read as %s', (typed, plain) => {
    expect(plainCode(typed)).toBe(plain)
  })
})

describe('A log-in is heard', () => {
  it.each([
    ['登录 K7QD-M3XP-9TRA', 'K7QD-M3XP-9TRA'],
    ['登录K7QDM3XP9TRA', 'K7QDM3XP9TRA'],
    ['登录码：k7qd m3xp 9tra', 'k7qd m3xp 9tra'],
    ['登陆 12345', '12345'],
    ['K7QD-M3XP-9TRA', 'K7QD-M3XP-9TRA'],
    ['登录', ''],
    ['登录码', ''],
  ])('in %s', (text, code) => {
    expect(codeSaid(text)).toBe(code)
  })

  it.each(['登录不上怎么办', '登录 医保网站打不开', '我要登录', '13800010001', '签收 7', 'ABCDEFGHJKMN', ''])(
    'not in %s',
    (text) => {
      expect(codeSaid(text)).toBeNull()
    },
  )
})
