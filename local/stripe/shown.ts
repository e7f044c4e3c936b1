/** What the API answers only when it is asked to expand it. */
const ON_REQUEST: Record<string, string[]> = {
  'checkout.session': ['line_items'],
  invoice: ['payments', 'confirmation_secret'],
  charge: ['refunds'],
  customer: ['subscriptions', 'tax'],
  price: ['currency_options', 'tiers'],
}

/** A copy of a record without what this service keeps for itself, at every depth. */
export function shown(record: object): Record<string, unknown> {
  const hidden = ON_REQUEST[String(Reflect.get(record, 'object'))] ?? []
  const copy: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(record)) {
    if (name !== '_' && !hidden.includes(name)) copy[name] = copyOf(value)
  }
  return copy
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf)
  return typeof value === 'object' && value !== null ? shown(value) : value
}
