import { Refusal } from '../../kernel/errors.ts'

const mostRows = 20_000
const mostColumns = 100
/** Of all sheets together: each is padded to a full rectangle when it is read. */
const mostCells = 2_000_000

const tooLarge = (): Refusal =>
  new Refusal('invalid', '表太大：每张表最多2万行、100列。请删掉下面和右边的空行空列再上传。')

/**
 * What makes a sheet large: each row, each cell, each place that one names (`r`), and what the sheet says of its size.
 * Prefixes and blanks are passed over as the reader passes over them.
 */
const marks =
  /<(?:[^\s<>/]*:)?(?:(?<row>row)|(?<cell>c))(?=[\s/>])|(?<!\sxmlns:|[\w.-])r\s*=\s*["'](?<place>[^"'<]{0,20})|dimension\s+ref\s*=\s*["'](?<size>[^"'<]{0,60})/gu

const columnOf = (letters: string): number =>
  [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0)

/** The farthest row and column that a place like `B12` or a row's `12` names. Any other way to write it is refused. */
function placeOf(said: string): { row: number; column: number } {
  const found = /^(?<letters>[A-Z]{0,3})(?<row>\d{1,7})$/u.exec(said)?.groups
  if (found === undefined) throw tooLarge()
  return { row: Number(found['row']), column: columnOf(found['letters'] ?? '') }
}

/** How many cells a sheet comes to once it is padded. */
function cellsOf(xml: string): number {
  let [rows, columns, inRow] = [0, 0, 0]
  let [rowsNamed, columnsNamed] = [0, 0]
  for (const { groups = {} } of xml.matchAll(marks)) {
    if (groups['row'] !== undefined) [rows, inRow] = [rows + 1, 0]
    if (groups['cell'] !== undefined) inRow += 1
    const said = groups['place'] === undefined ? [] : [groups['place']]
    for (const place of [...said, ...(groups['size']?.split(':') ?? [])]) {
      const { row, column } = placeOf(place.replaceAll('$', ''))
      rowsNamed = Math.max(rowsNamed, row)
      columnsNamed = Math.max(columnsNamed, column)
    }
    columns = Math.max(columns, inRow, columnsNamed)
    if (Math.max(rows, rowsNamed) > mostRows || columns > mostColumns) throw tooLarge()
  }
  return Math.max(rows, rowsNamed) * columns
}

/** A cell holds at most 32,767 letters, each written with up to six. */
const longestStretch = 250_000
const stretch =
  /(?<text>[^<]*)(?<tag><!--[^<>]*-->|<\?[^<>]*\?>|<(?![!?])[^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*>)?/uy

/**
 * Refuses a text or a tag without an end in sight. The reader takes a part at a time and looks at what is not ended yet anew
 * with each, in ever smaller parts: a few kilobytes, packed, would hold it for good.
 */
function requireShortStretches(xml: string): void {
  stretch.lastIndex = 0
  while (stretch.lastIndex < xml.length) {
    const { text = '', tag = '' } = stretch.exec(xml)?.groups ?? {}
    const ended = tag !== '' || stretch.lastIndex === xml.length
    if (!ended || text.length > longestStretch || tag.length > longestStretch) throw tooLarge()
  }
}

/**
 * Refuses a workbook whose sheets would be too large in memory. The reader pads each sheet to its farthest cell, so that
 * a few bytes that name the last cell of all would take every byte there is. What has no `sheetData` is no sheet.
 */
export function requireModestSheets(files: Readonly<Record<string, Uint8Array>>): void {
  let cells = 0
  for (const bytes of Object.values(files)) {
    const xml = new TextDecoder().decode(bytes)
    requireShortStretches(xml)
    if (xml.includes('sheetData')) cells += cellsOf(xml)
    if (cells > mostCells) throw tooLarge()
  }
}
