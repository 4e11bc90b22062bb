import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise } from '../../src/intake/normalise.ts'
import { findPrivate, redactText } from '../../src/intake/redact.ts'
import { isBankCard, isIdentityNumber, privateSpans } from '../../src/wording/private-parts.ts'
import { makeTaken } from '../../src/wording/taken.ts'

const found = (text: string): string[] => findPrivate(normalise(text)).map((part) => part.written)

/** A true identity number from seventeen figures: the check figure is computed here a second time, by another way. */
function identityOf(head: string): string {
  let sum = 0
  for (let i = 0; i < 17; i += 1) sum += Number(head[i]) * (2 ** (17 - i) % 11)
  const rest = (12 - (sum % 11)) % 11
  return head + (rest === 10 ? 'X' : String(rest))
}

describe('private parts of a message', () => {
  it.each([
    ['我电话13912345678，打这个', ['13912345678']],
    ['联系 138 1234 5678 王', ['138 1234 5678']],
    ['１３８００１３８０００找我', ['１３８００１３８０００']],
    ['+86 139-1234-5678', ['+86 139-1234-5678']],
    ['电话8613912345678。', ['8613912345678']],
    ['座机0571-88886666', ['0571-88886666']],
    ['打(0571)88886666', ['(0571)88886666']],
    ['投诉热线400-820-8820', ['400-820-8820']],
    ['号码幺三八零零幺三八零零零', ['幺三八零零幺三八零零零']],
    ['两个号13912345678/13800138000都行', ['13912345678', '13800138000']],
    ['粤B8H2L6堵了', ['粤B8H2L6']],
    ['浙A·D12345新能源', ['浙A·D12345']],
    ['京a 12345停在门口', ['京a 12345']],
    ['沪Ｃ１２３４５挪车', ['沪Ｃ１２３４５']],
  ])('%s → %j', (text, parts) => {
    expect(found(text)).toEqual(parts)
  })

  it.each([
    '3号楼2单元502漏水',
    '8-1-301和8-1-302都停电了',
    '打12345没人接，打110也没人',
    '2026年11月23日20点30分开始停水',
    '收了12800元，还要再收3000',
    '订单号20261123000100020003',
    'QH20261123-0001进度',
    '新A栋12345户',
    '一三五七九单元',
  ])('finds nothing private in %s', (text) => {
    expect(found(text)).toEqual([])
  })

  it('knows a true identity number from a wrong one', () => {
    const number = identityOf('11010119900307741')
    expect(isIdentityNumber(number.toLowerCase())).toBe(true)
    expect(found(`身份证${number}`)).toEqual([number])
    const wrong = number.slice(0, 17) + (number.endsWith('1') ? '2' : '1')
    expect(isIdentityNumber(wrong.toLowerCase())).toBe(false)
    expect(found(`编号${wrong}`)).toEqual([])
  })

  it('takes an identity number with a small or full-width x', () => {
    const heads = Array.from({ length: 40 }, (_, i) => `110101199003077${String(10 + i)}`)
    const withX = heads.map(identityOf).find((number) => number.endsWith('X'))!
    expect(found(`号${withX.toLowerCase()}`)).toEqual([withX.toLowerCase()])
    expect(found(`号${withX.replace('X', 'Ｘ')}`)).toEqual([withX.replace('X', 'Ｘ')])
  })

  it('knows a bank card by Luhn', () => {
    expect(isBankCard('6222020200112233441')).toBe(false)
    const card = Array.from({ length: 10 }, (_, i) => `622202020011223344${i}`).find(isBankCard)!
    expect(found(`卡号${card.slice(0, 4)} ${card.slice(4, 8)} ${card.slice(8)}`)).toHaveLength(1)
    expect(found(`卡号${card}`)).toEqual([card])
  })

  it('puts the kind in the place of the number and leaves the rest as it was', () => {
    expect(redactText('我電話１３８ ００１３ ８０００，３栋')).toBe('我電話[电话]，３栋')
    expect(redactText('粤B8H2L6堵了，打13912345678')).toBe('[车牌]堵了，打[电话]')
  })

  it('never leaves a mobile number, however it is written and whatever stands around it', () => {
    const separator = fc.constantFrom('', ' ', '-', '－', '.', '·')
    const wide = (text: string): string =>
      [...text].map((c) => (/\d/u.test(c) ? String.fromCodePoint(c.codePointAt(0)! + 0xfee0) : c)).join('')
    const number = fc
      .tuple(
        fc.constantFrom('13', '15', '17', '18', '19'),
        fc.stringMatching(/^\d{9}$/u),
        separator,
        fc.boolean(),
      )
      .map(([head, tail, gap, full]) => {
        const digits = head + tail
        const written = `${digits.slice(0, 3)}${gap}${digits.slice(3, 7)}${gap}${digits.slice(7)}`
        return full ? wide(written) : written
      })
    const words = fc.string({
      unit: fc.constantFrom('我', '家', '电', '话', '，', ' ', 'a', '。', '楼', '漏'),
    })
    fc.assert(
      fc.property(words, number, words, (before, phone, after) => {
        const left = redactText(before + phone + after)
          .normalize('NFKC')
          .replace(/[\s.·-]/gu, '')
        expect(left).not.toMatch(/1[3-9]\d{9}/u)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    '1391234五六七八',
    '139一二三四5678',
    '139,1234,5678',
    '139，1234，5678',
    '139、1234、5678',
    '139.1234.5678',
    '139*1234*5678',
    '139/1234/5678',
    '139_1234_5678',
    '139:1234:5678',
    '139 - 1234 - 5678',
    '139…1234…5678',
    '139（1234）5678',
    '１３９，１２３４，５６７８',
    '一三九 一二三四 五六七八',
    '幺三九-幺二三四-五六七八',
    '壹叁玖壹贰叁肆伍陆柒捌',
    '①③⑨①②③④⑤⑥⑦⑧',
    '❶❸❾❶❷❸❹❺❻❼❽',
    '1、3、9、1、2、3、4、5、6、7、8',
    '1391234,5678',
  ])('knows the telephone %s', (number) => {
    expect(found(`打我${number}，三栋的`)).toEqual([number])
  })

  it.each([
    '3、9、12号楼都停水了',
    '13、15、16、17、18、2号楼',
    '1、3、5、6、7、8、9、10、11号楼',
    '138、1203、1405户',
    '1-3-501,1-3-502,1-4-201',
    '13:30,15:20,18:00三场',
    '13:30-15:30, 16:00',
    '1998,5,12,2003这几个数',
    '13,912,345,678元',
    '139,1234,5678元',
    '1.5米,3.2米,4.7米,8.9米',
    'QH20261123-0001、QH20261123-0002',
    '一百三十五,一二三四',
    '十一、十三、十五、十六、十七单元',
  ])('takes %s for no telephone', (text) => {
    expect(found(text)).toEqual([])
  })

  it('knows a telephone in whatever figures and with whatever signs between its groups', () => {
    const figures = [
      '0零〇０',
      '1一幺①',
      '2二贰②',
      '3三③❸',
      '4四④',
      '5五⑤伍',
      '6六⑥',
      '7七⑦',
      '8八⑧捌',
      '9九⑨９',
    ]
    const groups = fc.constantFrom([3, 4, 4], [3, 8], [7, 4], [4, 3, 4], [3, 2, 2, 2, 2], [11])
    const signs = fc.constantFrom(',', '、', '*', '/', '…', '_', ' ', '。', ' - ')
    fc.assert(
      fc.property(
        fc.stringMatching(/^1[3-9]\d{9}$/u),
        groups,
        signs,
        fc.array(fc.nat(3), { minLength: 11, maxLength: 11 }),
        (digits, lengths, sign, ways) => {
          const letters = [...digits].map((digit, i) => {
            const of = [...(figures[Number(digit)] ?? '')]
            return of[(ways[i] ?? 0) % of.length] ?? digit
          })
          let at = 0
          const parts = lengths.map((length) => letters.slice(at, (at += length)).join(''))
          expect(redactText(`电话${parts.join(sign)}谢谢`)).toBe('电话[电话]谢谢')
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each([
    ['numbers', '13912345678，'],
    ['numbers in words', '幺三九幺二三四五六七八 '],
    ['odd numbers', '139*1234*五六七八；'],
    ['plates', '浙A12345'],
    ['landlines', '电话88886666，'],
  ])('looks at twice as many letters in a text twice as long, full of %s', (_, one) => {
    const work = (times: number): number => {
      const taken = makeTaken(one.length * times)
      expect(privateSpans(normalise(one.repeat(times)).text, taken)).toHaveLength(times)
      return taken.steps
    }
    expect(work(4_000)).toBeLessThan(2.01 * work(2_000))
  })

  it('does not let a number out that is glued to other figures', () => {
    expect(found('单号50213912345678')).toEqual([])
    expect(redactText('单号50213912345678')).not.toContain('13912345678')
  })

  it('leaves nothing private in its own answer', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('0123456789 -x京A[]电话')), maxLength: 60 }),
        (text) => {
          expect(found(redactText(text))).toEqual([])
        },
      ),
      { numRuns: 2000 },
    )
  })
})
