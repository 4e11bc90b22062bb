import { z } from 'zod'
import {
  endpointApproval,
  endpointUses,
  factsOfEndpoint,
  isOutside,
} from '../../../rights/model-endpoints.ts'
import type { ApiParts } from '../ports.ts'
import { type ApiRoute, route } from '../route.ts'
import { time } from '../shapes/people.ts'

const endpoint = z.object({
  use: z.enum(endpointUses),
  address: z.string(),
  model: z.string(),
  outside: z.boolean().describe('在本单位网络以外，要主任批准'),
  allowed: z.boolean().describe('现在可以用'),
  until: time.nullable().describe('批准到什么时候'),
  facts: z
    .record(z.string(), z.string())
    .describe('申请批准（POST /approvals，kind 为 model_endpoint）时照写的 facts'),
})

/** Where residents' words would be sent to be read or heard, and whether the director has approved it (9.7). */
export const listEndpointsRoute = ({ stores, modelEndpoints }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listModelEndpoints', method: 'get', path: '/reader/endpoints', chapter: '识读' },
    says: '设了哪些大模型、语音转写的地址，主任批准了没有',
    who: { posts: ['duty_officer', 'director'] },
    answer: z.object({ endpoints: z.array(endpoint) }),
    async look({ now }) {
      const endpoints: z.input<typeof endpoint>[] = []
      for (const one of modelEndpoints) {
        const [outside, approval] = [isOutside(one), await endpointApproval(one, stores.approvals, now)]
        endpoints.push({
          ...{ use: one.use, address: one.address, model: one.model, outside },
          allowed: !outside || approval !== null,
          until: approval?.until.toISOString() ?? null,
          facts: factsOfEndpoint(one) as Record<string, string>,
        })
      }
      return { body: { endpoints } }
    },
  })
