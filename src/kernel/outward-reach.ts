/** Ports from the first to the last, both included. */
export type PortRange = readonly [from: number, to: number]

/** How far a call to another system may lead; what is not within it is refused when an address is named and at each call. */
export interface OutwardReach {
  /** Private addresses, such as the government's own network, and plain http. */
  readonly privateAllowed: boolean
  readonly ports: readonly PortRange[]
}

/** Ports of the web, and those that any program may open: where nobody has said otherwise. */
export const usualPorts: readonly PortRange[] = [
  [80, 80],
  [443, 443],
  [1_024, 65_535],
]

const portOf = ({ port, protocol }: URL): number =>
  port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port)

/** Whether the port of an address, said or not, is one that may be called. */
export const isCallablePort = (url: URL, ports: readonly PortRange[]): boolean =>
  ports.some(([from, to]) => from <= portOf(url) && portOf(url) <= to)

/** As a person writes them: `80、443、1024-65535`. */
export const saidPorts = (ports: readonly PortRange[]): string =>
  ports.map(([from, to]) => (from === to ? String(from) : `${String(from)}-${String(to)}`)).join('、')
