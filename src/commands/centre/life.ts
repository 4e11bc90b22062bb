import type { CaseRecord, Reporter, State } from '../../cases/case.ts'
import type { Move, NewEvent } from '../../cases/event.ts'
import type { Ground } from '../../grid/ground.ts'
import type { Leaf, PostName } from '../../grid/town.ts'
import { addHours, addMinutes } from '../../kernel/clock.ts'
import { newId } from '../../kernel/ids.ts'
import type { Assignment } from '../../routing/decision.ts'
import { dueAt as dueAfter } from '../../worktime/due.ts'
import type { Limit } from '../../worktime/limit.ts'

/** One made-up case with everything that came of it, as it would lie in the database. */
export interface Life {
  record: CaseRecord
  events: readonly NewEvent[]
}

/** What comes out of a number and a name always the same, from 0 to below 1: the town is the same for the same size. */
function share(n: number, of: string): number {
  let mixed = n ^ 0x9e3779b9
  for (let at = 0; at < of.length; at += 1) mixed = Math.imul(mixed ^ of.charCodeAt(at), 0x01000193)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
}

const pick = <One>(from: readonly One[], n: number, of: string): One => {
  const found = from[Math.floor(share(n, of) * from.length)]
  if (found === undefined) throw new RangeError('nothing to pick from')
  return found
}

const places = ['楼道', '门口', '地下车库', '小广场', '电梯', '楼顶', '花坛边', '快递柜旁', '东门', '配电房']
const troubles = [
  '灯不亮',
  '漏水',
  '堆满杂物',
  '堵了',
  '异味很大',
  '坏了没人修',
  '被占',
  '裂了',
  '松动',
  '积水',
]
const since = ['好几天了', '一个星期了', '从昨晚开始', '半个月了', '反复好几回', '下雨以后']
const wishes = ['麻烦看看', '老人出入不便', '请尽快处理', '孩子容易绊倒', '大家都有意见', '']

/** A case under way: what it is now, and what has happened. */
interface Making {
  record: CaseRecord
  events: NewEvent[]
  at: Date
}

function move(
  making: Making,
  kind: Move,
  to: State,
  actor: { by: string; post: PostName | 'bot' | 'clock' | 'reporter' },
  facts: NewEvent['facts'] = {},
  words: string | null = null,
): void {
  const { record, events, at } = making
  const from = events.length === 0 ? null : record.state
  const door = actor.by === 'bot' ? 'rule' : actor.by === 'clock' ? 'clock' : 'chat'
  events.push({ caseId: record.id, move: kind, from, to, actor, door, at, facts, words })
  making.record = { ...record, state: to, version: events.length }
}

const later = (making: Making, minutes: number): void => {
  making.at = addMinutes(making.at, Math.max(1, Math.round(minutes)))
}

/** The posts of one grid, found once. */
export interface GridPosts {
  grid: string
  community: string
  room: string
  estate: string
  lead: Assignment
  communityLead: Assignment
  townshipLead: Assignment
  director: Assignment
}

const assignment = (area: string, post: PostName, person: string): Assignment => ({
  ...{ area, post, person },
  dept: null,
})

/** The posts of every grid of the town that has both of its leads. */
export function gridPosts({ directory }: Ground): readonly GridPosts[] {
  const { areas, posts, places: owned, rooms } = directory.data
  const holder = (area: string, post: PostName): Assignment | null => {
    const person = posts.find((one) => one.area === area && one.post === post)?.holders[0]
    return person === undefined ? null : assignment(area, post, person)
  }
  const township = areas.find(({ level }) => level === 'township')?.code ?? ''
  const townshipLead = holder(township, 'township_lead')
  const director = holder(township, 'director')
  if (townshipLead === null || director === null) throw new RangeError('a town has its leaders')
  return areas.flatMap(({ code: grid, level, parent }) => {
    const lead = level === 'grid' ? holder(grid, 'grid_lead') : null
    const communityLead = parent === null ? null : holder(parent, 'community_lead')
    const room = rooms.find((one) => one.areas.includes(grid))?.code
    const estate = owned.find((one) => one.grid === grid && one.estate !== null)?.estate
    if (lead === null || communityLead === null || parent === null || room == null || estate == null)
      return []
    return [{ grid, community: parent, room, estate, lead, communityLead, townshipLead, director }]
  })
}

