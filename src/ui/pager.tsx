type Props = {
  /** the address of the next page; nothing is shown without one */
  href: string | null
  /** the id of the list: the pager must be its last child, and on the next page too */
  list: string
  label?: string
  /** what it is in the list: an item of a `ul` has to be one itself */
  as?: 'div' | 'li'
}

/** "Load more": a link to the next page that htmx turns into more rows in place. */
export function Pager({ href, list, label = 'Load more', as: Tag = 'div' }: Props) {
  if (!href) return null
  return (
    <Tag class="pager">
      <a
        class="btn btn-quiet"
        href={href}
        rel="next"
        hx-get={href}
        hx-target="closest .pager"
        hx-select={`#${list} > *`}
        hx-swap="outerHTML"
      >
        <span>{label}</span>
      </a>
    </Tag>
  )
}
