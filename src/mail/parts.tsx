import type { Child } from 'hono/jsx'
import { brand, DEFAULT_BRAND } from '../ui/brand.ts'
import { FONT } from './shell.tsx'

/** The first words of a letter. */
export const LetterTitle = ({ children }: { children: Child }) => (
  <h1
    class="ink"
    style={`margin:0 0 8px;color:#1c1c21;font-size:22px;line-height:29px;font-weight:700;letter-spacing:-.01em;${FONT}`}
  >
    {children}
  </h1>
)

export const LetterWords = ({ children }: { children: Child }) => (
  <p class="quiet" style={`margin:0 0 18px;color:#5d5d66;font-size:16px;line-height:25px;${FONT}`}>
    {children}
  </p>
)

/** The one thing to do. */
export function LetterButton({
  href,
  brandColor,
  children,
}: {
  href: string
  brandColor?: string | null
  children: Child
}) {
  const { light } = brand(brandColor ?? DEFAULT_BRAND)
  return (
    <table role="presentation" cellpadding="0" cellspacing="0" style="margin:22px 0 4px">
      <tbody>
        <tr>
          <td>
            <a
              class="button"
              href={href}
              style={`display:inline-block;padding:12px 20px;border-radius:8px;background:${light.brand};color:${light['on-brand']};font-size:16px;line-height:20px;font-weight:600;text-decoration:none;${FONT}`}
            >
              {children}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

type ItemProps = { href: string; title: string; body: string; facts: string; isFirst: boolean }

/** One thing that happened. */
export const LetterItem = ({ href, title, body, facts, isFirst }: ItemProps) => (
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0">
    <tbody>
      <tr>
        <td
          class="rule"
          style={`padding:${isFirst ? '6px' : '16px'} 0 16px;${isFirst ? '' : 'border-top:1px solid #ececf0;'}${FONT}`}
        >
          <a
            class="ink"
            href={href}
            style={`color:#1c1c21;font-size:16px;line-height:23px;font-weight:600;text-decoration:none;${FONT}`}
          >
            {title}
          </a>
          {body && (
            <div
              class="quiet"
              dir="auto"
              style={`margin-top:4px;color:#5d5d66;font-size:15px;line-height:23px;${FONT}`}
            >
              {body}
            </div>
          )}
          <div
            class="quiet"
            style={`margin-top:4px;color:#77777f;font-size:13px;line-height:18px;${FONT}`}
          >
            {facts}
          </div>
        </td>
      </tr>
    </tbody>
  </table>
)

export const LetterLink = ({ href, children }: { href: string; children: Child }) => (
  <a class="quiet" href={href} style="color:inherit;text-decoration:underline">
    {children}
  </a>
)
