import { StartFault } from '../../kernel/errors.ts'
import { lists } from './asked.ts'
import type { CallerName } from './ground.ts'

export interface Milliseconds {
  medianMs: number
  p95Ms: number
}

/** The running app, and how each caller says who they are. */
export interface Centre {
  url: string
  cookies: Readonly<Record<CallerName, string>>
}

const rounded = (ms: number): number => Number(ms.toPrecision(3))

/** Asks one after the other, so that the figure is of the answer and not of a queue; the whole body is read. */
async function timed(
  { url, cookies }: Centre,
  caller: CallerName,
  path: (run: number) => string,
  runs: number,
) {
  const each: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now()
    const answer = await fetch(`${url}/api/v1${path(run)}`, { headers: { cookie: cookies[caller] } })
    const body = await answer.text()
    if (!answer.ok)
      throw new StartFault(`${path(run)} answered ${String(answer.status)}: ${body.slice(0, 300)}`)
    each.push(performance.now() - began)
  }
  each.sort((a, b) => a - b)
  const at = (share: number): number => rounded(each[Math.ceil((each.length - 1) * share)] ?? 0)
  return { medianMs: at(0.5), p95Ms: at(0.95) }
}

/** Every filter as every caller: the first page, and the second of what has one. */
export async function measureLists(
  centre: Centre,
  runs: number,
): Promise<Readonly<Record<string, Milliseconds>>> {
  const found: Record<string, Milliseconds> = {}
  for (const caller of ['officer', 'community', 'grid'] as const)
    for (const [name, path] of Object.entries(lists))
      found[`${caller} ${name}`] = await timed(centre, caller, () => path, runs)
  return found
}

/** One case after the other, from all over the years. */
export async function measureOne(centre: Centre, numbers: readonly string[]): Promise<Milliseconds> {
  return await timed(centre, 'officer', (run) => `/cases/${numbers[run] ?? ''}`, numbers.length)
}

export const measurePath = (centre: Centre, path: string, runs: number): Promise<Milliseconds> =>
  timed(centre, 'officer', () => path, runs)
