import type { Kind } from '../../intake/reading.ts'
import type { Ground } from '../../grid/ground.ts'
import type { OutsideAppeal, OutsideRequest } from '../../cases/outside.ts'
import { Open311Fault } from './faults.ts'
import { field, type Fields } from './form.ts'
import { answersIn, offeredLeaf } from './offers.ts'

const mostDescription = 4_000
const mostElse = 500

function short(fields: Fields, name: string, most = mostElse): string {
  const said = field(fields, name) ?? ''
  if (said.length > most) throw new Open311Fault(400, `${name} 最多 ${String(most)} 字。`)
  return said
}

function coordinate(fields: Fields, name: 'lat' | 'long', most: number): number | null {
  const said = field(fields, name)
  if (said === null) return null
  const number = /^[+-]?\d{1,3}(?:\.\d{1,20})?$/u.test(said) ? Number(said) : Number.NaN
  if (Number.isNaN(number) || Math.abs(number) > most)
    throw new Open311Fault(400, `${name} 要是 -${String(most)} 到 ${String(most)} 的数。`)
  return number
}

/** Both or neither: half a point is nowhere. */
function pointOf(fields: Fields): { lat: number; long: number } | null {
  const [lat, long] = [coordinate(fields, 'lat', 90), coordinate(fields, 'long', 180)]
  if ((lat === null) !== (long === null)) throw new Open311Fault(400, 'lat 和 long 要一起给。')
  return lat === null || long === null ? null : { lat, long }
}

function mediaOf(fields: Fields): string | null {
  const said = field(fields, 'media_url')
  if (said === null) return null
  const url = said.length <= 2_000 && URL.canParse(said) ? new URL(said) : null
  if (
    url === null ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.username !== '' ||
    url.password !== ''
  )
    throw new Open311Fault(400, 'media_url 要是 http 或 https 的地址。')
  return said
}

const contactFields = [
  ['last_name', '姓'],
  ['first_name', '名'],
  ['phone', '电话'],
  ['email', '邮箱'],
  ['account_id', '账号'],
  ['device_id', '设备'],
] as const

/** Who reports it, for whoever must speak with them: kept apart as private words, and never shown back. */
const contactOf = (fields: Fields): string =>
  contactFields
    .map(([name, title]) => [title, short(fields, name)] as const)
    .filter(([, said]) => said !== '')
    .map(([title, said]) => `${title}：${said}`)
    .join('，')

/** 欧阳 and 小明 name somebody alone, together, and the other way round. */
function senderOf(fields: Fields): OutsideAppeal['sender'] {
  const [last, first] = [short(fields, 'last_name').trim(), short(fields, 'first_name').trim()]
  const whole = last === '' || first === '' ? [] : [`${last}${first}`, `${first} ${last}`, `${last} ${first}`]
  const values = contactFields.slice(2).map(([name]) => short(fields, name).trim())
  return { names: [...whole, first, last].filter((name) => name.length > 1), values }
}

export interface OutsideSent {
  appeal: OutsideAppeal
  request: Omit<OutsideRequest, 'caseId' | 'key'>
}

/** The form of POST requests, checked; every fault is a 400, an unknown service a 404. */
export function sentIn(fields: Fields, ground: Ground): OutsideSent {
  const code = field(fields, 'service_code')
  if (code === null) throw new Open311Fault(400, '请写明 service_code。')
  const leaf = offeredLeaf(code, ground)
  const point = pointOf(fields)
  const address = short(fields, 'address_string') || short(fields, 'address_id')
  if (address === '' && point === null)
    throw new Open311Fault(400, '请写明地点：address_string、address_id，或者 lat 和 long。')
  const answers = answersIn(fields)
  return {
    appeal: {
      leaf,
      kind: (answers.KIND as Kind | undefined) ?? null,
      description: short(fields, 'description', mostDescription),
      address,
      building: answers.BUILDING ?? null,
      unit: answers.UNIT ?? null,
      point: point === null ? null : `坐标 ${String(point.lat)},${String(point.long)}`,
      occurred: answers.OCCURRED ?? null,
      contact: contactOf(fields),
      sender: senderOf(fields),
    },
    request: {
      ...{ lat: point?.lat ?? null, long: point?.long ?? null },
      ...{ attributes: { ...answers }, mediaUrl: mediaOf(fields) },
    },
  }
}
