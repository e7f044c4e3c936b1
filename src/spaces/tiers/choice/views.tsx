import type { TierRow } from '../../../communities/tiers/queries.ts'
import { priceOf } from '../../../communities/tiers/rules.ts'
import { Checkbox, Choices } from '../../../ui/choice.tsx'

export type TierChoice = Pick<
  TierRow,
  'id' | 'name' | 'priceCents' | 'currency' | 'billingPeriod' | 'isActive'
>

type Props = { slug: string; tiers: TierChoice[]; chosen: string[]; error?: string }

/** Which tiers open something: those that are offered, and those that were chosen before. */
export function TierChoices({ slug, tiers, chosen, error }: Props) {
  const shown = tiers.filter(({ id, isActive }) => isActive || chosen.includes(id))
  return (
    <>
      <input type="hidden" name="requiredTierIds[]" value="" />
      <Choices label="Which tiers open it?" error={error}>
        {shown.map((tier) => (
          <Checkbox
            name="requiredTierIds[]"
            value={tier.id}
            checked={chosen.includes(tier.id)}
            label={tier.name}
            hint={priceOf(tier)}
          />
        ))}
        {shown.length === 0 && (
          <p class="hint">
            There is no tier yet.{' '}
            <a class="text-link" href={`/${slug}/tiers`}>
              Make one first
            </a>
            .
          </p>
        )}
      </Choices>
    </>
  )
}
