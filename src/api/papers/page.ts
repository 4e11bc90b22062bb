import { createHash } from 'node:crypto'

/** What stands in a page as it is; everything that goes through `html` and is not this is escaped. */
export interface Markup {
  readonly markup: string
}

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

type Piece = string | number | null | Markup | readonly Markup[]

function written(piece: Piece): string {
  if (piece === null) return ''
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece))
  return 'markup' in piece ? piece.markup : piece.map(({ markup }) => markup).join('')
}

/** A piece of a page; texts put into it are escaped, so that no words of anybody become part of it. */
export const html = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup => ({
  markup: parts.reduce((all, part, index) => `${all}${written(pieces[index - 1] ?? null)}${part}`),
})

/** A4; on the screen as it will lie on the table. The head of a table comes again on each page, no row is cut in two. */
const style = `
@page { size: A4; margin: 14mm 12mm; }
@page wide { size: A4 landscape; margin: 10mm; }
* { box-sizing: border-box; }
body { margin: 0; background: #e8e8e8; color: #000; font: 12pt/1.5 "Songti SC", SimSun, "Noto Serif CJK SC", "Noto Sans CJK SC", serif; }
main { width: 210mm; min-height: 297mm; margin: 8mm auto; padding: 14mm 12mm; background: #fff; }
main.wide { page: wide; width: 297mm; min-height: 210mm; padding: 10mm; font-size: 9pt; line-height: 1.35; }
h1 { margin: 0 0 4mm; font-size: 18pt; text-align: center; letter-spacing: 1mm; }
h2 { margin: 6mm 0 2mm; font-size: 13pt; }
p { margin: 0 0 2mm; }
p.facts { display: flex; justify-content: space-between; font-size: 10pt; }
table { width: 100%; border-collapse: collapse; }
th, td { border: 0.3mm solid #000; padding: 1.2mm 1.6mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; white-space: pre-line; }
th { background: #f0f0f0; font-weight: bold; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
td.sign { min-width: 22mm; }
td.tall { height: 32mm; }
.form th { width: 26mm; text-align: center; vertical-align: middle; }
.signs { display: flex; justify-content: space-between; margin-top: 8mm; }
.foot { margin-top: 4mm; font-size: 9pt; color: #444; }
svg.bars text { font-size: 9pt; }
.colour { font-weight: bold; }
@media print { body { background: #fff; } main, main.wide { width: auto; min-height: 0; margin: 0; padding: 0; } }
@media (max-width: 760px) { main, main.wide { width: auto; margin: 0; padding: 4mm; overflow-x: auto; } }
`

const styleDigest = createHash('sha256').update(style).digest('base64')

/** What a paper may load: its own style, and nothing else; it runs nothing. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${styleDigest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`

/** A paper as a page of its own. */
export const pageOf = (title: string, content: Markup, wide = false): string =>
  html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          ${{ markup: style }}
        </style>
      </head>
      <body>
        <main class="${wide ? 'wide' : ''}">${content}</main>
      </body>
    </html>`.markup
