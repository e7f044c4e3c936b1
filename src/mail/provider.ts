import type { Send } from './letter.ts'
import { byCloudflare } from './providers/cloudflare.ts'
import { byPostmark } from './providers/postmark.ts'
import { byResend } from './providers/resend.ts'
import { bySes } from './providers/ses.ts'
import { bySmtp } from './providers/smtp.ts'

export type ProviderName = 'cloudflare' | 'resend' | 'postmark' | 'ses' | 'smtp'

/**
 * Who carries our letters, by one variable. Without `MAIL_URL` it is Cloudflare's binding; else
 * `resend://KEY`, `postmark://TOKEN`, `ses://KEY:SECRET@REGION`, `smtps://USER:PASSWORD@HOST`.
 * @throws Error for an address that names none of them
 */
export function providerOf(env: Env): { name: ProviderName; send: Send } | null {
  if (!env.MAIL_URL) return env.EMAIL ? { name: 'cloudflare', send: byCloudflare(env.EMAIL) } : null
  const [scheme = '', rest = ''] = env.MAIL_URL.split('://')
  const at = rest.lastIndexOf('@')
  const [given, place] = at < 0 ? [rest, ''] : [rest.slice(0, at), rest.slice(at + 1)]
  const key = decodeURIComponent(given)
  // only a stand-in is elsewhere than the service itself
  const api = place ? `http://${place}` : undefined
  if (scheme === 'resend') return { name: 'resend', send: byResend({ key, api }) }
  if (scheme === 'postmark') return { name: 'postmark', send: byPostmark({ key, api }) }
  if (scheme === 'ses') {
    const [accessKeyId = '', secretAccessKey = ''] = given.split(':').map(decodeURIComponent)
    return { name: 'ses', send: bySes({ accessKeyId, secretAccessKey, ...sesPlace(place) }) }
  }
  if (scheme === 'smtp' || scheme === 'smtps')
    return { name: 'smtp', send: bySmtp(new URL(env.MAIL_URL)) }
  throw new Error('MAIL_URL names no provider: docs/operating.md lists them')
}

/** A region; or, for a stand-in, where it is. */
const sesPlace = (place: string) =>
  place.includes(':') ? { region: 'local', api: `http://${place}` } : { region: place }

/** Letters that go to this machine alone. */
export const isLocalMail = (env: Env): boolean =>
  /@(localhost|127\.0\.0\.1)(:|$)/.test(env.MAIL_URL ?? '')
