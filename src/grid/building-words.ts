import { letterAt, patterns, readBuilding, stems, zoneOf } from './building-name.ts'
import type { BuildingFamily } from './building-name.ts'
import type { RangeFault, Stretch, UnitSpan } from './stretch.ts'

/** The words of a range of buildings, one item after the other: what stands between two commas. */
type ItemRead = { stretches: readonly Stretch[] } | { fault: string } | null

const { zone, building, group, number } = patterns
const to = '[-~至到]+'
const parity = '(?:的?(单号|双号|单数|双数|奇数|偶数)(?:楼栋|楼|栋|幢)?)'
const shapes = {
  all: /^(?:全部|所有|整个小区|全小区|全村)(?:楼栋|楼)?$/u,
  numbers: new RegExp(
    `^(${zone})?([A-Z甲乙丙丁])?-?(${number})${building}?(?:${to}(${zone})?([A-Z甲乙丙丁])?-?(${number})${building}?)?${parity}?$`,
    'u',
  ),
  open: new RegExp(`^(${zone})?(${number})${building}?(及?以上|以后|起|及?以下|以前)$`, 'u'),
  parity: new RegExp(`^(${zone})?${parity}$`, 'u'),
  letters: new RegExp(`^(${zone})?([A-Z])${building}?(?:${to}([A-Z])${building}?)?$`, 'u'),
  stems: new RegExp(`^(${zone})?([${stems}])${building}?${to}([${stems}])${building}?$`, 'u'),
  groups: new RegExp(`^(${zone})?(${number})(${group})?(?:${to}(${number}))?(${group})$`, 'u'),
  zones: new RegExp(
    `^(\\d{1,2}|[A-Z])(区|期|苑|号院|院|片)?${to}(\\d{1,2}|[A-Z])(区|期|苑|号院|院|片)$`,
    'u',
  ),
  units: new RegExp(`^(.*?[^\\d-])?(\\d{1,2})(?:单元)?(?:${to}(\\d{1,2}))?单元$`, 'u'),
}

const stretch = (family: BuildingFamily, inZone: string, from: number, last: number): Stretch => ({
  zone: inZone,
  family,
  word: '',
  from,
  to: last,
  parity: 'any',
  units: null,
})

const parityOf = (word: string | undefined): Stretch['parity'] =>
  word === undefined ? 'any' : /单|奇/u.test(word) ? 'odd' : 'even'

const backwards = (item: string): RangeFault => ({ fault: `"${item}" runs backwards` })

function readNumbers(item: string): ItemRead {
  const found = shapes.numbers.exec(item)
  if (!found) return null
  const [, firstZone, firstLetter, first, secondZone, secondLetter, second, odd] = found
  const inZone = zoneOf(firstZone) + (firstLetter ?? '')
  const named = secondZone !== undefined || secondLetter !== undefined
  if (named && zoneOf(secondZone ?? firstZone) + (secondLetter ?? '') !== inZone) {
    return { fault: `"${item}" begins in one zone and ends in another` }
  }
  const from = Number(first)
  const last = second === undefined ? from : Number(second)
  if (last < from) return backwards(item)
  return { stretches: [{ ...stretch('number', inZone, from, last), parity: parityOf(odd) }] }
}

function readOpenOrParity(item: string): ItemRead {
  const open = shapes.open.exec(item)
  if (open) {
    const upwards = /以上|以后|起/u.test(open[3] ?? '')
    const at = Number(open[2])
    return { stretches: [stretch('number', zoneOf(open[1]), upwards ? at : 1, upwards ? 9999 : at)] }
  }
  const found = shapes.parity.exec(item)
  if (!found) return null
  return { stretches: [{ ...stretch('number', zoneOf(found[1]), 1, 9999), parity: parityOf(found[2]) }] }
}

function readRow(item: string): ItemRead {
  const letters = shapes.letters.exec(item)
  const found = letters ?? shapes.stems.exec(item)
  if (!found) return null
  const at = (sign: string | undefined): number => (letters ? letterAt(sign) : stems.indexOf(sign ?? ''))
  const from = at(found[2])
  const last = found[3] === undefined ? from : at(found[3])
  if (last < from) return backwards(item)
  return { stretches: [stretch(letters ? 'letter' : 'stem', zoneOf(found[1]), from, last)] }
}

function readGroups(item: string): ItemRead {
  const found = shapes.groups.exec(item)
  if (!found) return null
  const [, inZone, first, firstWord, second, word = ''] = found
  if (firstWord !== undefined && firstWord !== word)
    return { fault: `"${item}" mixes ${firstWord} and ${word}` }
  const last = Number(second ?? first)
  if (last < Number(first)) return backwards(item)
  return { stretches: [{ ...stretch('group', zoneOf(inZone), Number(first), last), word }] }
}

