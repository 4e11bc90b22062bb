import { further, spotSaid, spotText } from '../faults.ts'
import type { Leaf } from '../town.ts'
import { knownCodes, located, refuse, warn } from './draft.ts'
import type { Check, Findings, Spot } from './draft.ts'

/** Rows of 3.1 that begin with a department need to know which. */
const needsDept = ({ nature, level }: Leaf): boolean =>
  nature === 'department_matter' || (nature === 'service_request' && level === 'township')

function refuseGroupNames(leaves: readonly (readonly [Leaf, Spot])[], findings: Findings): void {
  const first = new Map<string, readonly [Leaf, Spot]>()
  const said = new Set<string>()
  for (const [leaf, spot] of leaves) {
    const there = first.get(leaf.group)
    if (there === undefined) first.set(leaf.group, [leaf, spot])
    else if (there[0].groupName !== leaf.groupName && !said.has(leaf.group)) {
      said.add(leaf.group)
      const both = `${there[0].groupName} (${spotText(there[1])}) and ${leaf.groupName} (${spotText(spot, there[1])})`
      refuse(
        findings,
        further(there[1], spot),
        `the group ${leaf.group} has two names: ${both}`,
        `大类${leaf.group}有两个名字：${there[0].groupName}（${spotSaid(there[1])}）和${leaf.groupName}（${spotSaid(spot, there[1])}）`,
      )
    }
  }
}

/** The category table: leaves under their group, departments that exist. */
export const checkCategories: Check = (draft, findings) => {
  const isDept = knownCodes(draft, 'departments')
  const leaves = located(draft, 'leaves')
  for (const [leaf, spot] of leaves) {
    const { code, group, dept, nature, level } = leaf
    if (!code.startsWith(group))
      refuse(
        findings,
        spot,
        `the leaf ${code} stands under the group ${group}; its code begins with the group’s`,
        `事项${code}放在大类${group}下，代码要以${group}开头`,
      )
    if (dept !== null && !isDept(dept))
      refuse(
        findings,
        spot,
        `the dept ${dept} of the leaf ${code} is no department of this table`,
        `事项${code}的部门“${dept}”不在部门表里`,
      )
    if (dept === null && needsDept(leaf))
      refuse(
        findings,
        spot,
        `the leaf ${code} is a ${nature} at level ${level} and names no dept (3.1)`,
        `事项${code}要由部门办，但没有写部门`,
      )
    if ((nature === 'county_matter') !== (level === 'county')) {
      warn(
        findings,
        spot,
        `the leaf ${code} is a ${nature} at level ${level}; the row of 3.1 for its nature is what counts`,
        `事项${code}的性质和级别对不上，派遣时按性质`,
      )
    }
  }
  refuseGroupNames(leaves, findings)
}
