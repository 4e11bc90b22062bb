import { describe, expect, it } from 'vitest'
import { requireStrong } from '../../src/rights/password.ts'

const known = { words: ['chenlan', '陈岚', '清河镇', '小邻'], least: 12 }
const set = (password: string) => () => {
  requireStrong(password, known)
}

describe('a password', () => {
  it.each([
    ...['password2026', 'Password123456', 'P@ssw0rd!2026', 'passwordpassw0rd', 'adminadmin123'],
    ...['qwertyuiop12', '1qaz2wsx3edc', 'asdfghjkl;123', 'qwer1234asdf', 'poiuytrewq99'],
    ...['abcdefg12345', '12345678abcd', '110119120114', '20261123-0001', '888888666666'],
    ...[
      'woaini1314520',
      'iloveyou5201314',
      '清河镇网格员社区中心20262027',
      '陈岚陈岚123456789',
      'ChenLan@20261123',
      '管理员密码1234567890',
    ],
  ])('that most people would try is refused: %s', (weak) => {
    expect(set(weak)).toThrow('请换一个')
  })

  it.each([
    '雨后的操场有七只小麻雀在跳',
    'correct horse battery',
    '外婆家的枣树今年结了37个',
    'tU9-vlxm-Kd2p-7fQz',
  ])('that nobody would think of is taken: %s', (strong) => {
    expect(set(strong)).not.toThrow()
  })
})
