import * as z from 'zod'
import { picture } from '../../../communities/settings/rules.ts'
import { ids } from '../../../communities/tiers/rules.ts'
import { isZone } from '../../../posts/zones/rules.ts'
import { readMoney } from '../../../ui/money.ts'
import { accessType, unlockMode } from '../../tables.ts'
import { ticked, title } from '../rules.ts'

export const MAX_DESCRIPTION = 5000

const description = z
  .string()
  .trim()
  .max(MAX_DESCRIPTION, `Keep it under ${MAX_DESCRIPTION.toLocaleString('en')} characters.`)

const timeZone = z.string().refine(isZone, 'Choose a time zone from the list.')

/** A new course: a title is enough. */
export const NewCourse = z.object({
  title,
  description: description.default(''),
  timeZone: timeZone.default('UTC'),
})
export type NewCourse = z.output<typeof NewCourse>

/** Any fields of a course. `price` is read as money of `currency`. */
export const CourseChange = z
  .object({
    title,
    description,
    timeZone,
    coverUrl: picture,
    unlockMode: z.enum(unlockMode.enumValues, 'Choose how lessons open.'),
    certificate: ticked,
    /** the slug of another course space of the community */
    space: z.string().trim().max(100),
    accessType: z.enum(accessType.enumValues, 'Choose who may take it.'),
    price: z.string().trim().max(20),
    currency: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z]{3}$/, 'Three letters, such as EUR.'),
    requiredTierIds: ids,
  })
  .partial()
export type CourseChange = z.output<typeof CourseChange>

/** The fields that decide who may learn: for who sells. */
export const DOOR = ['accessType', 'price', 'currency', 'requiredTierIds'] as const

type Door = Pick<CourseChange, 'accessType' | 'price' | 'currency' | 'requiredTierIds'>

/** A price in the smallest unit of a currency; an error in words where it is none that can be paid. */
export function doorFrom(
  { accessType, price, currency = 'usd', requiredTierIds = [] }: Door,
  known: { id: string }[],
): { priceCents: number | null; errors: Record<string, string> | null } {
  if (accessType === 'tier') {
    if (requiredTierIds.some((id) => !known.some((tier) => tier.id === id)))
      return bad('requiredTierIds', 'Choose from the tiers of this community.')
    if (requiredTierIds.length === 0)
      return bad('requiredTierIds', 'Choose at least one tier that opens it.')
  }
  if (accessType !== 'paid') return { priceCents: null, errors: null }
  const priceCents = readMoney(price ?? '', currency)
  if (!priceCents) return bad('price', 'Say what it costs, such as 49.')
  return { priceCents, errors: null }
}

const bad = (field: string, message: string) => ({ priceCents: null, errors: { [field]: message } })
