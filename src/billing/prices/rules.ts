import type { Offer } from './queries.ts'

/** What people read on their invoices. */
export const productNameOf = ({ community, name }: Pick<Offer, 'community' | 'name'>): string =>
  `${community}: ${name}`
