import type { Ground } from '../grid/ground.ts'
import { type CaseRecord, ended } from './case.ts'
import type { CaseEvent } from './event.ts'
import { moveCase, type Mover } from './moving.ts'
import { leaveCase } from './orders.ts'
import type { CaseStores } from './receive.ts'

const isOf = (key: string, { reporters }: CaseRecord): boolean =>
  reporters.some((one) => one.key === key && !one.withdrawn)

/** Whether a merge has brought this reporter, who has neither spoken nor joined for themselves since. */
function wasBrought(key: string, events: readonly CaseEvent[]): boolean {
  const joined = events.findLast(({ move, facts }) => move === 'join' && facts['reporter'] === key)
  if (joined === undefined || typeof joined.facts['mergedFrom'] !== 'string') return false
  return !events.some(({ seq, actor }) => seq > joined.seq && actor.post === 'reporter' && actor.by === key)
}

interface Link {
  record: CaseRecord
  events: readonly CaseEvent[]
}

async function linkTo(stores: CaseStores, number: unknown): Promise<Link | null> {
  const record = await stores.cases.byNumber(String(number))
  return record === null ? null : { record, events: await stores.events.ofCase(record.id) }
}

const mergedInto = ({ record, events }: Link): unknown =>
  record.state === 'merged' ? events.findLast(({ move }) => move === 'merge')?.facts['into'] : undefined

/** The cases through which a merge goes on, the last of them the one that is worked at. */
async function chainFrom(stores: CaseStores, number: unknown): Promise<readonly Link[]> {
  const links: Link[] = []
  for (let next = number; next !== undefined;) {
    const link = await linkTo(stores, next)
    if (link === null || links.some(({ record }) => record.id === link.record.id)) break
    links.push(link)
    next = mergedInto(link)
  }
  return links
}

/** Whether a case of the reporter's own is merged into that one, near or far. */
async function isCarriedTo(stores: CaseStores, number: string, key: string): Promise<boolean> {
  const found = await stores.cases.find({ reporter: key, states: ['merged'], most: 50 })
  for (const record of found.filter((one) => one.state === 'merged' && isOf(key, one))) {
    const events = await stores.events.ofCase(record.id)
    if (wasBrought(key, events)) continue
    const chain = await chainFrom(stores, mergedInto({ record, events }))
    if (chain.some((link) => link.record.number === number)) return true
  }
  return false
}

/**
 * A merge is taken back: whom it brought leaves the other case, or the one into which that was merged in its turn, unless
 * they have spoken or joined there for themselves since, or another case of their own is merged into it. Where that case
 * has ended they have heard the end, and stay. `record`, which stands alone again, lets go of those whose own case does so
 * too. The caller has moved `record` already.
 */
export async function takeOutMerged(
  stores: CaseStores,
  record: CaseRecord,
  merged: Pick<CaseEvent, 'facts'>,
  mover: Mover,
  ground: Ground,
  now: Date,
): Promise<void> {
  const end = (await chainFrom(stores, merged.facts['into'])).at(-1)
  const alone = { record, events: await stores.events.ofCase(record.id) }
  for (const { record: from, events } of [...(end === undefined ? [] : [end]), alone]) {
    if (ended.has(from.state)) continue
    const brought = from.reporters.filter(({ key }) => isOf(key, from) && wasBrought(key, events))
    for (const { key } of brought)
      if (!(await isCarriedTo(stores, from.number, key)))
        await moveCase(stores, from.id, leaveCase(key), mover, ground, now)
  }
}
