const mostLetters = 120

const within: Readonly<Record<string, string>> = {
  ...{ '“': '‘', '”': '’', '"': '’', '„': '‘', '‟': '‘', '＂': '’' },
  ...{ '「': '‘', '」': '’', '『': '‘', '』': '’', '«': '‘', '»': '’' },
  ...{ '【': '〔', '】': '〕', '〖': '〔', '〗': '〕' },
}

/**
 * Somebody's words as they may stand between the quotation marks of a text of ours: on one line, cut, without marks that
 * turn or hide letters, and without a sign that would end the quotation or look like the head of a notice. So nobody can
 * put words into the bot's or a colleague's mouth (rule 10.1: text gives nobody a right).
 */
export function asSaid(words: string, most = mostLetters): string {
  const line = words
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[“”"„‟＂「」『』«»【】〖〗]/gu, (sign) => within[sign] ?? sign)
    .trim()
  const letters = [...line]
  return letters.length > most ? `${letters.slice(0, most - 2).join('')}……` : line
}
