import { Refused, type Send } from '../letter.ts'

/** What Cloudflare says of a letter that it will never take. */
const FINAL = /E_(RECIPIENT|SENDER|HEADER|CONTENT|VALIDATION)\w*|invalid|not allowed|not verified/i

/** Cloudflare's own Email Service, by the binding of wrangler.toml. */
export const byCloudflare =
  (binding: SendEmail): Send =>
  async ({ from, to, subject, html, text, headers }) => {
    try {
      const { messageId } = await binding.send({ from, to, subject, html, text, headers })
      return messageId
    } catch (error) {
      const words = error instanceof Error ? error.message : `${error}`
      throw FINAL.test(words) ? new Refused(words) : error
    }
  }
