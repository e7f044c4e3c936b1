import type { Context } from 'hono'
import { newCard, type Typed } from '../saving.ts'
import type { PaymentMethod } from '../types.ts'
import type { World } from '../world.ts'

/** What a form of ours said; what is no text is left out. */
export async function fieldsOf(c: Context): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await c.req.text()))
}

/** A card as it was typed: `4242 4242 4242 4242`, `12 / 34`. */
export function typedCard(fields: Record<string, string>): Typed {
  const [month = '', year = ''] = (fields.expiry ?? '').split('/').map((part) => part.trim())
  return {
    number: (fields.number ?? '').replace(/\D/g, ''),
    month: Number(month),
    year: Number(year.length === 2 ? `20${year}` : year),
    name: fields.name?.trim() || null,
    email: fields.email?.trim() || null,
    country: fields.country || null,
  }
}

export const cardFrom = (
  world: World,
  fields: Record<string, string>,
  customer: string,
): PaymentMethod => newCard(world, typedCard(fields), customer)
