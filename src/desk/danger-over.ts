import type { CaseRecord } from '../cases/case.ts'
import { ended } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { supplementCase } from '../cases/orders.ts'
import { redactText } from '../intake/redact.ts'
import { addHours } from '../kernel/clock.ts'
import { botAtChat } from './acting.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import type { Settled, Spoken } from './spoken.ts'

const over =
  /没事了|没事啦|虚惊一场|误会|搞错了|看错了|(?:火|烟|灶).{0,4}(?:灭|扑)了?|扑灭|灭了|找[到着]了|(?:自己)?回(?:来|家)了|(?:放|救|接|弄|出)出?来了|(?:没|散)了?(?:气|焦|煤气|燃气)?味(?:道|儿)?(?:了|散了)|味道?散了|关(?:好|上)?阀了?|不漏了|危险解除|解除了|走了|不打了|劝开了|散了/u
const doubt =
  /[?？]|[吗么呢]\s*$|没灭|没找|没(?:有)?(?:回来|出来)|又|还(?:在|有|没)|是不是|但是?|可是|不过|怎么|谁|快/u
const longest = 40
const hoursBack = 24

/** "没事了，火灭了": somebody says that a danger is over. It ends nothing: a person looks (2.1, 7.2). */
export const saysDangerOver = (said: string): boolean =>
  said.length <= longest && over.test(said) && !doubt.test(said)

export const isDanger = ({ urgency, category }: Pick<CaseRecord, 'urgency' | 'category'>): boolean =>
  urgency === 'emergency' || category === '0902'

/**
 * A neighbour says below an open emergency of this room that it is over. They have nothing to take back: the words go to
 * whoever works at it, the room hears nothing. Null where not just one emergency is open here.
 */
export async function noteDangerOver(
  deps: DeskDeps,
  stores: DeskStores,
  { setting, said }: Pick<Spoken, 'setting' | 'said'>,
  now: Date,
): Promise<Settled | null> {
  if (setting.room?.kind !== 'residents' || !saysDangerOver(said)) return null
  const lately = await stores.cases.find({
    room: setting.room.code,
    receivedSince: addHours(now, -hoursBack),
    most: 20,
  })
  const open = lately.filter(
    (one) =>
      one.urgency === 'emergency' && !ended.has(one.state) && !one.confidential && one.category !== '0902',
  )
  const [record, second] = open
  if (record === undefined || second !== undefined) return null
  await moveCase(stores, record.id, supplementCase(redactText(said), {}), botAtChat, deps.ground(), now)
  return { end: 'danger_over', caseId: record.id }
}
