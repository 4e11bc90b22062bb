import type { SandboxMessage } from '../../chat/sandbox.ts'
import type { CaseGlance } from './ports.ts'

/** A message as the door shows it (doors.md): times as ISO in UTC, an attachment by its address. */
export function presentMessage(message: SandboxMessage): object {
  const { attachment } = message
  return {
    id: message.id,
    at: message.at.toISOString(),
    room: message.room,
    from: message.from,
    fromName: message.fromName,
    text: message.text,
    mentions: message.mentions,
    quote: message.quote,
    kind: message.kind,
    recalled: message.recalled,
    attachment:
      attachment === null
        ? null
        : { ...attachment, href: `/sandbox/api/messages/${encodeURIComponent(message.id)}/attachment` },
  }
}

export function presentCase(glance: CaseGlance): object {
  return { ...glance, dueAt: glance.dueAt?.toISOString() ?? null }
}

/** Kinds that a browser shows and never runs. */
const shown = /^(?:image\/(?:png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+)$/

/** How an attachment may leave: pictures and sound in place, everything else only as a download. */
export function attachmentHeaders(attachment: {
  name: string
  mediaType: string
}): Readonly<Record<string, string>> {
  const inPlace = shown.test(attachment.mediaType)
  return {
    'Content-Type': inPlace ? attachment.mediaType : 'application/octet-stream',
    'Content-Disposition': `${inPlace ? 'inline' : 'attachment'}; filename*=UTF-8''${rfc5987(attachment.name)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'private, max-age=3600',
  }
}

function rfc5987(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}`,
  )
}
