import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { brand, DEFAULT_BRAND } from '../ui/brand.ts'
import { text } from '../ui/respond.tsx'

type Props = {
  subject: string
  /** what mailboxes show beside the subject */
  preview: string
  brandColor?: string | null
  /** who writes: the community or the deployment, and where it is */
  sender: { name: string; href: string }
  footer: Child
  children: Child
}

/**
 * The HTML of a letter: tables, which every mail program draws alike, in the community's colour, in
 * light and, where the program knows of it, in dark.
 */
export async function letterHtml(props: Props): Promise<string> {
  return `<!doctype html>${await text(<Shell {...props} />)}`
}

function Shell({ subject, preview, brandColor, sender, footer, children }: Props) {
  const { light, dark } = brand(brandColor ?? DEFAULT_BRAND)
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="x-apple-disable-message-reformatting" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{subject}</title>
        <style>{raw(css(light, dark))}</style>
      </head>
      <body class="canvas" style={`margin:0;padding:0;background:#f5f5f7;${FONT}`}>
        <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">
          {preview}
          {FILLER}
        </div>
        <table
          role="presentation"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          class="canvas"
          style="background:#f5f5f7"
        >
          <tbody>
            <tr>
              <td align="center" style="padding:32px 12px">
                <table
                  role="presentation"
                  width="100%"
                  cellpadding="0"
                  cellspacing="0"
                  style="max-width:560px;text-align:start;word-break:break-word"
                >
                  <tbody>
                    <tr>
                      <td style="padding:0 8px 16px">
                        <a
                          class="quiet"
                          href={sender.href}
                          style={`color:#5d5d66;font-size:14px;font-weight:600;text-decoration:none;${FONT}`}
                        >
                          {sender.name}
                        </a>
                      </td>
                    </tr>
                    <tr>
                      <td
                        class="paper"
                        style={`background:#ffffff;border:1px solid #e5e5ea;border-top:4px solid ${light.brand};border-radius:12px;padding:28px 28px 24px`}
                      >
                        {children}
                      </td>
                    </tr>
                    <tr>
                      <td
                        class="quiet"
                        style={`padding:20px 8px 0;color:#6a6a73;font-size:13px;line-height:20px;${FONT}`}
                      >
                        {footer}
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  )
}

export const FONT =
  "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"

/** Keeps the first words of the letter itself out of the preview. */
const FILLER = '\u00a0\u200c'.repeat(60)

type Colours = ReturnType<typeof brand>['light']

const css = (light: Colours, dark: Colours): string => `
:root{color-scheme:light dark;supported-color-schemes:light dark}
a.button{background:${light.brand};color:${light['on-brand']}}
a.link{color:${light['brand-text']}}
@media (prefers-color-scheme:dark){
.canvas{background:#131316!important}
.paper{background:#1d1d21!important;border-color:#34343b!important;border-top-color:${dark.brand}!important}
.ink{color:#f0f0f3!important}
.quiet{color:#a9a9b4!important}
.rule{border-color:#34343b!important}
a.button{background:${dark.brand}!important;color:${dark['on-brand']}!important}
a.link{color:${dark['brand-text']}!important}
}
@media (max-width:480px){.paper{padding:22px 18px 20px!important}}`
