import { z } from 'zod'
import { assessmentSchema } from './rulebook-assessment.ts'
import { clockByLevelSchema, stepsSchema } from './rulebook-steps.ts'

const minutesOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/u, 'a time of day is written HH:MM, 00:00 to 24:00')
  .describe('wall-clock time HH:MM in the town’s zone')

const count = z.int().min(0)
const share = z.number().min(0).max(1)

/**
 * Every number and switch of the grid rules (rules.yaml). Absent keys take the defaults of grid-rules.md,
 * unknown keys are refused. Section numbers stand beside each.
 */
export const rulebookSchema = z.strictObject({
  version: z.int().default(1),
  /** 8.1: an appeal at or above `file` is filed alone, below `ignore` nothing is kept but the raw message. */
  zones: z.strictObject({ file: share.default(0.8), ignore: share.default(0.35) }).prefault({}),
  /** 3.1, 4.1 */
  steps: stepsSchema,
  clockByLevel: clockByLevelSchema,
  /** 3.2: the hours of an urgent leaf bind the later steps too; false keeps to the letter, the first step alone. */
  urgentHoursBindLaterSteps: z.boolean().default(true),
  /** 4.2 */
  workHours: z
    .array(z.strictObject({ from: minutesOfDay, to: minutesOfDay }))
    .min(1)
    .default([
      { from: '08:30', to: '12:00' },
      { from: '14:00', to: '17:30' },
    ]),
  /** 4.3: days that differ from the national calendar. */
  calendar: z
    .strictObject({
      workDays: z.array(z.iso.date()).default([]),
      restDays: z.array(z.iso.date()).default([]),
    })
    .prefault({}),
  /** 4.4 */
  stages: z
    .strictObject({
      triageMinutes: count.default(30),
      triageFrom: minutesOfDay.default('08:00'),
      triageTo: minutesOfDay.default('21:00'),
      acceptWorkHours: count.default(2),
      verifyWorkDays: count.default(1),
      closeWorkDays: count.default(1),
      rateNaturalDays: count.default(3),
      rateReminderWorkDays: count.default(1),
      contactWorkDays: count.default(1),
      returnWorkDays: count.default(1),
      countyReminderWorkDays: count.default(3),
    })
    .prefault({}),
  /** 4.1 */
  extensionDays: z.array(z.int().positive()).default([2, 3]),
  extensionsAllowed: count.default(1),
  /** 4.7 */
  statutory: z.strictObject({ extensionNaturalDays: z.int().positive().default(30) }).prefault({}),
  /** 5.1 */
  ladder: z
    .strictObject({
      soonWorkHours: z.number().positive().default(2),
      shortLimitHours: z.number().positive().default(8),
      shortLimitShare: share.default(0.8),
    })
    .prefault({}),
  /** 5.4, 5.5 */
  quietHours: z
    .strictObject({
      from: minutesOfDay.default('21:00'),
      to: minutesOfDay.default('08:00'),
      deliverAt: minutesOfDay.default('08:30'),
    })
    .prefault({}),
  digestAt: minutesOfDay.default('08:30'),
  /** 5.6 */
  pacing: z
    .strictObject({
      roomSeconds: z.number().min(0).default(3),
      roomPerMinute: z.int().positive().default(20),
      accountPerMinute: z.int().positive().default(60),
      residentsRoomPerDay: z.int().positive().default(6),
      summaryAt: minutesOfDay.default('18:00'),
    })
    .prefault({}),
  /** 5.5: how much of a message a phone shows at once. */
  screen: z
    .strictObject({
      lines: z.int().positive().default(22),
      charactersPerLine: z.int().positive().default(20),
    })
    .prefault({}),
  /** 6.7: on this day of the week (1 is Monday) or the last working day before it; satisfaction from so many ratings on. */
  weekly: z
    .strictObject({
      weekday: z.int().min(1).max(7).default(5),
      at: minutesOfDay.default('17:00'),
      ratedAtLeast: z.int().positive().default(3),
    })
    .prefault({}),
  /** 6.3 */
  namesInNotice: z.int().positive().default(5),
  /** 8.3, 8.4, 8.5, 8.6, 6.10 */
  hearing: z
    .strictObject({
      stitchSeconds: z.number().min(0).max(5).default(5),
      partsMinutes: z.number().positive().default(3),
      partsMax: z.int().positive().default(10),
      askPlaceMinutes: z.number().positive().default(10),
      joinMinutes: z.number().positive().default(30),
      similarHours: z.number().positive().default(72),
      /** 8.5: a joiner of an emergency who says no more than this adds nothing that the handler must read at once. */
      bareJoinLetters: count.default(8),
      /** 6.10: a hostile exchange is lines within this time. */
      quarrelMinutes: z.number().positive().default(10),
    })
    .prefault({}),
  /** 8.7 */
  hotSpots: z
    .strictObject({
      jointReporters: z.int().positive().default(5),
      similarCasesPerDay: z.int().positive().default(3),
      petitionsPerPerson: z.int().positive().default(3),
      petitionDays: z.int().positive().default(30),
    })
    .prefault({}),
  /** 2.3: what the duty officer and the bot may do under the director's standing authority, by category group or leaf; '*' is all. */
  standingAuthority: z
    .array(
      z.strictObject({
        categories: z.array(z.string()).default(['*']),
        moves: z.array(z.enum(['file', 'refuse', 'close'])),
        signedBy: z.string().optional(),
        signedOn: z.iso.date().optional(),
        until: z.iso.date().optional(),
      }),
    )
    .default([{ categories: ['*'], moves: ['file', 'refuse', 'close'] }]),
  /** 6.6, 6.8 */
  followUp: z
    .strictObject({
      callDays: count.default(15),
      visitDays: count.default(30),
      calmVisitDays: count.default(90),
      weeklyDays: z.int().positive().default(7),
      reminderWorkDays: z.int().positive().default(3),
      telephoneTries: z.int().positive().default(3),
    })
    .prefault({}),
  /** 6.4, 6.5: how long after the rating has ended a dissatisfied word with a reason still reaches the director. */
  lateVoiceDays: count.default(30),
  /** 2.4 */
  undoMinutes: z.number().min(0).default(10),
  holdNoticesSeconds: z.number().min(0).default(0),
  /** 1.6: how long before a shift its officer may take over, and how long after its start the director is told. */
  handover: z
    .strictObject({ earlyMinutes: count.default(60), tellAfterMinutes: count.default(15) })
    .prefault({}),
  /** 9.6, 10.1: how long a photo sent before counts, and how long the bot waits for an answer, a photo, a voice. */
  staffTalk: z
    .strictObject({
      photosBeforeMinutes: count.default(30),
      answerMinutes: count.default(10),
      photoMinutes: count.default(10),
      visitVoiceMinutes: count.default(3),
    })
    .prefault({}),
  /** 7.1: natural days in which a refused reporter may object. */
  objectionDays: count.default(15),
  /** 3.8; `limitHours`: an emergency has no longer than this, whatever its leaf gives (docs/rules-trace.md). */
  emergency: z
    .strictObject({
      deputiesAfterMinutes: count.default(5),
      outsideAfterMinutes: count.default(10),
      limitHours: z.int().positive().default(1),
    })
    .prefault({}),
  /** 3.2: what cannot wait a working day (an open manhole) is not given one, whatever its leaf gives. */
  urgentLimitHours: z.int().positive().default(4),
  /** 1.5 */
  accounts: z
    .strictObject({
      codeHours: z.number().positive().default(72),
      wrongTriesPerHour: z.int().positive().default(5),
      passwordLength: z.int().min(8).default(12),
      /** So many wrong passwords, then a pause that doubles with each further one. */
      wrongPasswords: z.int().positive().default(5),
      pauseMinutes: z.number().positive().default(1),
      /** A day at most: after that failures are forgotten. */
      longestPauseMinutes: z.number().positive().max(1_440).default(60),
      sessionIdleHours: z.number().positive().default(12),
      sessionHours: z.number().positive().default(168),
      chatLoginMinutes: z.number().positive().default(5),
      /** For so long after a log-in or a proof somebody may do what weighs most (rules, keys, erasing, exports). */
      proofMinutes: z.number().positive().default(15),
      /** Posts whose holders log in with a second factor. */
      totpPosts: z.array(z.string()).default([]),
    })
    .prefault({}),
  /** 9.7: how far away the end of the director's approval may lie. */
  approvals: z.strictObject({ longestDays: z.int().positive().default(366) }).prefault({}),
  /** 1.3, 6.11: how old what is known of a room's members may be; how much of a room must be there again to know it. */
  rooms: z
    .strictObject({
      membersSeconds: z.number().min(0).default(30),
      sameMembersShare: share.default(0.5),
      renamedMembersShare: share.default(0.8),
      readBackHours: z.number().min(0).default(72),
    })
    .prefault({}),
  /** 2.1 ("teaches the reader"), where that is wanted at all: when at night, and how an attempt that was cut off is repeated. */
  learning: z
    .strictObject({
      at: minutesOfDay.default('02:40'),
      againMinutes: z.int().positive().default(45),
      tries: z.int().positive().default(3),
    })
    .prefault({}),
  /** 9.7: how long another system may take to hear, after how many seconds it is told again, how long that is kept. */
  webhooks: z
    .strictObject({
      patienceSeconds: z.number().positive().max(60).default(10),
      answerBytes: z.int().positive().max(10_000).default(500),
      retrySeconds: z.array(z.int().positive()).max(20).default([15, 60, 300, 1_800, 7_200, 21_600, 43_200]),
      keptDays: z.int().positive().default(30),
    })
    .prefault({}),
  /** Open311: its specification shows requests to everybody, masked; a centre may ask for a key. */
  open311: z.strictObject({ readWithoutKey: z.boolean().default(true) }).prefault({}),
  /** 9.3, 9.6 */
  assessment: assessmentSchema,
  /** 8.1: raw chatter is deleted after this. */
  rawMessageDays: z.int().positive().default(7),
  /** 8.1: so is what a language model was asked about messages, with what it answered. */
  modelExchangeDays: z.int().positive().default(7),
  /** 8.1, 9.7: when what is past its time goes each night, and how long other traces are kept. */
  keep: z
    .strictObject({
      forgetAt: minutesOfDay.default('03:20'),
      noticeDays: z.int().positive().default(90),
      sessionDays: z.int().positive().default(90),
      leftRoomDays: z.int().positive().default(30),
    })
    .prefault({}),
  /** 2.2: when the chains of the day before are anchored. */
  anchorAt: minutesOfDay.default('00:30'),
})

/**
 * More than this is a figure too many. A key goes by its own path here, else by the unit it ends with. Proposed rules are
 * held against it (checks/rules.ts), the shape is not: rules that are in force already are read whatever they say.
 */
export const mostOf: Readonly<Record<string, number>> = {
  /** 3.2, 3.8: what cannot wait a working day. */
  ...{ urgentLimitHours: 24, 'emergency.limitHours': 24 },
  /** A day, a week, a year, ten years. */
  ...{ Seconds: 86_400, Minutes: 10_080, Hours: 8_760, Days: 3_660 },
}

export type Rulebook = z.infer<typeof rulebookSchema>

/** The rules as grid-rules.md prints them. */
export const defaultRulebook: Rulebook = rulebookSchema.parse({})
