import { BlockList, isIP } from 'node:net'

/** Networks that are not the public one: this machine, private, shared, link-local, test, multicast, reserved (RFC 6890). */
const notPublic: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ...([
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
  ] as const),
  ...(['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'] as const),
  ...(['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'] as const),
  // ::/96 holds this machine and the old embedded IPv4 addresses; 64:ff9b, 2001 and 2002 lead to IPv4 ones in disguise.
  ...(['::/96', '::ffff:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23'] as const),
  ...([
    '2001:db8::/32',
    '2002::/16',
    '3fff::/20',
    '5f00::/16',
    'fc00::/7',
    'fe80::/10',
    'fec0::/10',
  ] as const),
  ...(['ff00::/8'] as const),
].map((written) => {
  const [network = '', bits = ''] = written.split('/')
  return [network, Number(bits), isIP(network) === 4 ? 'ipv4' : 'ipv6'] as const
})

// A list for each family: in one list a rule for mapped addresses would count for every IPv4 address.
const blocked = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [network, bits, family] of notPublic) blocked[family].addSubnet(network, bits, family)

/** Whether a host, by its name or address alone, is this machine or one of a private network. */
export function leadsInside(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/gu, '')
  return isIP(host) === 0
    ? /^localhost$|\.localhost$|\.local$|\.internal$/iu.test(host)
    : !isPublicAddress(host)
}

/** Whether an IP address lies in the public internet; everything that is no address does not. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 0) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  return !blocked[family].check(address, family)
}
