/**
 * How the words of a command are made plain before they are read: what people type on a telephone is traditional,
 * full-width or torn apart, and means the same.
 */

/** Traditional signs of the command words, sign for sign. */
const traditional: Readonly<Record<string, string>> = {
  ...{ 簽: '签', 辦: '办', 結: '结', 聯: '联', 繫: '系', 係: '系', 釋: '释', 說: '说', 報: '报', 實: '实' },
  ...{ 過: '过', 並: '并', 併: '并', 轉: '转', 縣: '县', 掛: '挂', 賬: '账', 帳: '账', 銷: '销', 進: '进' },
  ...{ 網: '网', 臺: '台', 訪: '访', 錄: '录', 幫: '帮', 請: '请', 綁: '绑', 長: '长', 個: '个', 號: '号' },
  ...{ 會: '会', 圖: '图', 屬: '属', 標: '标', 處: '处', 備: '备', 還: '还', 為: '为', 領: '领', 導: '导' },
  ...{ 單: '单', 嗎: '吗', 麼: '么', 沒: '没', 給: '给', 樓: '楼', 棟: '栋', 謝: '谢', 編: '编', 與: '与' },
}

/** What nobody sees: zero-width spaces, marks of direction. The joiner inside an emoji stays. */
const invisible = /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu

export const withoutInvisible = (text: string): string => text.replace(invisible, '')

/** Full-width and traditional signs made plain, sign for sign, so that places in both texts are the same. */
export const even = (text: string): string =>
  text
    .replace(/[\u3000\uFF03\uFF0D\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/gu, (sign) =>
      sign === '\u3000' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
    )
    .replace(/[\u4e00-\u9fff]/gu, (sign) => traditional[sign] ?? sign)

/** The letters of a word with blanks between them, as in "签 收". */
export const tornApart = (word: string): RegExp => new RegExp(`^${[...word].join('[ \\t]*')}`, 'u')
