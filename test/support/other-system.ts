import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'

interface Heard {
  headers: IncomingHttpHeaders
  body: string
}
const servers: Server[] = []

/** Ends every other system. */
export function endOtherSystems(): void {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
}

/** Another system on this machine: answers each call as the next of these says, the last one again and again. */
export async function otherSystem(...answers: (number | 'silent' | 'endless')[]) {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const answer = answers[Math.min(heard.length, answers.length - 1)] ?? 200
      heard.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') })
      if (answer === 'silent') return
      if (answer === 'endless') {
        response.writeHead(200)
        const more = setInterval(() => response.write('x'.repeat(10_000)), 5)
        response.on('close', () => {
          clearInterval(more)
        })
        return
      }
      response.writeHead(answer, { location: 'http://127.0.0.1:9/' }).end('收到'.repeat(400))
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { heard, url: `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}/hook` }
}
