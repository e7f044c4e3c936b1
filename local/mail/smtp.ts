import { createServer, type Socket } from 'node:net'
import type { Mailbox } from './store.ts'

/**
 * As much of a mail relay as a letter needs (RFC 5321), so that the way by SMTP can be tried too.
 * `refused@…` is nobody's address here.
 */
export async function startRelay(store: Mailbox): Promise<{ port: number; stop(): Promise<void> }> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => undefined)
    talk(socket, store)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The relay has no address.')
  return {
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

function talk(socket: Socket, store: Mailbox) {
  let [to, rest] = ['', '']
  let isBody = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  say('220 localhost ready')
  socket.on('data', (chunk) => {
    rest += chunk
    if (isBody) {
      const end = rest.indexOf('\r\n.\r\n')
      if (end < 0) return
      keep(store, to, rest.slice(0, end))
      isBody = false
      rest = rest.slice(end + 5)
      return say('250 taken')
    }
    for (let end = rest.indexOf('\r\n'); end >= 0 && !isBody; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end)
      rest = rest.slice(end + 2)
      const command = line.slice(0, 4).toUpperCase()
      if (command === 'RCPT') {
        to = /<([^>]+)>/.exec(line)?.[1] ?? ''
        say(to.startsWith('refused@') ? '550 5.1.1 nobody of that name' : '250 fine')
      } else if (command === 'DATA') {
        isBody = true
        say('354 go on')
      } else if (command === 'QUIT') {
        say('221 bye')
        socket.end()
      } else say('250 fine')
    }
  })
}

function keep(store: Mailbox, to: string, raw: string) {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  const headers = Object.fromEntries(
    head.split('\r\n').map((line) => [line.split(':')[0] ?? '', line.slice(line.indexOf(':') + 2)]),
  )
  const { Subject: subject = '', From: from = '' } = headers
  store.keep({ key: null, print: '', from, to: [to], subject, html: '', text: raw, headers })
}
