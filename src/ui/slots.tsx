import { raw } from 'hono/html'
import type { Child, FC } from 'hono/jsx'

/** What fills the slots of a shared view for one viewer, by slot name. */
export type Fills = Record<string, Child>

export const OPEN = '<!--slot:'
export const CLOSE = '<!--/slot:'
export const END = '-->'

/**
 * A place in a shared view for something of the viewer's own. Its children are what a guest sees.
 * User content can never forge the markers: it is escaped, and these are comments.
 */
export const Slot: FC<{ name: string; children?: Child }> = ({ name, children }) => (
  <>
    {raw(`${OPEN}${name}${END}`)}
    {children}
    {raw(`${CLOSE}${name}${END}`)}
  </>
)

const SLOT = /<!--slot:([^>]+)-->([\s\S]*?)<!--\/slot:\1-->/g

/** Puts the viewer's own parts into a rendered shared view; unfilled slots keep the guest's. */
export function fill(html: string, fills: Map<string, string>): string {
  return html.replace(SLOT, (_, name: string, guest: string) => fills.get(name) ?? guest)
}
