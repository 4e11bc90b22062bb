import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  type IRunOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { ChartRun } from 'docx/charts'

const bodyFont = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' }
const tableFont = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' }
const headFont = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' }

/** Texts a Word document cannot hold are left out. */
const plain = (text: string): string =>
  text.toWellFormed().replaceAll(/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')

export type Block =
  | { heading: string }
  | { text: string }
  | {
      table: {
        heads: readonly string[]
        /** Of each column, as parts of the whole; all alike where they are left out. */
        widths?: readonly number[]
        rows: readonly (readonly string[])[]
        /** Said over the whole width where there are no rows. */
        empty: string
      }
    }
  | {
      chart: {
        title: string
        categories: readonly string[]
        series: readonly { name: string; values: readonly (number | null)[] }[]
      }
    }

/** A sentence of the text: two letters in, as an office writes it. */
const paragraph = (text: string): Paragraph =>
  new Paragraph({
    ...{ indent: { firstLine: 480 }, spacing: { line: 360, after: 60 } },
    children: [new TextRun({ text: plain(text), size: 24 })],
  })

/** What a line of text takes between the margins, in twentieths of a point. */
const lineWidth = 9_638
const cellMargins = { top: 40, bottom: 40, left: 70, right: 70 }

type TableBlock = Extract<Block, { table: unknown }>['table']

const inCell = (cell: string, head: boolean, centred: boolean): readonly Paragraph[] =>
  cell.split('\n').map((line) => {
    const run: IRunOptions = { text: plain(line), size: 19, bold: head, font: tableFont }
    return new Paragraph({
      ...(head || centred ? { alignment: AlignmentType.CENTER } : {}),
      children: [new TextRun(run)],
    })
  })

/** A column of figures and short words stands in the middle, one with sentences at the left. */
const longestCentred = 20
const isShort = (cell: string): boolean => cell.split('\n').every((line) => line.length <= longestCentred)

function tableOf({ heads, widths = heads.map(() => 1), rows, empty }: TableBlock): Table {
  const whole = widths.reduce((all, one) => all + one, 0)
  const columns = widths.map((one) => Math.floor((one / whole) * lineWidth))
  const centred = heads.map((_, index) => rows.every((cells) => isShort(cells[index] ?? '')))
  const cellOf = (cell: string, head: boolean, width: number, middle: boolean, span = 1): TableCell =>
    new TableCell({
      ...{ verticalAlign: VerticalAlignTable.CENTER, columnSpan: span },
      width: { size: width, type: WidthType.DXA },
      ...(head ? { shading: { fill: 'E7EEF5' } } : {}),
      children: [...inCell(cell, head, middle)],
    })
  const line = (cells: readonly string[], head: boolean): TableRow =>
    new TableRow({
      ...{ tableHeader: head, cantSplit: true },
      children: cells.map((cell, index) => cellOf(cell, head, columns[index] ?? 0, centred[index] ?? false)),
    })
  const none = new TableRow({ children: [cellOf(empty, false, lineWidth, true, heads.length)] })
  return new Table({
    ...{ width: { size: lineWidth, type: WidthType.DXA }, layout: TableLayoutType.FIXED },
    ...{ columnWidths: columns, margins: cellMargins },
    rows: [line(heads, true), ...(rows.length === 0 ? [none] : rows.map((cells) => line(cells, false)))],
  })
}

/** Drawn by Word itself, with whatever fonts it has; who needs it changed can change it. */
function chartOf({ title, categories, series }: Extract<Block, { chart: unknown }>['chart']): Paragraph {
  return new Paragraph({
    ...{ alignment: AlignmentType.CENTER, keepNext: true },
    children: [
      new ChartRun({
        ...{ type: 'column', title: plain(title), categories: categories.map(plain) },
        series: series.map(({ name, values }) => ({ name: plain(name), values: [...values] })),
        ...{ dataLabels: { value: true }, transformation: { width: 600, height: 230 } },
      }),
    ],
  })
}

function blocksOf(block: Block): readonly (Paragraph | Table)[] {
  if ('heading' in block)
    return [
      new Paragraph({
        ...{ heading: HeadingLevel.HEADING_2, spacing: { before: 240, after: 120 }, keepNext: true },
        children: [new TextRun({ text: plain(block.heading), font: headFont, size: 28, color: '000000' })],
      }),
    ]
  if ('text' in block) return block.text.split('\n').map((line) => paragraph(line))
  if ('table' in block) return [tableOf(block.table), new Paragraph({ spacing: { after: 60 } })]
  return [chartOf(block.chart)]
}

/** A paper as a Word document on A4. */
export async function wordDocument(
  title: string,
  subtitle: string,
  blocks: readonly Block[],
): Promise<Buffer> {
  const head = (text: string, size: number): Paragraph =>
    new Paragraph({
      ...{ alignment: AlignmentType.CENTER, spacing: { after: 120 } },
      children: [new TextRun({ text: plain(text), font: headFont, size })],
    })
  const document = new Document({
    ...{ title: plain(title), creator: '社会治理中心' },
    styles: { default: { document: { run: { font: bodyFont, size: 21 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: 1_134, bottom: 1_134, left: 1_134, right: 1_134 },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
              }),
            ],
          }),
        },
        children: [head(title, 44), head(subtitle, 24), ...blocks.flatMap(blocksOf)],
      },
    ],
  })
  return Packer.toBuffer(document)
}
