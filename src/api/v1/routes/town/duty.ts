import { z } from 'zod'
import { states } from '../../../../cases/case.ts'
import { lineOf } from '../../../../cases/lists.ts'
import { withTakeover } from '../../../../grid/attendance.ts'
import { dutyAt, handoverOutstanding } from '../../../../grid/duty.ts'
import type { Ground } from '../../../../grid/ground.ts'
import { setRoster } from '../../../../grid/town-edits.ts'
import type { Shift } from '../../../../grid/town.ts'
import { instant } from '../../../../kernel/clock.ts'
import { dutySheet } from '../../../../ledger/duty-sheet.ts'
import { inSight } from '../../../../rights/policy.ts'
import { centre } from '../../../../rights/town-policy.ts'
import { audited } from '../../audited.ts'
import { contentVersion } from '../../content-version.ts'
import type { ApiParts, ApiStores } from '../../ports.ts'
import { presentCaseLine } from '../../presenters/case-line.ts'
import { type ApiRoute, personAsking, type Request, route } from '../../route.ts'
import { caseLine } from '../../shapes/case-line.ts'
import { code, time } from '../../shapes/people.ts'
import { shift, townChanged } from '../../shapes/town.ts'
import { sightAsking } from '../../sights.ts'
import { carryOut, requireSeen } from './changing.ts'

const chapter = '值班'
const moment = z.iso
  .datetime({ offset: true })
  .transform((said) => instant(said))
  .describe('带时区的时间')

const dutyShifts = (roster: readonly Shift[], span: { from: Date; to: Date } | null): readonly Shift[] =>
  roster
    .filter(
      ({ post, from, to }) =>
        post === 'duty_officer' && (span === null || (from < span.to && to > span.from)),
    )
    .toSorted((a, b) => a.from.getTime() - b.from.getTime())

/** The duty roster (1.6); its version is that of the whole roster. */
export const readRosterRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readRoster', method: 'get', path: '/roster', chapter, says: '值班表' },
    who: { posts: 'staff' },
    query: z.strictObject({ from: moment.optional(), to: moment.optional() }),
    answer: z.object({ shifts: z.array(shift.extend({ name: z.string() })) }),
    look({ query: { from, to } }) {
      const { directory } = ground()
      const all = dutyShifts(directory.data.roster, null)
      const shown = all.filter(
        (one) => (to === undefined || one.from < to) && (from === undefined || one.to > from),
      )
      return Promise.resolve({
        body: {
          shifts: shown.map((one) => ({
            ...{ post: 'duty_officer' as const, holder: one.holder, name: directory.nameOf(one.holder) },
            ...{ from: one.from.toISOString(), to: one.to.toISOString() },
          })),
        },
        version: contentVersion(all),
      })
    },
  })

/** Puts the roster of a stretch of time: what stood there goes, what lies outside stays; overlaps are refused (1.6). */
export const setRosterRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'setRoster', method: 'put', path: '/roster', chapter, says: '排班：写好一段时间的值班表' },
    who: { posts: centre },
    body: z.strictObject({
      from: moment,
      to: moment,
      shifts: z.array(z.strictObject({ holder: code, from: moment, to: moment })).max(2_000),
    }),
    ...{ answer: townChanged, needsVersion: true },
    change(asked, stores) {
      const { shifts, ...span } = asked.body
      const before = dutyShifts(parts.ground().directory.data.roster, span)
      return carryOut(parts, asked, stores, {
        ...{ action: 'town.roster_changed', subject: 'roster' },
        before: { shifts: before.map((one) => `${one.holder} ${one.from.toISOString()}`) },
        after: { shifts: shifts.map((one) => `${one.holder} ${one.from.toISOString()}`) },
        edit: ({ town }) => {
          requireSeen(dutyShifts(town.roster, null), asked)
          return { town: setRoster(town, span, shifts) }
        },
      })
    },
  })

const officer = z.object({ person: z.string(), name: z.string() }).nullable()
const duty = z.object({
  onDuty: officer,
  /** Who ought to have it by the roster. */
  expected: officer,
  /** The roster names nobody now. */
  gap: z.boolean(),
  /** The shift of the expected officer has begun, and nobody has said 接班 since. */
  outstanding: z.boolean(),
  next: z.object({ person: z.string(), name: z.string(), at: time }).nullable(),
  takenOverAt: time.nullable(),
})

function presentDuty({ directory }: Pick<Ground, 'directory'>, now: Date): z.input<typeof duty> {
  const view = dutyAt(directory, now)
  const named = (one: { person: string } | null) =>
    one === null ? null : { person: one.person, name: directory.nameOf(one.person) }
  return {
    onDuty: named(view.onDuty),
    expected: named(view.expected.officer),
    gap: view.expected.gap,
    outstanding: handoverOutstanding(directory, view, now),
    next:
      view.next === null
        ? null
        : { ...view.next, name: directory.nameOf(view.next.person), at: view.next.at.toISOString() },
    takenOverAt: directory.takenOver(now)?.at.toISOString() ?? null,
  }
}

