import { door, Failure } from './door.ts'
import { part } from './make.ts'
import { clockFace, comingTime } from './times.ts'
import { changed, ended, loadAll, nowMs, watch, world } from './world.ts'

const buttons = ['by-half-hour', 'to-due', 'by-day'] as const
let moving = false

/** The nearest due time of an open case that is still to come. */
function nextLimit(): number | null {
  const coming = world.cases
    .filter((one) => one.dueAt !== null && !ended.has(one.state))
    .map((one) => Date.parse(one.dueAt ?? ''))
    .filter((due) => due > nowMs())
  return coming.length === 0 ? null : Math.min(...coming)
}

function showClock(): void {
  const { zone } = world.town
  const face = clockFace(nowMs(), zone)
  part('clock-time').textContent = face.time
  part('clock-day').textContent = face.day
  const { nextDue } = world.clock
  const standing = world.clock.running ? '随真实时间走' : '停着，只随快进走'
  const next =
    nextDue === null || Date.parse(nextDue) <= nowMs()
      ? ''
      : `；下一件自动的事在${comingTime(Date.parse(nextDue), nowMs(), zone)}`
  part('clock-hint').textContent = moving ? '正在快进，到点的提醒会依次发出…' : `${standing}${next}`
  const limit = nextLimit()
  const toDue = part('to-due', HTMLButtonElement)
  for (const id of buttons) part(id, HTMLButtonElement).disabled = moving
  toDue.disabled = moving || limit === null
  toDue.title = limit === null ? '没有未到的时限' : comingTime(limit, nowMs(), zone)
}

async function forward(move: { advance: string } | { until: string }): Promise<void> {
  if (moving) return
  moving = true
  showClock()
  const fault = part('clock-fault')
  fault.hidden = true
  try {
    await door.forward(move)
    await loadAll()
  } catch (error) {
    fault.hidden = false
    fault.textContent = error instanceof Failure ? error.message : '没有快进成功，请再试一次。'
  } finally {
    moving = false
    changed('clock')
  }
}

/** An instant as the door wants it, in UTC. */
function utc(ms: number): string {
  const { time, day } = clockFace(ms, 'UTC')
  const [year, month, date] = day.split(/[年月日]/).map((piece) => piece.padStart(2, '0'))
  const second = String(Math.floor(ms / 1_000) % 60).padStart(2, '0')
  return `${year}-${month}-${date}T${time}:${second}Z`
}

const tickMs = 1_000

export function startClock(): void {
  watch(['clock', 'cases'], showClock)
  part('by-half-hour').addEventListener('click', () => void forward({ advance: '30m' }))
  part('by-day').addEventListener('click', () => void forward({ advance: '1d' }))
  part('to-due').addEventListener('click', () => {
    const limit = nextLimit()
    if (limit !== null) void forward({ until: utc(limit) })
  })
  setInterval(() => {
    if (world.clock.running) showRunning()
  }, tickMs)
}

let shownMinute = ''
/** A running clock is shown anew once a minute. */
function showRunning(): void {
  const { time } = clockFace(nowMs(), world.town.zone)
  if (time === shownMinute) return
  shownMinute = time
  changed('clock')
}
