import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Ground } from './grid/ground.ts'
import { addMilliseconds, addMinutes, systemClock, type VirtualClock } from './kernel/clock.ts'
import { isWorkingTime, nextWorkingTime } from './worktime/working-time.ts'

const kept = z.object({ aheadMs: z.number().min(0) })
const fileIn = (dataFolder: string): string => join(dataFolder, 'sandbox-clock.json')

/** A visitor at night would find a town asleep, its notices held until the morning: begin shortly after work has begun. */
const minutesIntoWork = 10

/**
 * Sets the sandbox's running clock where the last visit left it; at the first start outside working hours to the next
 * working morning. Only for the sandbox: with a real chat account the clock is the machine's.
 */
export async function resumeClock(clock: VirtualClock, dataFolder: string, ground: Ground): Promise<void> {
  const text = await readFile(fileIn(dataFolder), 'utf8').catch(() => null)
  const known = text === null ? null : kept.safeParse(jsonOf(text))
  if (known?.success === true) {
    clock.moveTo(addMilliseconds(clock.now(), known.data.aheadMs))
    return
  }
  const now = clock.now()
  if (!isWorkingTime(now, ground.calendar))
    clock.moveTo(addMinutes(nextWorkingTime(now, ground.calendar), minutesIntoWork))
  await keepClock(clock, dataFolder)
}

/** The sandbox's time as a program beside the running product sees it; the machine's where nobody has moved it. */
export async function sandboxNow(dataFolder: string): Promise<Date> {
  const text = await readFile(fileIn(dataFolder), 'utf8').catch(() => null)
  const known = text === null ? null : kept.safeParse(jsonOf(text))
  return addMilliseconds(systemClock.now(), known?.data?.aheadMs ?? 0)
}

/** Keeps how far the sandbox's clock is ahead of the machine's; a time that people have seen does not come again. */
export async function keepClock(clock: VirtualClock, dataFolder: string): Promise<void> {
  const aheadMs = Math.max(0, clock.now().getTime() - systemClock.now().getTime())
  await mkdir(dataFolder, { recursive: true })
  await writeFile(`${fileIn(dataFolder)}.new`, JSON.stringify({ aheadMs }))
  await rename(`${fileIn(dataFolder)}.new`, fileIn(dataFolder))
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
