import type { Errors, Typed } from '../../../ui/input.ts'

/** What each group of the form is given. */
export type FieldsProps = {
  at: { slug: string; space: string }
  /** of the event, if it is there already */
  id: string | null
  typed: Typed
  errors: Errors
}

export const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

export const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : value ? [text(value)] : []
