import { raw } from 'hono/html'

type Props = {
  html: string
  /** cut after some lines, with a fade */
  clamp?: boolean
  class?: string
}

/** A few emoji and nothing else, as our renderer writes them. */
const EMOJI = /^<p>(\p{RGI_Emoji}|\s)+<\/p>\s*$/v

/** Rendered Markdown. The html must come from our own renderer, which has raw HTML switched off. */
export function Prose({ html, clamp, class: extra }: Props) {
  const emoji = html.length < 80 && EMOJI.test(html)
  return (
    <div
      class={['prose', emoji && 'prose-emoji', clamp && 'prose-clamp', extra]
        .filter(Boolean)
        .join(' ')}
      dir="auto"
    >
      {raw(html)}
    </div>
  )
}
