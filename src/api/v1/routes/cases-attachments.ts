import { z } from 'zod'
import type { CaseRecord } from '../../../cases/case.ts'
import type { CaseAttachment } from '../../../cases/lists.ts'
import { newId } from '../../../kernel/ids.ts'
import { Refusal } from '../../../kernel/errors.ts'
import { RequestFault } from '../../problems.ts'
import { audited } from '../audited.ts'
import type { ApiParts, ApiStores } from '../ports.ts'
import { type ApiRoute, personAsking, route, type UploadedFile } from '../route.ts'
import { code, time, words } from '../shapes/people.ts'
import { caseInSight } from '../sights.ts'
import { caseParams } from './cases-read.ts'
import { readsMatter } from '../withheld.ts'

const mostBytes = 12_000_000
const mostOfCase = 60
const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const

const params = caseParams.extend({ id: words(200) })
const noSuch = (): Refusal => new Refusal('not_found', '没有这个附件。')

const shown = z.object({
  id: z.string(),
  kind: z.literal('image'),
  mediaType: z.string(),
  size: z.int(),
  name: z.string(),
  at: time,
})

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
}

/** What only the case's own people may see: a look at it is written down (9.7). */
async function attachmentOf(
  stores: Pick<ApiStores, 'caseLists'>,
  record: CaseRecord,
  id: string,
): Promise<CaseAttachment> {
  const found = (await stores.caseLists.attachments(record.id)).find((one) => one.id === id)
  if (found === undefined) throw noSuch()
  return found
}

const tooMany = (): RequestFault => new RequestFault('too_many_requests', { retryAfterSeconds: 5 })
const heic = 'HEIC 照片这里打不开：请在手机的“相机—格式”里选“兼容性最佳”再拍，或者转成 JPG 再传。'
const heicByChat = '这是 HEIC 照片，这里打不开：请让对方不选“原图”再发一次。'

/** The picture as it is kept; refused where it is none, or of a kind that cannot be opened. */
async function drawnAnew(bytes: Uint8Array, { pictures: drawing }: ApiParts): Promise<UploadedFile> {
  const clean = await drawing.clean(bytes, tooMany)
  if (clean !== null) return clean
  if (drawing.isHeic(bytes)) throw new Refusal('invalid', heic)
  throw new RequestFault('unsupported_media_type')
}

/**
 * What lies there as it may go out: what came by the pages was drawn anew before it was kept, everything else is now. Null
 * for what is no picture.
 */
async function cleanOf(
  { id, kind }: CaseAttachment,
  bytes: Uint8Array,
  { stores, pictures: drawing }: ApiParts,
): Promise<UploadedFile | null> {
  if (kind === 'voice') return null
  const upload = await stores.uploads.byId(id)
  if (upload !== null) return { bytes, mediaType: upload.mediaType }
  const clean = await drawing.clean(bytes, tooMany)
  if (clean === null && (kind === 'image' || drawing.looksLikePicture(bytes)))
    throw new Refusal(
      'wrong_state',
      drawing.isHeic(bytes) ? heicByChat : '这张图片的格式打不开，请让对方重新发一张。',
    )
  return clean
}

/**
 * A picture for a case, for whoever has it in sight: taken by what it is, not by what it is called, and kept drawn anew,
 * without the position where it was taken. Name it in `photos` of a result.
 */
