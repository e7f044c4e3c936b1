import type { Report } from '../letter.ts'
import type { ProviderName } from '../provider.ts'
import { reportsOfPostmark } from './postmark.ts'
import { reportsOfResend } from './resend.ts'
import { reportsOfSes } from './ses.ts'

/** What the provider's webhook says; null for what is not proven to come from it. */
export async function reportsIn(
  name: ProviderName,
  { body, headers, secrets }: { body: string; headers: Headers; secrets: string },
): Promise<Report[] | null> {
  if (name === 'resend') return reportsOfResend(body, headers, secrets)
  if (name === 'postmark') return reportsOfPostmark(body, headers, secrets)
  // Cloudflare reports by a queue, and a relay by letters to its owner
  return name === 'ses' ? reportsOfSes(body, secrets) : null
}
