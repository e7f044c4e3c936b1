import type { Child } from 'hono/jsx'
import { LinkButton } from './button.tsx'

type Props = { status: number; title: string; requestId?: string; action?: Child; children: Child }

/** What happened and what to do, for any status; stands in Bare or in a Layout. */
export function ErrorPage({ status, title, requestId, action, children }: Props) {
  return (
    <div class="error-page">
      <p class="error-status">{status}</p>
      <h1 class="page-title">{title}</h1>
      <p class="page-line" data-error>
        {children}
      </p>
      <div class="error-action">{action ?? <LinkButton href="/">Go to the start</LinkButton>}</div>
      {requestId && (
        <p class="hint">
          If you write to us about it, tell us this number: <code>{requestId}</code>
        </p>
      )}
    </div>
  )
}
