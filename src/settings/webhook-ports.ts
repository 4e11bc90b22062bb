import { z } from 'zod'
import type { PortRange } from '../kernel/outward-reach.ts'

/**
 * Ports of other services by the registry of names: echo and the like, files, remote log-in, mail, names, time, Windows
 * networks, routing, directories, printers. A POST sent there may be taken for an order, so no setting opens them.
 */
const othersPorts: readonly number[] = [
  ...[
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 67, 68, 69, 79, 88, 109, 110, 111, 113,
  ],
  ...[
    119, 123, 135, 137, 138, 139, 143, 161, 162, 179, 389, 445, 464, 465, 512, 513, 514, 515, 548, 554, 587,
  ],
  ...[593, 601, 631, 636, 853, 873, 989, 990, 992, 993, 995],
]

const notPorts = 'must be port numbers from 1 to 65535 and ranges, such as 443,8443,9000-9100'

function rangeOf(written: string): PortRange | null {
  const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/u.exec(written.trim()) ?? []
  const range = [Number(from), Number(to)] as const
  return 1 <= range[0] && range[0] <= range[1] && range[1] <= 65_535 ? range : null
}

/** `443,8443,9000-9100`: where webhooks may knock. */
export const webhookPorts = z.string().transform((written, context): readonly PortRange[] => {
  const ranges = written.split(',').map(rangeOf)
  const known = ranges.filter((range) => range !== null)
  if (known.length < ranges.length) {
    context.addIssue(notPorts)
    return z.NEVER
  }
  const taken = othersPorts.find((port) => known.some(([from, to]) => from <= port && port <= to))
  if (taken === undefined) return Object.freeze(known)
  context.addIssue(`must not take in port ${String(taken)}, which belongs to another service`)
  return z.NEVER
})
