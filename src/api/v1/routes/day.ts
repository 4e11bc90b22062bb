import { z } from 'zod'
import type { CaseRecord } from '../../../cases/case.ts'
import { lineOf } from '../../../cases/lists.ts'
import { matterShown } from '../../../feedback/shown.ts'
import type { Ground } from '../../../grid/ground.ts'
import { areaTitle } from '../../../grid/naming.ts'
import type { PostName } from '../../../grid/town.ts'
import { addHours } from '../../../kernel/clock.ts'
import { spotsBetween } from '../../../ledger/brief.ts'
import { type Day, dayOfCentre } from '../../../ledger/day.ts'
import { shiftBegan } from '../../../ledger/duty-sheet.ts'
import { monthSoFar } from '../../../ledger/month-so-far.ts'
import { dutySheetPage, morningPage } from '../../papers/day-pages.ts'
import { momentInTable } from '../../papers/shown-time.ts'
import { audited } from '../audited.ts'
import type { ApiParts } from '../ports.ts'
import { presentCaseLine } from '../presenters/case-line.ts'
import { type ApiRoute, type Request, route } from '../route.ts'
import { caseLine } from '../shapes/case-line.ts'
import { time } from '../shapes/people.ts'
import { sightAsking } from '../sights.ts'
import { ledgerTaskShape, presentTask, tasksInSight } from './ledger-tasks.ts'

const onDuty: readonly PostName[] = ['duty_officer', 'director']
const leading: readonly PostName[] = ['director', 'township_lead', 'supervisor']

const dayShape = z.object({
  since: time,
  ...{ closed: z.int(), open: z.int(), kept: z.int().describe('在办的保密件，只计数') },
  counts: z
    .object({
      ...{ received: z.int(), closed: z.int(), receivedBefore: z.int(), closedBefore: z.int() },
      ...{ open: z.int(), triage: z.int(), overdue: z.int(), dueToday: z.int() },
    })
    .describe(
      '看得到的全部案件各有多少件，口径同统计：含保密件，不含表扬；下面的清单各最多列60件，不含保密件',
    ),
  ...{ received: z.array(caseLine), triage: z.array(caseLine) },
  ...{ overdue: z.array(caseLine), dueToday: z.array(caseLine) },
  watch: z.array(caseLine.extend({ why: z.array(z.string()) })),
})

function presentDay(day: Day, ground: Ground, asked: Request): z.input<typeof dayShape> {
  const lines = (cases: readonly CaseRecord[]) =>
    cases.map((record) => presentCaseLine(lineOf(record), ground, asked))
  return {
    ...{ since: day.since.toISOString(), closed: day.counts.closed, open: day.counts.open, kept: day.kept },
    counts: day.counts,
    ...{ received: lines(day.received), triage: lines(day.triage) },
    ...{ overdue: lines(day.overdue), dueToday: lines(day.dueToday) },
    watch: day.watch.map(({ record, why }) => ({
      ...presentCaseLine(lineOf(record), ground, asked),
      why: [...why],
    })),
  }
}

const officerOf = ({ directory }: Ground, now: Date): string | null =>
  directory.dutyOfficers(now)[0]?.person ?? null

const dayAsked = ({ stores, ground }: ApiParts, asked: Request, since: Date): Promise<Day> =>
  dayOfCentre(stores.caseLists, sightAsking(asked, ground()), since, ground(), asked.now)

/** 值班交接单 on paper (9.5), with what /duty/sheet says. */
export const printDutySheetRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'printDutySheet', method: 'get', path: '/duty/sheet/page', chapter: '值班与晨报' },
    says: '值班交接单（A4 打印；会记入审计）',
    who: { posts: onDuty },
    ...{ answer: null, sends: 'text/html' },
    async look(asked) {
      const ground = parts.ground()
      const officer = officerOf(ground, asked.now)
      const day = await dayAsked(parts, asked, shiftBegan(ground, asked.now))
      await audited(parts.stores.audit, asked, 'export.made', { after: { export: 'duty_sheet' } })
      const name = officer === null ? '' : ground.directory.nameOf(officer)
      return {
        body: null,
        file: { name: '值班交接单.html', content: dutySheetPage(day, name, ground, asked.now) },
      }
    },
  })

/** The morning begins where yesterday's did. */
const sinceYesterday = (now: Date): Date => addHours(now, -24)

async function morningOf(parts: ApiParts, asked: Request) {
  const { stores } = parts
  const since = sinceYesterday(asked.now)
  return {
    day: await dayAsked(parts, asked, since),
    month: await monthSoFar(stores.ledger, sightAsking(asked, parts.ground()), parts.ground(), asked.now),
    spots: await spotsBetween(stores, since, asked.now),
    instructions: await tasksInSight(
      await stores.ledgerTasks.list({ kind: 'instruction', done: false, most: 100 }),
      asked,
      stores,
      parts.ground(),
    ),
  }
}

/** What the leadership reads in the morning; a word on a case is said at the case (批示). */
export const readMorningRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readMorning', method: 'get', path: '/morning', chapter: '值班与晨报' },
    says: '领导晨报：昨天以来的情况、热点、超期、批示落实',
    who: { posts: leading },
    answer: dayShape.extend({
      hotSpots: z.array(z.object({ community: z.string(), matter: z.string(), cases: z.int() })),
      instructions: z.array(ledgerTaskShape),
    }),
    async look(asked) {
      const ground = parts.ground()
      const { day, spots, instructions } = await morningOf(parts, asked)
      return {
        body: {
          ...presentDay(day, ground, asked),
          hotSpots: spots.map((spot) => ({
            community: areaTitle(ground.directory, spot.community),
            ...{ matter: matterShown(spot, ground), cases: spot.caseIds.length },
          })),
          instructions: instructions.map((task) => presentTask(task, ground, asked.now)),
        },
      }
    },
  })

export const printMorningRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'printMorning', method: 'get', path: '/morning/page', chapter: '值班与晨报' },
    says: '领导晨报（A4 打印，带批示栏；会记入审计）',
    who: { posts: leading },
    ...{ answer: null, sends: 'text/html' },
    async look(asked) {
      const ground = parts.ground()
      const { directory, calendar } = ground
      const { day, month, spots, instructions } = await morningOf(parts, asked)
      const extras = {
        month,
        spots: spots.map(
          (spot) =>
            `${areaTitle(directory, spot.community)} ${matterShown(spot, ground)}，${String(spot.caseIds.length)}件`,
        ),
        instructions: instructions.map((task) => [
          ...[task.subject, task.words, directory.nameOf(task.owner)],
          momentInTable(task.dueAt, calendar.zone, asked.now),
          task.dueAt < asked.now ? '已逾期' : '落实中',
        ]),
      }
      await audited(parts.stores.audit, asked, 'export.made', { after: { export: 'morning' } })
      return {
        body: null,
        file: { name: '领导晨报.html', content: morningPage(day, extras, ground, asked.now) },
      }
    },
  })
