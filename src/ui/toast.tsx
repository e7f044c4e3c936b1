import type { Child } from 'hono/jsx'
import { Button } from './button.tsx'
import { ActionForm } from './form.tsx'

type Props = { children: Child; undo?: { action: string; method?: 'POST' | 'PUT' | 'DELETE' } }

/** Fills the slot `toasts` (always, even with no notice): what was just done, and its undo. */
export function Toasts({ notice, undo }: { notice?: string; undo?: Props['undo'] }) {
  return (
    <div id="toasts" class="toasts" role="status" aria-live="polite">
      {notice && <Toast undo={undo}>{notice}</Toast>}
    </div>
  )
}

/** One line that says what happened; it leaves by itself. */
export function Toast({ children, undo }: Props) {
  return (
    <div class="toast" data-toast>
      <span>{children}</span>
      {undo && (
        <ActionForm action={undo.action} method={undo.method}>
          <Button look="plain" size="small">
            Undo
          </Button>
        </ActionForm>
      )}
    </div>
  )
}
