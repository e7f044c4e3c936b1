import type { Child } from 'hono/jsx'
import { Button } from './button.tsx'

type Props = { id: string; title: string; children: Child }

/** A panel that rises from the foot of a phone, and stands in the middle of a wide screen. No script needed. */
export function Sheet({ id, title, children }: Props) {
  return (
    <div popover="auto" class="sheet" id={id} role="dialog" aria-labelledby={`${id}-title`}>
      <div class="sheet-head">
        <h2 class="sheet-title" id={`${id}-title`}>
          {title}
        </h2>
        <Button
          type="button"
          look="plain"
          icon="close"
          label="Close"
          popovertarget={id}
          popovertargetaction="hide"
        />
      </div>
      <div class="sheet-body">{children}</div>
    </div>
  )
}

/** What opens a Sheet or Dialog; looks as its class says. */
export function SheetButton({
  opens,
  class: extra,
  children,
}: {
  opens: string
  class?: string
  children: Child
}) {
  return (
    <button type="button" class={extra} popovertarget={opens}>
      {children}
    </button>
  )
}
