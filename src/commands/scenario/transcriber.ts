import { once } from 'node:events'
import { createServer } from 'node:http'
import { encode } from 'silk-wasm'

/** A transcription service on loopback that knows beforehand what it will hear. */
export interface ScriptedTranscriber {
  url: string
  close(): Promise<void>
}

/**
 * Speaks the protocol of transcription services and answers with these words, one after another; an empty line, and
 * everything behind the last, it refuses.
 */
export async function startTranscriber(hears: readonly string[]): Promise<ScriptedTranscriber> {
  const left = [...hears]
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      const asked = request.method === 'POST' && request.url?.endsWith('/audio/transcriptions') === true
      const words = asked ? (left.shift() ?? '') : ''
      response.writeHead(words === '' ? 400 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ text: words }))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${String(port)}/v1`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const sampleRate = 16_000

/** Half a second of a tone as the chat would carry it, base64: something that a decoder takes for a voice. */
export async function spokenTone(): Promise<string> {
  const samples = Int16Array.from({ length: sampleRate / 2 }, (_, at) =>
    Math.round(Math.sin((at * 2 * Math.PI * 220) / sampleRate) * 9_000),
  )
  const { data } = await encode(samples, sampleRate)
  return Buffer.from(data).toString('base64')
}
