import type { Child } from 'hono/jsx'

type Props = { title?: string; action?: Child; id?: string; class?: string; children: Child }

/** A surface for one thing, with an optional head. */
export function Card({ title, action, id, class: extra, children }: Props) {
  return (
    <section class={extra ? `card ${extra}` : 'card'} id={id}>
      {(title || action) && (
        <div class="card-head">
          {title && <h2 class="card-title">{title}</h2>}
          {action}
        </div>
      )}
      {children}
    </section>
  )
}

/** The head of a page: one h1, a line below it, the page's actions at its side. */
export function PageHead({
  title,
  children,
  actions,
}: {
  title: Child
  children?: Child
  actions?: Child
}) {
  return (
    <div class="page-head">
      <div class="page-words">
        <h1 class="page-title">{title}</h1>
        {children && <p class="page-line">{children}</p>}
      </div>
      {actions && <div class="page-actions">{actions}</div>}
    </div>
  )
}
