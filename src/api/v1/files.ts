import { Readable } from 'node:stream'
import type { ParameterizedContext } from 'koa'
import { pagePolicy } from '../papers/page.ts'
import type { FileType, SentFile } from './route.ts'

/** A name as every browser reads it (RFC 6266): in UTF-8, with a plain one beside it. */
const disposition = (name: string, shown: boolean): string =>
  `${shown ? 'inline' : 'attachment'}; filename="linli${/\.\w+$/u.exec(name)?.[0] ?? ''}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/gu, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`

/** What somebody has sent us is looked at and saved, never run. */
const nothingRuns = "default-src 'none'; sandbox"

/**
 * Sends a file while it is made. Where making it fails half-way the connection is cut, so that nobody takes a part for the
 * whole; where nobody reads any more, it is no longer made.
 */
export function sendFile(ctx: ParameterizedContext, type: FileType, file: SentFile): void {
  const { name, content, mediaType = type, inline } = file
  ctx.type = type === 'text/html' ? 'text/html; charset=utf-8' : mediaType
  ctx.set('Content-Disposition', disposition(name, type === 'text/html' || inline === true))
  if (type === 'text/html') ctx.set('Content-Security-Policy', pagePolicy)
  else ctx.set({ 'Content-Security-Policy': nothingRuns, 'X-Content-Type-Options': 'nosniff' })
  ctx.body = content
  if (content instanceof Readable) content.once('error', () => ctx.res.destroy())
}
