import { raw } from 'hono/html'

type Props = {
  html: string /** cut after some lines, with a fade */
  clamp?: boolean
  class?: string
}

/** Rendered Markdown. The html must come from our own renderer, which has raw HTML switched off. */
export function Prose({ html, clamp, class: extra }: Props) {
  return (
    <div class={['prose', clamp && 'prose-clamp', extra].filter(Boolean).join(' ')} dir="auto">
      {raw(html)}
    </div>
  )
}
