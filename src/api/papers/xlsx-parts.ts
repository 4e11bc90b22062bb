/** The fixed parts of a workbook with one sheet (ECMA-376); the sheet itself is streamed. */

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Columns, by how wide they are. */
type Widths = readonly { readonly width: number }[]

/** Which of the formats in styles.xml a cell has. */
export const cellStyles = { plain: 0, head: 1, moment: 2, quoted: 3 } as const

const notInXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
/** What a cell may hold. */
const mostLetters = 32_000

/** Most texts hold nothing of this, and stand as they are. */
const needsCare = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}]|[&<>"_]/u

const written = (text: string): string =>
  text
    .toWellFormed()
    .slice(0, mostLetters)
    .replaceAll(notInXml, '')
    .replaceAll(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** A text as a sheet takes it: nothing XML forbids, and `_x0041_` as it was written, not as the sign it stands for. */
export const cellText = (text: string): string =>
  text.length <= mostLetters && !needsCare.test(text) ? text : written(text)

const relation = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${links}/${kind}" Target="${target}"/>`

/** A sheet's name may not hold these, and is at most 31 letters long. */
const sheetName = (name: string): string => cellText(name.replaceAll(/[\\/?*[\]:']/gu, ' ').slice(0, 31))

/** The head again on each page, and beside it the first column where the sheet goes on to the right: its rows have a name. */
const printTitles = (name: string, columns: Widths): string =>
  `${pagesAcross(columns) > 1 ? `'${sheetName(name)}'!$A:$A,` : ''}'${sheetName(name)}'!$1:$1`

/** Every part but the sheet, by its name in the package. */
export const fixedParts = (name: string, columns: Widths): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
  '_rels/.rels': `${head}<Relationships xmlns="${packages}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
  'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${links}"><sheets><sheet name="${sheetName(name)}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">${printTitles(name, columns)}</definedName></definedNames></workbook>`,
  'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packages}/relationships">${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'styles', 'styles.xml')}</Relationships>`,
  // quotePrefix: a text that looks like a formula stays a text, also when somebody clicks into it and leaves it again.
  'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFDDE6F0"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="1" fillId="2" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="164" fontId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" horizontal="left"/></xf><xf numFmtId="0" fontId="0" xfId="0" quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`,
})

/**
 * How wide a page is, in the letters that widths count: A4 lying down, with letters of 11 points made no smaller than 8.
 * All thirty columns of a ledger on one page would come out at 3.
 */
const lettersAcross = 180

/** On how many pages side by side the columns stand: as few as stay legible. The first column is on each of them. */
export function pagesAcross(columns: Widths): number {
  const [first = 0, ...others] = columns.map(({ width }) => width)
  let [pages, used] = [1, first]
  for (const width of others) {
    const fits = used + width <= lettersAcross
    if (!fits) pages += 1
    used = fits ? used + width : first + width
  }
  return pages
}

/** What stands before the rows: widths, a head that stays in sight, and that the page set-up says how many pages. */
export const sheetStart = (widths: readonly number[]): string =>
  `${head}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths
    .map(
      (width, index) =>
        `<col min="${String(index + 1)}" max="${String(index + 1)}" width="${String(width)}" customWidth="1"/>`,
    )
    .join('')}</cols><sheetData>`

/**
 * What stands behind the rows: how it is printed. A4 lying down, with lines; what belongs to the same rows comes one page
 * after the other; the ledger's name and the hour of printing above, the pages below.
 */
export const sheetEnd = (columns: Widths): string =>
  `</sheetData><printOptions gridLines="1"/><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" fitToWidth="${String(pagesAcross(columns))}" fitToHeight="0" pageOrder="overThenDown" orientation="landscape"/><headerFooter><oddHeader>&amp;L&amp;A&amp;R&amp;D &amp;T</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`
