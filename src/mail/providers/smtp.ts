import { tame } from '../address.ts'
import { Refused, type Send } from '../letter.ts'

/**
 * Any relay that speaks SMTP: `smtps://user:password@host:465`, or `smtp://…:587` with STARTTLS.
 * The letter's id is its Message-ID, so that a copy of a repeated try can be known as one.
 */
export const bySmtp =
  (address: URL): Send =>
  async ({ id, from, to, subject, html, text, headers }) => {
    // a socket is opened by few deployments, and its client is heavy
    const { LogLevel, WorkerMailer } = await import('worker-mailer')
    const isSecure = address.protocol === 'smtps:'
    const messageId = `<${id}@${from.email.split('@')[1] ?? 'localhost'}>`
    const mailer = await WorkerMailer.connect({
      host: address.hostname,
      port: Number(address.port) || (isSecure ? 465 : 587),
      secure: isSecure,
      startTls: !isSecure,
      socketTimeoutMs: 20_000,
      // it would log whom we write to
      logLevel: LogLevel.NONE,
      ...(address.username && {
        credentials: {
          username: decodeURIComponent(address.username),
          password: decodeURIComponent(address.password),
        },
        authType: ['plain', 'login'],
      }),
    })
    try {
      await mailer.send({
        ...{ from: { name: tame(from.name), email: from.email }, to, subject, html, text },
        headers: { ...headers, 'Message-ID': messageId },
      })
    } catch (error) {
      // 5yz is the relay's last word on this letter
      const words = error instanceof Error ? error.message : `${error}`
      throw /\b5\d\d[ -]/.test(words) ? new Refused('the relay refused it') : error
    } finally {
      await mailer.close().catch(() => undefined)
    }
    return messageId
  }
