/** One measurement: microseconds per run, and how many times the yardstick that is. */
export interface Figure {
  medianUs: number
  p95Us: number
  runs: number
  /** Median by median of the yardstick: survives slow and busy machines where microseconds do not. */
  yardsticks: number
}

/** A section of the bench: named figures, and whatever else belongs to it. */
export type Section = Readonly<Record<string, Figure | number | string>>

const kilobyte = JSON.stringify(
  Array.from({ length: 8 }, (_, n) => ({
    number: `QH20261123-000${String(n)}`,
    words: '3号楼2单元楼道灯坏了好几天了，晚上老人下楼太危险，麻烦尽快修一下',
    state: 'dispatched',
    step: n,
  })),
)

/** Runs are timed in batches, because one alone is shorter than the timer is fine. */
const batches = 200
const warmUps = 2_000

interface Timed {
  medianUs: number
  p95Us: number
  runs: number
}

const rounded = (figure: number): number => Number(figure.toPrecision(3))

function timed(run: (index: number) => unknown, perBatch: number): Timed {
  for (let index = 0; index < warmUps; index += 1) run(index)
  const each: number[] = []
  for (let batch = 0; batch < batches; batch += 1) {
    const began = performance.now()
    for (let index = 0; index < perBatch; index += 1) run(batch * perBatch + index)
    each.push(((performance.now() - began) * 1_000) / perBatch)
  }
  each.sort((a, b) => a - b)
  const at = (share: number): number => rounded(each[Math.floor((each.length - 1) * share)] ?? 0)
  return { medianUs: at(0.5), p95Us: at(0.95), runs: batches * perBatch }
}

/** What everything is compared with: reading a text of about 1 kB as JSON. */
export const yardstick = {
  name: `JSON.parse of ${String(Buffer.byteLength(kilobyte))} bytes`,
  measure: (): Timed => timed(() => JSON.parse(kilobyte) as unknown, 100),
}

/**
 * Median and 95th percentile of many runs, with the yardstick measured just before: `run` gets 0, 1, 2 … and is given a
 * warm-up of its own.
 */
export function figure(run: (index: number) => unknown, perBatch = 50): Figure {
  const unit = yardstick.measure().medianUs
  const found = timed(run, perBatch)
  return { ...found, yardsticks: rounded(found.medianUs / unit) }
}