/** Who has the duty changes with everybody who takes it: the version is of that. */
const dutyVersion = ({ directory }: Ground, now: Date): number =>
  contentVersion([directory.dutyOfficers(now)[0]?.person ?? null, directory.takenOver(now)])

/** Refused with 412 where somebody took the duty since the caller looked; whoever takes it takes turns. */
async function requireDutySeen(asked: Request, stores: ApiStores, { directory }: Ground): Promise<void> {
  await stores.town.hold()
  const [last] = await stores.attendance.takeovers(1)
  const known = directory.takenOver(asked.now)
  const stale = last !== undefined && last.at.getTime() !== known?.at.getTime()
  requireSeen([directory.dutyOfficers(asked.now)[0]?.person ?? null, stale ? last : known], asked)
}

/** 今日值班 (1.6). */
export const readDutyRoute = ({ ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readDuty', method: 'get', path: '/duty', chapter, says: '现在谁值班，接着是谁' },
    ...{ who: { posts: 'staff' }, answer: duty },
    look: ({ now }) =>
      Promise.resolve({ body: presentDuty(ground(), now), version: dutyVersion(ground(), now) }),
  })

const sheet = duty.extend({
  since: time,
  came: z.array(caseLine),
  closed: z.array(caseLine),
  open: z.array(z.object({ state: z.enum(states), cases: z.int() })),
  waiting: z.array(caseLine),
  watch: z.object({
    emergencies: z.array(caseLine),
    overdue: z.array(caseLine),
    dueToday: z.array(caseLine),
    resuming: z.array(caseLine),
  }),
})

async function presentSheet(
  asked: Request,
  cases: Parameters<typeof dutySheet>[0],
  ground: Ground,
): Promise<z.input<typeof sheet>> {
  const { now } = asked
  const sight = sightAsking(asked, ground)
  const facts = await dutySheet(cases, (record) => inSight(sight, record), ground, now)
  const lines = (records: typeof facts.came) =>
    records.map((record) => presentCaseLine(lineOf(record), ground, asked))
  const { watch } = facts
  return {
    ...presentDuty(ground, now),
    since: facts.since.toISOString(),
    ...{ came: lines(facts.came), closed: lines(facts.closed), waiting: lines(facts.waiting) },
    open: states.flatMap((state) => {
      const count = facts.open[state] ?? 0
      return count === 0 ? [] : [{ state, cases: count }]
    }),
    watch: {
      ...{ emergencies: lines(watch.emergencies), overdue: lines(watch.overdue) },
      ...{ dueToday: lines(watch.dueToday), resuming: lines(watch.resuming) },
    },
  }
}

/** 9.5: what came in this shift, what is open, and what to watch. */
export const readHandoverSheetRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readHandoverSheet', method: 'get', path: '/duty/sheet', chapter, says: '交接班单的内容' },
    ...{ who: { posts: centre }, answer: sheet },
    look: async (asked) => ({
      body: await presentSheet(asked, stores.cases, ground()),
      version: dutyVersion(ground(), asked.now),
    }),
  })

/**
 * 交接班 (1.6): oneself where it is one's turn; the director names any holder. Answers the sheet of the shift that ends,
 * and the duty as it stands behind it.
 */
export const takeDutyRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'takeDuty', method: 'post', path: '/duty/handover', chapter, says: '接班' },
    who: { posts: centre },
    body: z.strictObject({ person: code.optional().describe('主任指定谁接班；自己接班不用写') }),
    answer: sheet.extend({ from: officer, again: z.boolean() }),
    needsVersion: true,
    async change(asked, stores) {
      const { ground } = parts
      await requireDutySeen(asked, stores, ground())
      const by = personAsking(asked)
      const person = asked.body.person ?? by
      const facts = await presentSheet(asked, stores.cases, ground())
      const { from, again } = await parts.townAsked.takeDuty(stores, { person, by, now: asked.now })
      await audited(stores.audit, asked, 'duty.taken', {
        subject: person,
        before: { from },
        after: { person },
      })
      const { directory } = ground()
      const behind = again ? directory : withTakeover(directory, { person, at: asked.now })
      return {
        body: {
          ...facts,
          ...presentDuty({ directory: behind }, asked.now),
          from: from === null ? null : { person: from, name: directory.nameOf(from) },
          again,
        },
        after: () => parts.townChanged(),
      }
    },
  })

/** The duty log (9.5): every 接班. */
export const listHandoversRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listHandovers', method: 'get', path: '/duty/log', chapter, says: '值班日志：历次交接班' },
    who: { posts: centre },
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(1_000).default(100) }),
    answer: z.object({
      handovers: z.array(
        z.object({
          person: z.string(),
          name: z.string(),
          from: z.string().nullable(),
          by: z.string(),
          at: time,
        }),
      ),
    }),
    async look({ query: { limit } }) {
      const { directory } = ground()
      const found = await stores.attendance.takeovers(limit)
      return {
        body: {
          handovers: found.map((one) => ({
            ...one,
            name: directory.nameOf(one.person),
            at: one.at.toISOString(),
          })),
        },
      }
    },
  })
