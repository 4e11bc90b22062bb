import type { ParameterizedContext } from 'koa'
import type { ApiParts } from '../v1/ports.ts'
import type { Plain } from './xml.ts'

const plainHost = /^[\w.-]{1,253}(?::\d{1,5})?$/u

/** Where this server is: by its public address, else as it was called. */
function hereAt(ctx: ParameterizedContext, { publicUrl }: ApiParts): string {
  if (publicUrl !== null) return publicUrl.replace(/\/+$/u, '')
  return `http://${plainHost.test(ctx.host) ? ctx.host : 'localhost'}`
}

/** The service discovery file: where the one endpoint is, and in which forms it answers. */
export function presentDiscovery(
  ctx: ParameterizedContext,
  parts: ApiParts,
): Readonly<Record<string, Plain>> {
  const { directory } = parts.ground()
  // Sortable, and another one whenever the town's file, and with it the services, was changed.
  const changeset = String(directory.data.version).padStart(8, '0')
  return {
    changeset,
    contact: directory.data.name,
    key_service: `密钥由${directory.data.name}主任批准后发给，请与中心联系。`,
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${hereAt(ctx, parts)}/open311/v2`,
        changeset,
        type: parts.publicUrl === null ? 'test' : 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  }
}
