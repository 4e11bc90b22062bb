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
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { ChartRun } from 'docx/charts'

const bodyFont = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' }
const headFont = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' }

/** Texts a Word document cannot hold are left out. */
const plain = (text: string): string =>
  text.toWellFormed().replaceAll(/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')

export type Block =
  | { heading: string }
  | { text: string }
  | { table: { heads: readonly string[]; rows: readonly (readonly string[])[]; empty: string } }
  | {
      chart: {
        title: string
        categories: readonly string[]
        series: readonly { name: string; values: readonly (number | null)[] }[]
      }
    }

const paragraph = (text: string, strong = false): Paragraph => {
  const run: IRunOptions = { text: plain(text), size: 21, bold: strong }
  return new Paragraph({ children: [new TextRun(run)] })
}

function tableOf({ heads, rows, empty }: Extract<Block, { table: unknown }>['table']): Table {
  const line = (cells: readonly string[], head: boolean): TableRow =>
    new TableRow({
      ...{ tableHeader: head, cantSplit: true },
      children: cells.map(
        (cell) =>
          new TableCell({
            verticalAlign: VerticalAlignTable.CENTER,
            ...(head ? { shading: { fill: 'E7EEF5' } } : {}),
            children: [paragraph(cell, head)],
          }),
      ),
    })
  const none = [empty, ...heads.slice(1).map(() => '')]
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [line(heads, true), ...(rows.length === 0 ? [none] : rows).map((cells) => line(cells, false))],
  })
}

/** Drawn by Word itself, with whatever fonts it has; who needs it changed can change it. */
function chartOf({ title, categories, series }: Extract<Block, { chart: unknown }>['chart']): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new ChartRun({
        ...{ type: 'column', title: plain(title), categories: categories.map(plain) },
        series: series.map(({ name, values }) => ({ name: plain(name), values: [...values] })),
        ...{ dataLabels: { value: true }, transformation: { width: 600, height: 280 } },
      }),
    ],
  })
}

function blocksOf(block: Block): readonly (Paragraph | Table)[] {
  if ('heading' in block)
    return [
      new Paragraph({
        ...{ heading: HeadingLevel.HEADING_2, spacing: { before: 240, after: 120 } },
        children: [new TextRun({ text: plain(block.heading), font: headFont, size: 28, color: '000000' })],
      }),
    ]
  if ('text' in block) return block.text.split('\n').map((line) => paragraph(line))
  if ('table' in block) return [tableOf(block.table), paragraph('')]
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
        children: [head(title, 36), head(subtitle, 21), ...blocks.flatMap(blocksOf)],
      },
    ],
  })
  return Packer.toBuffer(document)
}
