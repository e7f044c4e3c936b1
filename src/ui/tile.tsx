import type { Child } from 'hono/jsx'
import { Avatar } from './avatar.tsx'

type Props = {
  href: string
  name: string
  logoUrl: string | null
  line?: string | null
  foot?: Child
}

/** A community (or anything with a name and a face) as a card in a grid: `<div class="tiles">`. */
export function Tile({ href, name, logoUrl, line, foot }: Props) {
  return (
    <article class="card tile">
      <Avatar name={name} url={logoUrl} size={48} square />
      <h3 class="card-title">
        <a class="tile-link" href={href}>
          {name}
        </a>
      </h3>
      {line && <p class="tile-line">{line}</p>}
      {foot && <div class="facts">{foot}</div>}
    </article>
  )
}
