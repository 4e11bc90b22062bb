/**
 * What leaked passwords are mostly made of: a small list of our own, and no copy of a published one. Whoever wants to be
 * held against millions of leaked passwords needs such a list beside this.
 */
const pieces: readonly string[] = [
  ...[
    'password',
    'passwd',
    'pass',
    'pwd',
    'mima',
    '密码',
    '口令',
    '123456',
    'welcome',
    'letmein',
    'changeme',
  ],
  ...[
    'admin',
    'administrator',
    'root',
    'user',
    'guest',
    'test',
    'demo',
    'login',
    'master',
    'secret',
    'system',
  ],
  ...['qwerty', 'qwer', 'asdf', 'zxcv', 'qazwsx', '1qaz', '2wsx', '3edc', 'abc123', 'a1b2c3', 'iloveyou'],
  ...['woaini', 'aini', '5201314', '1314', '520', '666', '888', '168', 'monkey', 'dragon', 'football'],
  ...['zhongguo', 'china', 'beijing', 'wangge', 'wanggeyuan', 'shequ', 'jiedao', 'zhongxin', 'linli'],
  ...['管理员', '网格员', '网格', '社区', '街道', '村委', '居委会', '中心', '值班', '办公室', '用户', '登录'],
  ...['hello', 'summer', 'winter', 'spring', 'autumn', 'sunshine', 'princess', 'baby', 'love', 'nihao'],
]

const rows: readonly string[] = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv']
const backwards = (text: string): string => [...text].toReversed().join('')
const runs: readonly string[] = [...rows, ...rows.map(backwards)]

const likeLetters: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't' },
  ...{ '@': 'a', $: 's', '!': 'i' },
}
const years = /(?:19|20)\d\d(?:[01]\d(?:[0-3]\d)?)?/gu
const sameSign = /(.)\1{2,}/gu

/** The length of a run along a row of keys, or of the alphabet, that begins here; 0 for less than four signs. */
function runAt(signs: readonly string[], from: number): number {
  let length = 1
  const follows = (at: number): boolean => {
    const said = signs.slice(from, at + 1).join('')
    const code = (index: number): number => signs[index]?.codePointAt(0) ?? 0
    const step = code(from + 1) - code(from)
    const even = Math.abs(step) === 1 && code(at) - code(at - 1) === step
    return even || runs.some((row) => row.includes(said))
  }
  while (from + length < signs.length && follows(from + length)) length += 1
  return length >= 4 ? length : 0
}

function withoutRuns(text: string): string {
  const signs = [...text]
  let left = ''
  for (let at = 0; at < signs.length;) {
    const run = runAt(signs, at)
    if (run === 0) left += signs[at] ?? ''
    at += Math.max(1, run)
  }
  return left
}

const bare = (text: string): string =>
  withoutRuns(pieces.reduce((left, piece) => left.replaceAll(piece, ''), text))
    .replaceAll(years, '')
    .replaceAll(sameSign, '')
    .replaceAll(/[\s\p{P}\p{S}]/gu, '')

/**
 * How many signs are left of a password once everything that a guesser tries first is taken out: common words, also
 * written with figures for letters, rows of keys, counted figures, years, one sign again and again. In small letters.
 */
export function signsLeftToGuess(low: string): number {
  const asLetters = [...low].map((sign) => likeLetters[sign] ?? sign).join('')
  return Math.min(...[low, asLetters].map((text) => [...bare(text)].length))
}
