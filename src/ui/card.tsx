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

type HeadProps = {
  title: Child
  /** an emoji, an Icon or an Avatar before the title */
  glyph?: Child
  /** a picture across the top; `''` gives a band in the community's colour */
  cover?: string | null
  /** a line below the title */
  children?: Child
  actions?: Child
}

/** The head of a page: one h1, a line below it, the page's actions at its side. */
export function PageHead({ title, glyph, cover, children, actions }: HeadProps) {
  return (
    <>
      {cover && (
        <img class="cover" src={cover} alt="" width={1440} height={360} fetchpriority="high" />
      )}
      {cover === '' && <span class="cover" />}
      <div class="page-head">
        {glyph && <span class="page-glyph">{glyph}</span>}
        <div class="page-words">
          <h1 class="page-title" dir="auto">
            {title}
          </h1>
          {children && <p class="page-line">{children}</p>}
        </div>
        {actions && <div class="page-actions">{actions}</div>}
      </div>
    </>
  )
}
