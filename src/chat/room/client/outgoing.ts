import type { Attached, Body, Kind } from '../../envelope/rules.ts'

/** What someone wants said, until a node has taken it; and then for as long as it may have to be said again. */
export type Outgoing = {
  id: string
  channel: string
  /** counts what this device says here, from when it is first sent */
  q?: number
  t: Kind
  x?: string
  r?: string
  m?: string
  on?: boolean
  f?: Attached[]
  /** whom it names */
  names?: string[]
  /** milliseconds: when it was written, and when it was first sent */
  madeAt: number
  sentAt?: number
  tries: number
  state: 'queued' | 'failed' | 'sent'
  /** it was sent before, and is said again to those who miss it */
  isAgain?: boolean
  /** a node was seen to have kept it */
  isKept?: boolean
  why?: string
}

export type Draft = Pick<Outgoing, 't' | 'x' | 'r' | 'm' | 'on' | 'f' | 'names'>

/** What is signed of it, beside where and when. */
export const partsOf = ({
  id,
  q,
  t,
  x,
  r,
  m,
  on,
  f,
}: Outgoing): Omit<Body, 's' | 'e' | 'at' | 'c'> =>
  // what is undefined is left out of JSON
  ({ id, q, t, x, r, m, on, f })