export const addAttachmentRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'addAttachment', method: 'post', path: '/cases/{number}/attachments', chapter: '案件' },
    ...{ says: '上传照片（去掉拍摄位置等信息）', status: 201 },
    who: { posts: 'staff' },
    params: caseParams,
    query: z.strictObject({ name: words(100).optional() }),
    takesFile: { mediaTypes: [...pictures, 'application/octet-stream'], mostBytes },
    answer: shown,
    async prepare(asked) {
      await caseInSight(asked.params.number, asked, parts.stores.cases, parts.ground())
      return asked.upload === null ? null : drawnAnew(asked.upload.bytes, parts)
    },
    async change(asked, stores) {
      const record = await caseInSight(asked.params.number, asked, stores.cases, parts.ground())
      const before = await stores.uploads.ofCase(record.id)
      if (before.length >= mostOfCase) throw new Refusal('conflict', '这件的附件太多了，请先删掉不用的。')
      if (asked.upload === null) throw new RequestFault('unsupported_media_type')
      const id = `upload-${newId()}`
      const { bytes, mediaType } = asked.upload
      const name = asked.query.name ?? `照片.${endings[mediaType] ?? 'bin'}`
      await stores.uploads.add({
        ...{ id, caseId: record.id, person: personAsking(asked), kind: 'image', name, mediaType },
        ...{ size: bytes.length, uploadedAt: asked.now },
      })
      await audited(stores.audit, asked, 'case.attached', {
        subject: record.number,
        after: { attachment: id },
      })
      // Where the transaction fails after this, bytes without a row lie there: nobody reaches them.
      await parts.attachments.put(id, { name: `${id}.${endings[mediaType] ?? 'bin'}`, bytes })
      return {
        body: {
          id,
          kind: 'image' as const,
          mediaType,
          size: bytes.length,
          name,
          at: asked.now.toISOString(),
        },
      }
    },
  })

/**
 * What came with a case, by chat or from the pages. A picture goes out drawn anew, whatever way it came; what else there
 * is goes out to be saved, never to be run.
 */
export const readAttachmentRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readAttachment', method: 'get', path: '/cases/{number}/attachments/{id}', chapter: '案件' },
    says: '打开附件（会记入审计）',
    who: { posts: 'staff' },
    ...{ params, answer: null, sends: 'application/octet-stream' },
    async look(asked) {
      const { stores } = parts
      const record = await caseInSight(asked.params.number, asked, stores.cases, parts.ground())
      if (!readsMatter(asked.caller, record, parts.ground())) throw noSuch()
      const attachment = await attachmentOf(stores, record, asked.params.id)
      const { id, name } = attachment
      const bytes = await parts.attachments.get(id)
      if (bytes === null) throw noSuch()
      const clean = await cleanOf(attachment, bytes, parts)
      await audited(stores.audit, asked, 'attachment.opened', {
        subject: record.number,
        after: { attachment: id },
      })
      const mediaType = clean?.mediaType ?? 'application/octet-stream'
      const plain = (name ?? `附件-${record.number}`).replace(/\.[A-Za-z0-9]{1,5}$/u, '')
      const ending = endings[mediaType] ?? /\.([A-Za-z0-9]{1,5})$/u.exec(name ?? '')?.[1] ?? 'bin'
      const content = Buffer.from(clean?.bytes ?? bytes)
      return {
        body: null,
        headers: { 'Cache-Control': 'private, no-store' },
        file: { name: `${plain}.${ending}`, content, mediaType, ...(clean === null ? {} : { inline: true }) },
      }
    },
  })

/** Takes a picture away again that somebody has brought by mistake; not one that a result names. */
export const dropAttachmentRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'dropAttachment', method: 'delete', path: '/cases/{number}/attachments/{id}' },
    ...{ chapter: '案件', says: '删掉传错的照片' },
    who: { posts: 'staff' },
    ...{ params: caseParams.extend({ id: code }), answer: null },
    async change(asked, stores) {
      const record = await caseInSight(asked.params.number, asked, stores.cases, parts.ground())
      const upload = await stores.uploads.byId(asked.params.id)
      if (upload?.caseId !== record.id) throw noSuch()
      if (upload.person !== personAsking(asked)) throw new Refusal('forbidden', '照片由上传的人来删。')
      const used = (await stores.events.ofCase(record.id)).some(
        ({ facts }) => Array.isArray(facts['photos']) && facts['photos'].includes(upload.id),
      )
      if (used) throw new Refusal('wrong_state', '这张照片已经用在办理结果里，不能删。')
      await stores.uploads.remove(upload.id)
      await audited(stores.audit, asked, 'case.detached', {
        subject: record.number,
        before: { attachment: upload.id },
      })
      return {
        body: null,
        after: () => {
          void parts.attachments.drop(upload.id)
        },
      }
    },
  })
