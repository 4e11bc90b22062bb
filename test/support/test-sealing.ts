import { type KeyRing, makeSealing } from '../../src/kernel/sealing.ts'

const testKey = { id: 'k1', secret: new Uint8Array(32).fill(7) }
export const testRing: KeyRing = {
  current: () => testKey,
  byId: (id) => (id === testKey.id ? testKey : null),
  all: () => [testKey],
}
/** What every test's database is sealed with. */
export const testSealing = makeSealing(testRing)

/** The same key as settings give it, for parts that open a ring of their own. */
export const testKeySettings = {
  sealingKeys: `k1:${Buffer.from(testKey.secret).toString('base64')}`,
  dataFolder: '',
}
