import { leadsInside } from '../kernel/public-address.ts'
import type { Approval, ApprovalStore } from './approvals.ts'
import type { AuditFacts } from './audit.ts'

/** What is asked of a model outside: to read messages, or to write down what a voice says. */
export const endpointUses = ['reading', 'voices'] as const
export type EndpointUse = (typeof endpointUses)[number]

/** Where residents' words would be sent to, as the operator has set it. No log-in stands in the address. */
export interface ModelEndpoint {
  use: EndpointUse
  address: string
  model: string
}

/** What the director's approval must name to the letter (9.7): another address or model is another approval. */
export const factsOfEndpoint = ({ use, address, model }: ModelEndpoint): AuditFacts => ({
  use,
  address,
  model,
})

/** Whether words would leave the house there: not to this machine, nor into the government's own network. */
export const isOutside = ({ address }: ModelEndpoint): boolean => !leadsInside(new URL(address).hostname)

/** The approval under which an endpoint may be used now; null where there is none in force. */
export const endpointApproval = (
  endpoint: ModelEndpoint,
  approvals: Pick<ApprovalStore, 'standing'>,
  now: Date,
): Promise<Approval | null> => approvals.standing('model_endpoint', factsOfEndpoint(endpoint), now)