/** 一期-三期, A区-C区: each zone whole. */
function readZones(item: string): ItemRead {
  const found = shapes.zones.exec(item)
  if (!found) return null
  const [, first = '', firstWord, last = '', word = ''] = found
  const lettered = /[A-Z]/u.test(first)
  if (lettered !== /[A-Z]/u.test(last) || (firstWord ?? word) !== word) return null
  const from = lettered ? letterAt(first) : Number(first)
  const end = lettered ? letterAt(last) : Number(last)
  if (end < from) return backwards(item)
  const names = Array.from({ length: end - from + 1 }, (_, n) =>
    lettered ? String.fromCharCode(65 + from + n) : String(from + n),
  )
  return { stretches: names.map((name) => stretch('zone', zoneOf(name + word), 0, 0)) }
}

function readUnits(item: string, before: Stretch | null): ItemRead {
  const found = shapes.units.exec(item)
  if (!found) return null
  const [, said, first, second] = found
  const units: UnitSpan = { from: Number(first), to: Number(second ?? first) }
  if (units.to < units.from) return { fault: `"${item}" runs backwards; a unit is written 5号楼1单元` }
  if (said === undefined) {
    // "5号楼1单元、3单元": the second one is of the same building.
    const same = before?.units ? before : stretch('zone', '', 0, 0)
    return { stretches: [{ ...same, units }] }
  }
  const whole = readItem(said, null)
  return whole === null || 'fault' in whole
    ? whole
    : { stretches: whole.stretches.map((one) => ({ ...one, units })) }
}

function readNamed(item: string): ItemRead {
  const one = readBuilding(item)
  if (one === null) return null
  return { stretches: [{ ...stretch(one.family, one.zone, one.at, one.at), word: one.word }] }
}

function readItem(item: string, before: Stretch | null): ItemRead {
  if (shapes.all.test(item)) return { stretches: [stretch('zone', '', 0, 0)] }
  return (
    readNumbers(item) ??
    readOpenOrParity(item) ??
    readRow(item) ??
    readGroups(item) ??
    readZones(item) ??
    readUnits(item, before) ??
    readNamed(item)
  )
}

/** 一、二、三组: a bare number borrows the word of the group that ends the list. */
function withGroupWords(items: readonly string[]): readonly string[] {
  const lent: string[] = []
  let word = ''
  for (const item of items.toReversed()) {
    const bare = /^\d+(?:[-~至到]+\d+)?$/u.test(item)
    word = bare ? word : (new RegExp(`\\d(${group})$`, 'u').exec(item)?.[1] ?? '')
    lent.push(bare ? item + word : item)
  }
  return lent.reverse()
}

/** 东区1、2、3号楼: a bare number after a building of a zone is of that zone; after A1 nobody can tell. */
function inZoneBefore(read: readonly Stretch[], item: string, before: Stretch | null): ItemRead {
  const bare = /^\d/u.test(item) && read.every((one) => one.family === 'number' && one.zone === '')
  if (!bare || before?.family !== 'number' || before.zone === '') return { stretches: read }
  if (/^[A-Z甲乙丙丁]$/u.test(before.zone)) {
    return {
      fault: `"${item}" after ${before.zone}${before.to} can be read two ways; write ${before.zone}${item} or put it first`,
    }
  }
  return { stretches: read.map((one) => ({ ...one, zone: before.zone })) }
}

/** Reads a list of buildings in plain writing; `written` is how the file has it, for the fault. */
export function readStretches(plain: string, written: string): { read: readonly Stretch[] } | RangeFault {
  const items = plain
    .replace(/[()]/gu, '')
    .split(/[,、;/+和与]|以及|(?<!以)及(?!以)/u)
    .filter((item) => item !== '')
  const read: Stretch[] = []
  for (const item of withGroupWords(items)) {
    const before = read.at(-1) ?? null
    const raw = readItem(item, before)
    const found = raw === null || 'fault' in raw ? raw : inZoneBefore(raw.stretches, item, before)
    if (found === null) {
      return {
        fault: `"${written}" is no range of buildings; write 1-6, 1、3、5-9, 单号, A-D, 一组-三组 or 东区`,
      }
    }
    if ('fault' in found) return found
    read.push(...found.stretches)
  }
  return read.length > 0 ? { read } : { fault: `"${written}" names no building` }
}
