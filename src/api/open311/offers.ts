import type { Ground } from '../../grid/ground.ts'
import type { Leaf } from '../../grid/town.ts'
import { type Kind, kinds } from '../../intake/reading.ts'
import { instant } from '../../kernel/clock.ts'
import { violenceLeaf } from '../../routing/rows.ts'
import type { Limit, TimeUnit } from '../../worktime/limit.ts'
import { Open311Fault } from './faults.ts'
import type { Plain } from './xml.ts'

/** Leaves of which another system may report: all but those whose cases nobody outside may follow. */
export const offeredLeaves = ({ directory }: Ground): readonly Leaf[] =>
  directory.data.leaves.filter(({ code, confidential }) => !confidential && code !== violenceLeaf)

/** The leaf of a service_code; refused with 404 where it is none, or none for the outside. */
export function offeredLeaf(code: string, ground: Ground): Leaf {
  const leaf = offeredLeaves(ground).find((one) => one.code === code)
  if (leaf === undefined) throw new Open311Fault(404, `没有 service_code 为“${code.slice(0, 40)}”的服务。`)
  return leaf
}

const unitNames: Readonly<Record<TimeUnit, string>> = {
  work_hour: '个工作小时',
  work_day: '个工作日',
  natural_hour: '小时',
  natural_day: '天',
  same_day: '',
}

export const limitSaid = ({ n, unit }: Limit): string =>
  unit === 'same_day' ? '当天' : `${String(n)}${unitNames[unit]}内`

const described = (leaf: Leaf): string =>
  `${leaf.groupName}·${leaf.name}，一般${limitSaid(leaf.limit)}办理或答复。`

/** A leaf as GeoReport v2 lists it. Every one answers with its number at once. */
export const presentOffer = (leaf: Leaf): Readonly<Record<string, Plain>> => ({
  service_code: leaf.code,
  service_name: leaf.name,
  description: described(leaf),
  metadata: true,
  type: 'realtime',
  keywords: `${leaf.groupName},${leaf.name}`,
  group: leaf.groupName,
})

const kindNames: Readonly<Partial<Record<Kind, string>>> = {
  complaint: '投诉',
  help: '求助',
  enquiry: '咨询',
  suggestion: '建议',
  report: '反映',
  dispute: '纠纷',
}
const offeredKinds = kinds.filter((kind) => kindNames[kind] !== undefined)

/** What the definition asks beside the words; none is required, since the words or the address may say it. */
const asked = {
  BUILDING: { datatype: 'string', hint: '例如 3号楼、A座', description: '哪一栋楼' },
  UNIT: { datatype: 'string', hint: '例如 2单元', description: '哪个单元' },
  OCCURRED: { datatype: 'datetime', hint: 'ISO 8601，带时区', description: '什么时候发生的' },
  KIND: { datatype: 'singlevaluelist', hint: '', description: '是投诉、求助，还是别的' },
} as const
type AskedCode = keyof typeof asked
const askedCodes = Object.keys(asked) as readonly AskedCode[]

const attribute = (code: string, order: number, more: Readonly<Record<string, Plain>>) => ({
  ...{ variable: true, code, datatype: 'string', required: false, datatype_description: '', order },
  ...more,
})

/** The service definition of a leaf. */
export function presentDefinition(leaf: Leaf): Readonly<Record<string, Plain>> {
  const questions = askedCodes.map((code, index) => {
    const { datatype, hint, description } = asked[code]
    const values = offeredKinds.map((key) => ({ key, name: kindNames[key] ?? key }))
    return attribute(code, index + 1, {
      ...{ datatype, datatype_description: hint, description },
      ...(code === 'KIND' ? { values } : {}),
    })
  })
  const notice = attribute('NOTICE', askedCodes.length + 1, { variable: false, description: described(leaf) })
  return { service_code: leaf.code, attributes: [...questions, notice] }
}

/** What was answered to a definition, by code. */
export type Answers = Partial<Readonly<Record<AskedCode, string>>>

const longest = 200

function checked(code: AskedCode, said: string): string {
  const { datatype } = asked[code]
  const wrong = (why: string) => new Open311Fault(400, `attribute[${code}] ${why}。`)
  if (said.length > longest || /[\r\n]/u.test(said)) throw wrong(`要在${String(longest)}字以内，写成一行`)
  if (datatype === 'singlevaluelist' && !offeredKinds.some((kind) => kind === said))
    throw wrong(`只能是 ${offeredKinds.join('、')}`)
  if (datatype === 'datetime') momentOf(said, `attribute[${code}]`)
  return said
}

const momentForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/u

/** A time in the w3 form, with its zone; anything else is refused with 400. */
export function momentOf(said: string, name: string): Date {
  try {
    if (momentForm.test(said)) return instant(said)
  } catch {
    // No such day, like the 31st of February: refused below.
  }
  throw new Open311Fault(400, `${name} 要写成带时区的时间，例如 2010-01-01T00:00:00Z。`)
}

const written = /^attribute\[([^\]]{1,60})\](?:\[\])?$/u

/** `attribute[CODE]=…` of a POST; one that no definition asks for is refused, since its answer would be lost. */
export function answersIn(fields: ReadonlyMap<string, readonly string[]>): Answers {
  const answers: Partial<Record<AskedCode, string>> = {}
  for (const [name, values] of fields) {
    if (!name.startsWith('attribute')) continue
    const code = askedCodes.find((one) => one === written.exec(name)?.[1])
    if (code === undefined && written.exec(name)?.[1] !== 'NOTICE')
      throw new Open311Fault(400, `没有“${name.slice(0, 60)}”这一项。`)
    const said = values.map((value) => value.trim()).filter((value) => value !== '')
    if (said.length > 1) throw new Open311Fault(400, `${name} 只能有一个值。`)
    if (code !== undefined && said[0] !== undefined) answers[code] = checked(code, said[0])
  }
  return answers
}
