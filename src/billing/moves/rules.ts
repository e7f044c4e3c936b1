/** One subscription that moves to a new price. */
export type Move = { subscriptionId: string; priceId: string }

/** A move in a message. */
export const moveId = ({ subscriptionId, priceId }: Move): string => `${subscriptionId}:${priceId}`

/** The other way round; null for what is no move. */
export function moveOf(id: string): Move | null {
  const [subscriptionId = '', priceId = ''] = id.split(':')
  return /^[0-9a-f-]{36}$/.test(subscriptionId) && priceId ? { subscriptionId, priceId } : null
}