export interface Frame {
  ground: Ground
  grids: readonly GridPosts[]
  leaves: readonly Leaf[]
  /** When the last case is received. */
  until: Date
  /** Hours between two cases. */
  everyHours: number
  count: number
}

const oneDay: Limit = { n: 1, unit: 'work_day' }
const threeDays: Limit = { n: 3, unit: 'work_day' }

function begun(n: number, frame: Frame): { making: Making; posts: GridPosts } {
  const posts = pick(frame.grids, n, 'grid')
  const leaf = pick(frame.leaves, n, 'leaf')
  const at = addHours(frame.until, -frame.everyHours * (frame.count - n))
  const spot = pick(places, n, 'place')
  const trouble = pick(troubles, n, 'trouble')
  const building = String(1 + Math.floor(share(n, 'building') * 3))
  const words = `${building}号楼${spot}${trouble}，${pick(since, n, 'since')}${pick(wishes, n, 'wish')}`
  const day = at.toISOString().slice(0, 10).replaceAll('-', '')
  const record: CaseRecord = {
    ...{ id: newId(), number: `QH${day}-${String(n).padStart(7, '0')}`, state: 'filed', version: 0 },
    ...{ kind: share(n, 'kind') < 0.1 ? 'complaint' : 'help', category: leaf.code, nature: leaf.nature },
    ...{ urgency: share(n, 'urgent') < 0.02 ? 'urgent' : 'normal', confidential: share(n, 'secret') < 0.005 },
    place: { room: null, spot, unit: null, estate: posts.estate, building },
    ...{ occurred: null, title: `${building}号楼${spot}${trouble}`, words },
    ...{ area: posts.grid, grid: posts.grid, room: posts.room, homeEstate: posts.estate, about: [] },
    ...{ source: share(n, 'source') < 0.1 ? 'phone' : 'chat', step: null, handler: null, verifier: null },
    ...{ informed: [], assistants: [], limit: null, dueAt: null, reason: null, receivedAt: at, filedAt: at },
    ...{ dispatchedAt: null, acceptedAt: null, contactedAt: null, resolvedAt: null, verifiedAt: null },
    ...{ closedAt: null, outcome: null, result: null, rating: null, cycle: 1, rework: 0, extensions: 0 },
    ...{ extensionAsked: null, returns: 0, returners: [], designatedByDirector: false, lateReason: null },
    ...{ lateClass: null, lateSince: null, asks: [], outside: null, reporters: reportersOf(n, at, posts) },
  }
  return { making: { record, events: [], at }, posts }
}

function reportersOf(n: number, at: Date, { room }: GridPosts): readonly Reporter[] {
  const many = share(n, 'neighbours') < 0.2 ? 3 : 1
  return Array.from({ length: many }, (_, one) => {
    // Each from a part of their own: nobody reports the same thing twice.
    const key = `r${String(one * 70_000 + Math.floor(share(n, `reporter ${String(one)}`) * 70_000))}`
    return {
      ...{ key, contactId: `wxid_${key}`, name: `${key}住户`, room, joinedAt: at },
      ...{ withdrawn: false, rating: null },
    }
  })
}

function dispatchTo(making: Making, kind: Move, to: Assignment, limit: Limit, frame: Frame): void {
  const before = making.record.dueAt
  const dueAt = dueAfter(limit, making.at, frame.ground.calendar)
  const facts = {
    ...{ due: dueAt.toISOString(), area: to.area, post: to.post, handler: to.person, step: 0 },
    ...{ dueAfter: dueAt.toISOString(), dueBefore: before?.toISOString() ?? null, rules: ['3.1'] },
  }
  const who =
    kind === 'escalate' ? { by: 'clock', post: 'clock' as const } : { by: 'bot', post: 'bot' as const }
  move(making, kind, 'dispatched', who, facts)
  making.record = {
    ...making.record,
    ...{ handler: to, limit, dueAt, step: 0, dispatchedAt: making.at, reason: `按3.1，由${to.area}办理。` },
  }
}

