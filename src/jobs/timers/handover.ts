import { z } from 'zod'
import type { Notice } from '../../chat/outbox.ts'
import { setHandoverTimer } from '../../deadlines/handover.ts'
import { dutyAt, handoverOutstanding } from '../../grid/duty.ts'
import { instant } from '../../kernel/clock.ts'
import { roomFor } from '../../routing/where.ts'
import { handoverMissed } from '../../wording/attendance.ts'
import { spokenTime } from '../../worktime/spoken.ts'
import { putAll, type TimerScene, type TownTimerWork } from './timer-work.ts'

const handoverFacts = z.object({ at: z.iso.datetime() })

/** 1.6: the shift of the next officer has begun and nobody said 接班: the director is told, once per handover. */
export const handover: TownTimerWork = async (scene) => {
  const { ground, now, stores } = scene
  const view = dutyAt(ground.directory, now)
  await setHandoverTimer(stores.timers, view.expected.officer?.person ?? null, ground, now)
  if (handoverOutstanding(ground.directory, view, now)) await putAll(scene, [missedNotice(scene, view)])
}

function missedNotice(
  { timer, ground, now }: TimerScene,
  { onDuty, expected }: ReturnType<typeof dutyAt>,
): Notice | null {
  const { directory, calendar } = ground
  const directors = directory.holders('director', directory.township().code)
  const director = directors.find(({ person }) => directory.absence(person, now) === null) ?? directors[0]
  if (director === undefined || expected.officer === null || onDuty === null) return null
  const to = roomFor({ ...director }, directory)
  return {
    dedupeKey: timer.key,
    to,
    text: handoverMissed({
      expected: directory.nameOf(expected.officer.person),
      at: spokenTime(instant(handoverFacts.parse(timer.facts).at), now, calendar),
      officer: directory.nameOf(onDuty.person),
    }),
    mentions: 'room' in to ? [director.person] : [],
    purpose: 'handover',
    held: 'quiet_hours',
    priority: 2,
    caseId: null,
    runAt: now,
    rung: null,
  }
}
