/** Where something stands in a town's files; no line for what is missing, or for the town already in force. */
export interface Spot {
  file: string
  line: number | null
}

/** One thing that is wrong, with one English sentence for the person who wrote the file. */
export interface Fault extends Spot {
  sentence: string
  /** The same for the pages, in Chinese, without the place. */
  says: string
  /** The field of a rule file or a sheet, e.g. `ladder.soonWorkHours`; absent where the whole line is meant. */
  field?: string
}

/** Faults refuse a town, warnings only tell; both are complete and in the order of the files. */
export interface Findings {
  faults: Fault[]
  warnings: Fault[]
}

export const inForce: Spot = { file: 'the town in force', line: null }

/** "town.yaml line 71", or only "line 72" beside something of the same file. */
export function spotText(spot: Spot, beside?: Spot): string {
  if (spot.line === null) return spot.file
  return beside?.file === spot.file && beside.line !== null
    ? `line ${spot.line}`
    : `${spot.file} line ${spot.line}`
}

/** 人员表第7行, 现行设置; only 第7行 beside something of the same file. */
export function spotSaid(spot: Spot, beside?: Spot): string {
  if (spot.line === null) return spot.file === inForce.file ? '现行设置' : spot.file
  const line = `第${String(spot.line)}行`
  return beside?.file === spot.file && beside.line !== null ? line : `${spot.file}${line}`
}

/** "人员表第7行：…": where, and what is wrong there, for the pages. */
export const faultSaid = (fault: Fault): string => `${spotSaid(fault)}：${fault.says}`

/** Of two places the one further down, where a fault between them is shown; a file's place before none. */
export const further = (a: Spot, b: Spot): Spot => ((a.line ?? 0) > (b.line ?? 0) ? a : b)

/** "town.yaml:71: sentence", as editors and compilers write it. */
export const faultText = (fault: Fault): string =>
  `${fault.file}${fault.line === null ? '' : `:${fault.line}`}: ${fault.sentence}`

const fileOrder = ['town.yaml', 'categories.yaml', 'rules.yaml']
const place = (file: string): number => {
  const at = fileOrder.indexOf(file)
  return at === -1 ? fileOrder.length : at
}

/** In the order of the files and lines, each sentence once. */
export function inOrder(faults: readonly Fault[]): readonly Fault[] {
  const once = new Map(faults.map((fault) => [faultText(fault), fault]))
  return [...once.values()].sort(
    (a, b) =>
      place(a.file) - place(b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.sentence < b.sentence ? -1 : a.sentence > b.sentence ? 1 : 0),
  )
}
