import type { ModelStore } from './models.ts'

/**
 * Returns to the model in use before the present one, at last to that of the project, in the caller's transaction; written
 * down in the history. What was learnt stays. Null where the project's own was in use already.
 */
export async function takeModelBack(
  models: ModelStore,
  by: { run: string; who: string; at: Date },
): Promise<{ decision: string; model: string | null } | null> {
  await models.lock()
  const { model: present } = await models.inUse()
  if (present === null) return null
  const before = (await models.about(present))?.before ?? null
  const kept = before !== null && (await models.about(before)) !== null ? before : null
  const decision = await models.decide({
    ...{
      ...by,
      outcome: 'taken_back',
      model: kept,
      whyNot: null,
      corrections: 0,
      learntFrom: '',
      figures: null,
    },
  })
  return { decision, model: kept }
}
