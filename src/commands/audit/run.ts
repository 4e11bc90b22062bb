import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Anchor, AnchorStore, BrokenLink, ChainsWalked } from '../../cases/anchors.ts'
import type { CaseStore, EventStore } from '../../cases/ports.ts'
import { type Clock, instant } from '../../kernel/clock.ts'
import { reasonOf, Refusal, StartFault } from '../../kernel/errors.ts'
import type { AuditStore } from '../../rights/audit.ts'

interface AuditStores {
  cases: Pick<CaseStore, 'byId'>
  events: Pick<EventStore, 'walk'>
  anchors: AnchorStore
  audit: AuditStore
}

/** What `npm run audit` needs of the world. */
export interface AuditTerminal {
  clock: Clock
  /** Standard output: only what is machine-readable. */
  out(text: string): void
  /** Standard error: everything for people. */
  err(text: string): void
  /** Opens the database for one piece of work, in one transaction. */
  withStores<T>(work: (stores: AuditStores) => Promise<T>): Promise<T>
}

const usage = [
  'npm run audit -- verify [--anchor <n>:<hash>]   walk every chain; 1 where a link is broken',
  'npm run audit -- anchors                        the links of the centre’s chain, the newest first',
  'npm run audit -- export [--from <time>] [--to <time>] [--who <text>] [--action <text>]',
  '                                                the audit, one line of JSON each; that it was done is written down',
].join('\n')

const anchorsShown = 400
const moment = z.iso.datetime({ offset: true })
const asTime = (said: string): Date => instant(moment.parse(said, { error: () => `not a time: ${said}` }))

const options = {
  anchor: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  who: { type: 'string' },
  action: { type: 'string' },
} as const
type Given = Partial<Record<keyof typeof options, string>>

/** Runs one call of `npm run audit` and gives its exit code: 0 where all holds, else 1 with the reason. */
export async function runAudit(argv: readonly string[], terminal: AuditTerminal): Promise<0 | 1> {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    const [verb, ...rest] = positionals
    if (rest.length > 0) return complain(terminal, usage)
    if (verb === 'verify') return await verify(values, terminal)
    if (verb === 'anchors') return await anchors(terminal)
    if (verb === 'export') return await exported(values, terminal)
    return complain(terminal, usage)
  } catch (error) {
    const expected =
      error instanceof Refusal ||
      error instanceof StartFault ||
      error instanceof z.ZodError ||
      (error instanceof TypeError && 'code' in error)
    const said = error instanceof z.ZodError ? (error.issues[0]?.message ?? '') : reasonOf(error)
    return complain(terminal, expected ? said : String(error instanceof Error ? error.stack : error))
  }
}

function complain(terminal: AuditTerminal, sentence: string): 1 {
  terminal.err(sentence)
  return 1
}

/** An anchor that was kept outside the house must stand in the centre's chain as it stood then. */
function keptOutside(said: string, chain: readonly Anchor[]): BrokenLink | null {
  const [, number, hash] = /^(\d{1,9}):([0-9a-f]{64})$/u.exec(said) ?? []
  if (number === undefined) throw new StartFault('--anchor must look like 12:<64 hexadecimal figures>.')
  const seq = Number(number)
  const found = chain.find((one) => one.seq === seq)
  if (found?.hash === hash) return null
  return {
    ...{ caseId: null, seq },
    why: found === undefined ? `anchor ${number} is missing` : 'it is not the anchor that was kept outside',
  }
}

async function verify(given: Given, terminal: AuditTerminal): Promise<0 | 1> {
  const began = performance.now()
  const { walked, number } = await terminal.withStores(async (stores) => {
    const found = await stores.events.walk()
    const chain = given.anchor === undefined ? [] : await stores.anchors.list(100_000)
    const broken = found.broken ?? (given.anchor === undefined ? null : keptOutside(given.anchor, chain))
    const record = broken?.caseId == null ? null : await stores.cases.byId(broken.caseId)
    const result: ChainsWalked = { ...found, broken }
    return { walked: result, number: record?.number ?? null }
  })
  const seconds = Math.round((performance.now() - began) / 100) / 10
  const { broken, cases, events, anchors: links, anchored } = walked
  terminal.out(
    JSON.stringify({
      ...{ ok: broken === null, cases, events, anchors: links, anchored, seconds },
      broken: broken === null ? null : { ...broken, number },
    }),
  )
  if (broken === null) {
    terminal.err(
      `Every link holds: ${String(events)} events of ${String(cases)} cases, ${String(links)} anchors.`,
    )
    return 0
  }
  return complain(terminal, brokenSaid(broken, number))
}

const brokenSaid = ({ caseId, seq, why }: BrokenLink, number: string | null): string =>
  caseId === null
    ? `The centre’s chain is broken at anchor ${String(seq)}: ${why}.`
    : `The chain of case ${number ?? caseId} is broken at event ${String(seq)}: ${why}.`

async function anchors({ out, withStores }: AuditTerminal): Promise<0> {
  for (const { seq, from, to, heads, hash } of await withStores((stores) =>
    stores.anchors.list(anchorsShown),
  ))
    out(JSON.stringify({ seq, from, to, heads, hash }))
  return 0
}

/** Codes and numbers alone are in the audit; that somebody took it out of the house is a line of its own. */
async function exported(given: Given, terminal: AuditTerminal): Promise<0> {
  const now = terminal.clock.now()
  const query = {
    ...(given.from === undefined ? {} : { from: asTime(given.from) }),
    ...(given.to === undefined ? {} : { to: asTime(given.to) }),
    ...(given.who === undefined ? {} : { who: given.who }),
    ...(given.action === undefined ? {} : { action: given.action }),
  }
  const lines = await terminal.withStores(async (stores) => {
    let count = 0
    for await (const entry of stores.audit.each(query)) {
      terminal.out(JSON.stringify(entry))
      count += 1
    }
    await stores.audit.add({
      ...{ at: now, who: 'terminal', door: 'terminal', address: 'terminal', requestId: 'terminal' },
      ...{ action: 'audit.exported', subject: null, before: null, after: { lines: count } },
    })
    return count
  })
  terminal.err(`${String(lines)} lines.`)
  return 0
}
