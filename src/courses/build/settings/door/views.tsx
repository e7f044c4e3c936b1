import { TierChoices } from '../../../../spaces/tiers/choice/views.tsx'
import { Choices, Radio } from '../../../../ui/choice.tsx'
import { TextField } from '../../../../ui/field.tsx'
import { moneyField } from '../../../../ui/money.ts'
import type { PartProps } from '../about/views.tsx'

const WAYS = [
  ['space', 'Everyone in the space', 'Members who may enter it enrol by themselves.', 'users'],
  ['tier', 'Holders of a tier', 'As long as they hold it.', 'key'],
  ['paid', 'Who buys it', 'Paid once, theirs to keep.', 'card'],
  ['invitation', 'Who is invited', 'You let them in one by one.', 'lock'],
] as const

/** Who may take the course, and what it costs. */
export function Door({ shared: { slug, course, tiers }, errors, typed }: PartProps) {
  const shown = { ...course, ...typed }
  const chosen = Array.isArray(shown.requiredTierIds) ? shown.requiredTierIds : []
  const price = course.priceCents === null ? '' : moneyField(course.priceCents, course.currency)
  return (
    <div class="group form-part">
      <Choices label="Who may take it?" error={errors.accessType}>
        {WAYS.map(([value, label, hint, icon]) => (
          <Radio
            name="accessType"
            checked={shown.accessType === value}
            {...{ value, label, hint, icon }}
          />
        ))}
      </Choices>
      <div class="hidden gap-4 group-has-[[value=paid]:checked]:grid sm:grid-cols-[1fr_8rem]">
        <TextField
          name="price"
          label="Price"
          inputmode="decimal"
          value={String(typed.price ?? price)}
          error={errors.price}
          placeholder="49"
        />
        <TextField
          name="currency"
          label="Currency"
          maxlength={3}
          value={String(shown.currency).toUpperCase()}
          error={errors.currency}
        />
      </div>
      <div class="hidden group-has-[[value=tier]:checked]:block">
        <TierChoices {...{ slug, tiers, chosen }} error={errors.requiredTierIds} />
      </div>
      <p class="hint">Whoever is learning in it now goes on, whatever you choose here.</p>
    </div>
  )
}
