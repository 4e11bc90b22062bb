import { describe, expect, it } from 'vitest'
import { signsLeftToGuess } from '../../src/rights/guessed-passwords.ts'
import { familyNames, guessedStems } from '../../src/rights/guessed-stems.ts'
import { keyWalks } from '../../src/rights/key-walks.ts'
import { requireStrong } from '../../src/rights/password.ts'
import { speltInPinyin, syllables, syllablesOf } from '../../src/rights/spelt-in-pinyin.ts'

const known = { words: ['chenlan', '陈岚', '清河镇', '清河', '小邻', '13800010004'], least: 12 }
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
    // Walks over the keys, also with shift and on the block of figures.
    ...['1q2w3e4r5t6y', 'zaq12wsxcde3', '!QAZ@WSX#EDC', 'qweasdzxc123', '147258369123', '!@#$%^&*()_+'],
    // Names: the own one and the town's, in signs and in letters, with figures for letters; anybody's with a family name.
    ...['qinghezhen2026', 'Ch3nl4n@12345', '清河清河清河清河123456', 'zhangwei19881023', 'wangxiaoming123'],
    ...['13800010004aa', 'liuyang13912345678', 'Aa123456789!', 'abc123abc123a', 'xk7xk7xk7xk7a'],
    ...['P455w0rd5201314', 'weirenminfuwu2026', '好好学习天天向上12345', '23111988chenlan', 'Huawei@12345'],
  ])('that most people would try is refused: %s', (weak) => {
    expect(set(weak)).toThrow('请换一个')
  })

  it.each([
    '雨后的操场有七只小麻雀在跳',
    'correct horse battery',
    '外婆家的枣树今年结了37个',
    'tU9-vlxm-Kd2p-7fQz',
    'woxihuanxiayuchiguokui',
    'the old lamp hums at noon',
    '847261950372',
    '𠮷野家的牛丼饭我不爱吃辣',
  ])('that nobody would think of is taken: %s', (strong) => {
    expect(set(strong)).not.toThrow()
  })

  it(
    'is refused whichever stem and end it is made of, as people make them: thousands of them',
    { timeout: 60_000 },
    () => {
      const years = Array.from({ length: 15 }, (_one, n) => String(1970 + 4 * n))
      const ends = [
        '123456',
        '12345',
        '123',
        '888888',
        '@123',
        '!@#123',
        '_2026',
        '1314520',
        'qwer',
        '666666',
        '1qaz2wsx',
        '520',
      ]
      const leet = (word: string) => word.replaceAll('a', '@').replaceAll('o', '0').replaceAll('e', '3')
      const tails = [...years, ...ends]
      const words = guessedStems.flatMap((stem) => [stem, stem.toUpperCase(), leet(stem)])
      const names = familyNames.flatMap((name) => [`${name}xiaoming`, `${name.toUpperCase()}wei`])
      const made = new Set([
        ...words.flatMap((word) => tails.flatMap((end) => [word + end, end + word])),
        // A name stands alone: letters beside it make another word of it.
        ...names.flatMap((name) => tails.filter((end) => /\d$/u.test(end)).map((end) => name + end)),
      ])
      const long = [...made].filter((one) => [...one].length >= known.least)
      expect(long.length).toBeGreaterThan(20_000)
      // Each fifth of them: every stem comes, with ends of each kind.
      const tried = long.filter((_one, nth) => nth % 5 === 0)
      const left = tried.filter((one) => signsLeftToGuess(one.toLowerCase()) >= known.least / 2)
      expect(left).toEqual([])
    },
  )

  it('counts a piece as one sign, what is its owner’s own as none, and marks for nothing', () => {
    expect(signsLeftToGuess('password')).toBe(1)
    expect(signsLeftToGuess('pa$$w0rd--dragon')).toBe(2)
    expect(signsLeftToGuess('陈岚chenlan', ['陈岚'])).toBe(0)
    expect(signsLeftToGuess('xkpv')).toBe(4)
    expect(signsLeftToGuess('xkpvxkpvxkpv')).toBe(5)
    expect(signsLeftToGuess('')).toBe(0)
    expect(signsLeftToGuess('😀🐢🌧🌊x')).toBe(5)
  })
})

describe('a walk over the keys', () => {
  const covered = (text: string) => {
    const under = new Set(
      keyWalks([...text]).flatMap(({ from, to }) => Array.from({ length: to - from }, (_one, n) => from + n)),
    )
    return [...text].filter((_sign, at) => under.has(at)).join('')
  }

  it('is found wherever it stands, and not in words', () => {
    for (const walk of ['1q2w3e4r', 'qweasdzxc', '147258369', 'zaq1xsw2', 'abcd', '9876', 'rewq', '159357'])
      expect(covered(`x${walk}`)).toContain(walk)
    for (const word of ['horse', 'battery', 'lamp', 'xia', '8472', 'qwe']) expect(covered(word)).toBe('')
  })
})

describe('pinyin', () => {
  it('is told by the order of the signs, the right spelling among what it may be', () => {
    for (const [word, spelt] of Object.entries({
      ...{
        清河: 'qinghe',
        锦绣: 'jinxiu',
        陈岚: 'chenlan',
        欧阳: 'ouyang',
        网格员: 'wanggeyuan',
        吕布: 'lvbu',
      },
    }))
      expect(speltInPinyin(word)).toContain(spelt)
    expect(speltInPinyin('清河镇社会治理中心')).toEqual([])
    expect(speltInPinyin('abc')).toEqual([])
    expect(syllables).toHaveLength(new Set(syllables).size)
    for (const sign of '阿左龥一') expect(syllablesOf(sign).length).toBeGreaterThan(0)
  })
})
