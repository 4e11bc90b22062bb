import type { CaseRecord } from '../cases/case.ts'
import { proposalFor } from '../cases/proposal.ts'
import * as recategorising from '../feedback/recategorised-notices.ts'
import { progressNotices, receiptNotice } from '../feedback/receipts.ts'
import * as staff from '../feedback/staff-notices.ts'
import * as tasks from '../feedback/tasks.ts'
import { findHandler } from './on-the-way.ts'
import { type Reaction, say, type Scene } from './scene.ts'

/** On its way under the new leaf; what came back from a handler waits for the duty officer (2.1). */
async function goOn(scene: Scene, record: CaseRecord): Promise<void> {
  const { event, ground, now } = scene
  await say(scene, recategorising.awayNotices(event, record, ground, now))
  if (record.returns === 0) return findHandler(scene)
  const proposal = proposalFor(record, ground, now)
  await say(scene, tasks.noWayNotices(event, record, `类别改过了。建议：${proposal}`, ground, now))
}

/**
 * A case was put under its right leaf: whoever gets it or keeps it reads what it was before and until when, whoever had
 * it is let go, reporters hear who has it now, and in danger once what to do under the right name (6.13).
 */
export const recategorised: Reaction = async (scene) => {
  const { event, record, ground, now } = scene
  await say(scene, [recategorising.conductNotice(event, record, ground, now)])
  if (record.state === 'filed') return goOn(scene, record)
  if (event.facts['handlerBefore'] === undefined)
    return say(scene, recategorising.staysNotices(event, record, ground, now))
  const said = recategorising.saidWith(event, ground, now)
  await say(scene, [
    ...tasks.dispatchNotices(event, record, ground, now, { how: 'recategorise', said }),
    receiptNotice(event, record, ground, now),
    ...progressNotices(event, record, 'handed_on', ground, now),
    ...staff.takenOverNotices(event, record, ground, now),
  ])
}
