import { further, spotSaid, spotText } from '../faults.ts'
import { located, refuse } from './draft.ts'
import type { Check, Coded, Draft, Findings, Spot } from './draft.ts'

const nouns = {
  areas: ['an area', 'areas', '区域'],
  people: ['a person', 'people', '人员'],
  residents: ['a resident', 'residents', '居民'],
  organisations: ['an organisation', 'organisations', '单位'],
  rooms: ['a room', 'rooms', '群'],
  departments: ['a department', 'departments', '部门'],
  leaves: ['a leaf', 'leaves', '事项'],
} as const satisfies Record<Coded, readonly [string, string, string]>

/** Sections that share one set of codes: an appeal is "about" a person, a resident or an organisation by code alone. */
const shared: readonly (readonly Coded[])[] = [
  ['areas'],
  ['people', 'residents', 'organisations'],
  ['rooms'],
  ['departments'],
  ['leaves'],
]

const coded = (draft: Draft, section: Coded): readonly (readonly [string, Spot, Coded])[] =>
  located(draft, section).map(([{ code }, spot]) => [code, spot, section] as const)

function refuseTwins(entries: ReturnType<typeof coded>, findings: Findings): void {
  const first = new Map<string, (typeof entries)[number]>()
  for (const entry of entries) {
    const [code, spot, section] = entry
    const other = first.get(code)
    if (other === undefined) {
      first.set(code, entry)
      continue
    }
    const [, there, kind] = other
    const both = kind === section ? `two ${nouns[section][1]}` : `${nouns[kind][0]} and ${nouns[section][0]}`
    refuse(
      findings,
      further(there, spot),
      `the code ${code} names ${both} (${spotText(there)} and ${spotText(spot, there)})`,
      `代码“${code}”用了两次：${nouns[kind][2]}（${spotSaid(there)}）和${nouns[section][2]}（${spotSaid(spot, there)}）`,
    )
  }
}

/** Codes are stable keys: each names one thing. */
export const checkCodes: Check = (draft, findings) => {
  for (const group of shared) {
    refuseTwins(
      group.flatMap((section) => coded(draft, section)),
      findings,
    )
  }
}
