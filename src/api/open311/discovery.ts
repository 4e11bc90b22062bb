import type { ParameterizedContext } from 'koa'
import { writtenTime } from '../../grid/written-time.ts'
import type { ApiParts } from '../v1/ports.ts'
import type { Plain } from './xml.ts'

const plainHost = /^[\w.-]{1,253}(?::\d{1,5})?$/u

/** Where this server is: by its public address, else as it was called. */
function hereAt(ctx: ParameterizedContext, { publicUrl }: ApiParts): string {
  if (publicUrl !== null) return publicUrl.replace(/\/+$/u, '')
  return `http://${plainHost.test(ctx.host) ? ctx.host : 'localhost'}`
}

/** The service discovery file: where the one endpoint is, in which forms it answers, and since when its services are as they are. */
export function presentDiscovery(
  ctx: ParameterizedContext,
  parts: ApiParts,
  changedAt: Date,
): Readonly<Record<string, Plain>> {
  const { directory, calendar } = parts.ground()
  const changeset = writtenTime(changedAt, calendar.zone)
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
