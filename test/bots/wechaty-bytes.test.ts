import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { FileBox } from 'file-box'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attachmentOf, attachmentOnWire, TooLarge } from '../../bots/wechaty/bytes.ts'
import type { PuppetLine } from '../../bots/wechaty/line.ts'

const faults: unknown[] = []
const fault = (reason: unknown): void => void faults.push(reason)
const never = new AbortController().signal

beforeEach(() => {
  faults.length = 0
  process.on('uncaughtException', fault)
  process.on('unhandledRejection', fault)
})

afterEach(async () => {
  await delay(10)
  process.off('uncaughtException', fault)
  process.off('unhandledRejection', fault)
  expect(faults).toEqual([])
})

/** A download as gRPC gives it: cancelling makes it fail, whoever still listens. */
class Download extends Readable {
  readonly asked: string[] = []

  constructor(parts: readonly number[], end: 'ends' | 'breaks' | 'hangs') {
    const chunks = parts.map((size) => ({ getChunk_asU8: () => new Uint8Array(size).fill(7) }))
    super({
      objectMode: true,
      read() {
        const next = chunks.shift()
        if (next !== undefined) this.push(next)
        else if (end === 'ends') this.push(null)
        else if (end === 'breaks') this.destroy(new Error('14 UNAVAILABLE: read ECONNRESET'))
      },
    })
  }

  cancel(): void {
    if (!this.readableEnded) this.destroy(new Error('1 CANCELLED: Cancelled on client'))
  }
}

function lineWith(download: Download): PuppetLine {
  class DownloadRequest {
    setId(id: string): void {
      download.asked.push(id)
    }
  }
  return { client: { download: () => download }, wire: { DownloadRequest } } as unknown as PuppetLine
}

const onServer = JSON.stringify({ type: 7, boxType: 7, uuid: 'u-1', name: '../../etc/路灯.jpg' })
const fetched = (download: Download, most = 1_000, signal = never): Promise<unknown> =>
  attachmentOnWire(lineWith(download), onServer, most, signal)

describe('a file that lies on the server', () => {
  it('is fetched whole, under a name without folders', async () => {
    const download = new Download([300, 200], 'ends')
    expect(await fetched(download)).toEqual({
      name: '路灯.jpg',
      mediaType: 'image/jpeg',
      bytes: Buffer.alloc(500, 7),
    })
    expect(download.asked).toEqual(['u-1'])
  })

  it('that breaks off halfway is an error, not half a file, and not the end of the process', async () => {
    await expect(fetched(new Download([300], 'breaks'))).rejects.toThrow('ECONNRESET')
  })

  it('that turns out too large is given up, and what it says after that is nobody’s concern', async () => {
    const download = new Download([800, 800, 800], 'hangs')
    await expect(fetched(download)).rejects.toBeInstanceOf(TooLarge)
    expect(download.destroyed).toBe(true)
  })

  it('that says it is too large is not even begun', async () => {
    const download = new Download([1], 'ends')
    const json = JSON.stringify({ type: 7, uuid: 'u-1', name: 'a.zip', size: 1_001 })
    await expect(attachmentOnWire(lineWith(download), json, 1_000, never)).rejects.toBeInstanceOf(TooLarge)
    expect(download.asked).toEqual([])
  })

  it('that hangs is given up when time is over', async () => {
    const over = new AbortController()
    const fetching = fetched(new Download([1], 'hangs'), 1_000, over.signal)
    setTimeout(() => {
      over.abort()
    }, 20)
    await expect(fetching).rejects.toThrow()
  })
})

describe('a file that comes with the answer, or from a puppet in this process', () => {
  it('is read whole, or refused as too large', async () => {
    const small = FileBox.fromBase64(Buffer.alloc(500, 1).toString('base64'), '留言.sil')
    const json = JSON.stringify(small)
    const line = lineWith(new Download([], 'ends'))
    expect(await attachmentOnWire(line, json, 1_000, never)).toMatchObject({
      name: '留言.sil',
      mediaType: 'audio/silk',
    })
    await expect(attachmentOnWire(line, json, 400, never)).rejects.toBeInstanceOf(TooLarge)
    const nameless = await attachmentOf(FileBox.fromBuffer(Buffer.alloc(5), 'x'), 1_000, never)
    expect(nameless).toMatchObject({ mediaType: 'application/octet-stream', bytes: Buffer.alloc(5) })
  })
})