/** One case of the town: received, dispatched, worked on, and ended unless it is among the youngest. */
export function lifeOf(n: number, frame: Frame): Life {
  const { making, posts } = begun(n, frame)
  const reporter = { by: making.record.reporters[0]?.key ?? '', post: 'reporter' as const }
  const facts = { number: making.record.number, category: making.record.category, reporter: reporter.by }
  const open = n > frame.count - 5_000 ? share(n, 'open') : 1
  move(
    making,
    'receive',
    open < 0.02 ? 'triage' : 'filed',
    { by: 'bot', post: 'bot' },
    facts,
    making.record.words,
  )
  if (open < 0.02) {
    making.record = { ...making.record, area: null, grid: null, filedAt: null }
    return making
  }
  making.record = { ...making.record, verifier: posts.lead }
  dispatchTo(making, 'dispatch', posts.communityLead, oneDay, frame)
  if (share(n, 'joins') < 0.5) move(making, 'join', 'dispatched', reporter)
  if (open < 0.3) return making
  workOn(n, making, posts, frame)
  if (open < 0.6) return making
  finish(n, making, posts, reporter)
  return making
}

function workOn(n: number, making: Making, posts: GridPosts, frame: Frame): void {
  let who = { by: posts.communityLead.person, post: posts.communityLead.post }
  later(making, share(n, 'accept') * 200)
  move(making, 'accept', 'in_progress', who)
  making.record = { ...making.record, acceptedAt: making.at }
  if (share(n, 'escalate') < 0.15) {
    later(making, 60 * 24 * 3)
    dispatchTo(making, 'escalate', posts.townshipLead, threeDays, frame)
    who = { by: posts.townshipLead.person, post: posts.townshipLead.post }
    later(making, 60)
    move(making, 'accept', 'in_progress', who)
    making.record = { ...making.record, acceptedAt: making.at }
  }
  later(making, share(n, 'contact') * 120)
  move(making, 'contact', 'in_progress', who)
  making.record = { ...making.record, contactedAt: making.at }
  if (share(n, 'supplement') < 0.6) move(making, 'supplement', 'in_progress', { by: 'bot', post: 'bot' })
  if (share(n, 'extend') < 0.25) extend(making, who, posts)
}

function extend(making: Making, who: { by: string; post: PostName }, posts: GridPosts): void {
  move(making, 'ask_extension', 'in_progress', who, { days: 2 }, '等配件')
  const dueAt = addHours(making.record.dueAt ?? making.at, 48)
  const after = { dueBefore: making.record.dueAt?.toISOString() ?? null, dueAfter: dueAt.toISOString() }
  move(
    making,
    'extend',
    'in_progress',
    { by: posts.director.person, post: 'director' },
    { days: 2, ...after },
  )
  making.record = { ...making.record, dueAt, extensions: 1 }
}

function finish(
  n: number,
  making: Making,
  posts: GridPosts,
  reporter: { by: string; post: 'reporter' },
): void {
  const { handler } = making.record
  if (handler === null) return
  const who = { by: handler.person, post: handler.post }
  const verifier = { by: posts.lead.person, post: posts.lead.post }
  const outcome = share(n, 'outcome') < 0.75 ? 'solved' : share(n, 'partly') < 0.3 ? 'partly' : 'explained'
  later(making, share(n, 'work') * 60 * 60)
  if (share(n, 'late') < 0.2) move(making, 'late_reason', 'in_progress', who, {}, '等配件到货')
  move(making, 'resolve', 'resolved', who, { outcome }, '已处理完毕')
  if (share(n, 'reject') < 0.08) {
    move(making, 'reject', 'in_progress', verifier, {}, '没修好')
    later(making, 300)
    move(making, 'resolve', 'resolved', who, { outcome }, '已重新处理')
    making.record = { ...making.record, rework: 1 }
  }
  making.record = { ...making.record, outcome, result: '已处理完毕', resolvedAt: making.at }
  later(making, share(n, 'verify') * 400)
  move(making, 'verify', 'verified', verifier)
  making.record = { ...making.record, verifiedAt: making.at }
  later(making, 10)
  move(making, 'close', 'closed', { by: 'bot', post: 'bot' })
  making.record = { ...making.record, closedAt: making.at }
  later(making, 100)
  rate(n, making, reporter)
}

function rate(n: number, making: Making, reporter: { by: string; post: 'reporter' }): void {
  if (share(n, 'rated') < 0.6) {
    const rating = share(n, 'rating') < 0.8 ? 'satisfied' : share(n, 'basic') < 0.7 ? 'basic' : 'dissatisfied'
    move(making, 'rate', 'closed', reporter, { rating })
    making.record = { ...making.record, rating }
  }
  later(making, 60 * 72)
  move(making, 'rate_end', 'closed', { by: 'clock', post: 'clock' })
}
