import type { Clock } from './kernel/clock.ts'
import { reasonOf } from './kernel/errors.ts'
import type { Log } from './kernel/log.ts'
import { defaultModel, openAiAddress } from './llm/usual.ts'
import type { ApprovalStore } from './rights/approvals.ts'
import {
  endpointApproval,
  type EndpointUse,
  isOutside,
  type ModelEndpoint,
} from './rights/model-endpoints.ts'
import type { Settings } from './settings.ts'

/** An address as it may be shown: nobody's log-in, and none of its parameters. */
function shown(address: string | null): string {
  const { protocol, host, pathname } = new URL(address ?? openAiAddress)
  return `${protocol}//${host}${pathname.replace(/\/+$/u, '')}`
}

/** The endpoints that the settings name. */
export const endpointsOf = ({
  reader,
  llm,
  transcribe,
}: Pick<Settings, 'reader' | 'llm' | 'transcribe'>): readonly ModelEndpoint[] => [
  ...(reader === 'llm'
    ? [{ use: 'reading' as const, address: shown(llm.baseUrl), model: llm.model ?? defaultModel }]
    : []),
  ...(transcribe === null
    ? []
    : [{ use: 'voices' as const, address: shown(transcribe.url), model: transcribe.model }]),
]

export interface EndpointGate {
  /** Whether residents' words may be sent there now. Never rejects: where nobody can tell, they stay. */
  mayUse(use: EndpointUse): Promise<boolean>
  /** As it was when it was last asked. */
  isShut(use: EndpointUse): boolean
}

/**
 * 9.7: nothing goes to a model outside the house without the director's approval of exactly that address and model. Asked
 * anew each time, so that what is approved, taken back or over counts at once; until then the reader and the desk do as
 * though no model were set.
 */
export function makeEndpointGate(
  endpoints: readonly ModelEndpoint[],
  approvals: Pick<ApprovalStore, 'standing'>,
  clock: Clock,
  log: Log,
): EndpointGate {
  const shut = new Set<EndpointUse>()

  async function isAllowed(endpoint: ModelEndpoint): Promise<boolean> {
    if (!isOutside(endpoint)) return true
    try {
      return (await endpointApproval(endpoint, approvals, clock.now())) !== null
    } catch (error) {
      log.warn(
        { use: endpoint.use, reason: reasonOf(error) },
        'the approval of a model could not be looked up',
      )
      return false
    }
  }
  return {
    async mayUse(use) {
      const endpoint = endpoints.find((one) => one.use === use)
      const allowed = endpoint !== undefined && (await isAllowed(endpoint))
      if (!allowed && !shut.has(use))
        log.warn({ ...endpoint }, 'nothing is sent to this model: the director has not approved it')
      if (allowed) shut.delete(use)
      else shut.add(use)
      return allowed
    },
    isShut: (use) => shut.has(use),
  }
}
