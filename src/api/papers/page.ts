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

/** Room for a day to be written in. */
export const dated: Markup = html`<i></i>年<i></i>月<i></i>日`

/** Room for a name and a day to be written in. */
export const signed = (who: string): Markup =>
  html`<span class="by">${who}（签名）：<i class="name"></i>${dated}</span>`

/**
 * A4; on the screen as it will lie on the table. The head of a table comes again on each page, no row is cut in two. The
 * fonts are those of a Chinese office, with what other machines have behind them.
 */
const style = `
@page { size: A4; margin: 14mm 16mm 14mm; @bottom-center { content: "第 " counter(page) " 页  共 " counter(pages) " 页"; font: 8.5pt SimSun, "Noto Serif CJK SC", serif; color: #555; } }
@page wide { size: A4 landscape; margin: 10mm 10mm 12mm; }
* { box-sizing: border-box; }
body { margin: 0; background: #e8e8e8; color: #000; font: 11pt/1.45 SimSun, "Songti SC", "Noto Serif CJK SC", "Noto Sans CJK SC", serif; }
main { width: 210mm; min-height: 297mm; margin: 8mm auto; padding: 14mm 16mm; background: #fff; }
main.wide { page: wide; width: 297mm; min-height: 210mm; padding: 10mm; font-size: 9pt; line-height: 1.35; }
.issuer { margin: 0; font-size: 13pt; text-align: center; letter-spacing: 0.5mm; }
h1 { margin: 0 0 4mm; font-family: SimHei, "Heiti SC", "Noto Sans CJK SC", sans-serif; font-size: 20pt; font-weight: bold; line-height: 1.4; text-align: center; letter-spacing: 2mm; text-indent: 2mm; }
.wide h1 { margin-bottom: 2mm; font-size: 17pt; }
h2 { margin: 4mm 0 1.5mm; font-family: SimHei, "Heiti SC", "Noto Sans CJK SC", sans-serif; font-size: 11.5pt; break-after: avoid; }
p { margin: 0 0 1.5mm; }
p.facts { display: flex; justify-content: space-between; gap: 4mm; font-size: 9.5pt; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { border: 0.25mm solid #000; padding: 1.1mm 1.5mm; text-align: left; vertical-align: middle; overflow-wrap: anywhere; white-space: pre-line; }
th { background: #f2f2f2; font-weight: bold; text-align: center; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.list { font-size: 9pt; line-height: 1.35; }
.center { text-align: center; }
.once { white-space: nowrap; letter-spacing: -0.1mm; }
.wide .list { font-size: 8pt; }
.brief { margin-top: 3mm; font-size: 8.5pt; line-height: 1.3; }
h2 + .brief { margin-top: 0; }
.brief th, .brief td { padding: 0.5mm 1.2mm; }
.brief td:first-child { white-space: nowrap; letter-spacing: -0.1mm; }
.two { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.group th { text-align: left; white-space: normal; }
.group span { margin-left: 3mm; font-weight: normal; }
.d-number { width: 29mm; }
.d-matter { width: 25mm; }
.d-state { width: 27mm; }
.d-who { width: 30mm; }
.d-time { width: 23mm; }
.d-short { width: 16mm; }
.l-number { width: 22mm; }
.l-time { width: 15mm; }
.l-short { width: 10mm; }
.l-matter { width: 18mm; }
.l-place { width: 22mm; }
.l-sign { width: 18mm; }
.ends { margin-top: 4mm; }
.ends td { white-space: normal; }
.ends th.head { width: 25mm; }
.more { margin-top: 1mm; font-size: 9pt; color: #333; }
.figures td { padding: 1.8mm 1mm; font-size: 14pt; text-align: center; font-variant-numeric: tabular-nums; }
.figures small { display: block; font-size: 8.5pt; color: #333; }
.form { border: 0.5mm solid #000; }
.form col.head { width: 29mm; }
.form th { letter-spacing: 0.3mm; }
.form .words { min-height: 18mm; white-space: pre-line; }
.box { display: flex; flex-direction: column; justify-content: space-between; min-height: 29mm; white-space: normal; }
.box.low { min-height: 21mm; }
.by { display: block; text-align: right; white-space: nowrap; }
i { display: inline-block; width: 9mm; }
i.name { width: 36mm; }
.course { columns: 2; column-gap: 8mm; margin: 0; padding: 0; font-size: 9pt; line-height: 1.4; list-style: none; white-space: normal; }
.course li { break-inside: avoid; }
.sheet + .sheet { break-before: page; margin-top: 12mm; }
.slips { display: grid; grid-template-columns: 1fr 1fr; }
.slip { padding: 3mm 4mm; border: 0.25mm dashed #666; margin: 0 -0.25mm -0.25mm 0; break-inside: avoid; }
.slip .say { font-size: 15pt; font-weight: bold; letter-spacing: 0.5mm; }
.slip .foot { margin: 0; }
.signs { display: flex; justify-content: space-between; margin-top: 6mm; }
.foot { margin-top: 2.5mm; font-size: 8.5pt; color: #444; }
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
