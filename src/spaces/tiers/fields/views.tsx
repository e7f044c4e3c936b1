import { MAX_DESCRIPTION, MAX_NAME } from '../../../communities/settings/rules.ts'
import { FILE_MB, MAX_FILE_MB } from '../../../communities/tiers/files/rules.ts'
import type { TierRow } from '../../../communities/tiers/queries.ts'
import { CURRENCIES, MAX_TRIAL_DAYS } from '../../../communities/tiers/rules.ts'
import { Checkbox, Choices } from '../../../ui/choice.tsx'
import { SelectField, TextareaField, TextField } from '../../../ui/field.tsx'
import type { Errors, Typed } from '../../../ui/input.ts'
import { moneyField } from '../../../ui/money.ts'

type Props = {
  /** null for a new one */
  tier?: TierRow
  /** the paid spaces of the community */
  spaces: { id: string; name: string }[]
  errors?: Errors
  typed?: Typed
}

/** The fields of a tier, filled in with what it has or what was typed. */
export function TierFields({ tier, spaces, errors = {}, typed = {} }: Props) {
  const id = (name: string) => `${name}-${tier?.id ?? 'new'}`
  const text = (name: string, known = '') => String(typed[name] ?? known)
  const chosen = Array.isArray(typed.spaceIds) ? typed.spaceIds : (tier?.spaceAccess ?? [])
  const currency = text('currency', tier?.currency ?? 'usd')
  const isActive = text('isActive', String(tier?.isActive ?? true))
  return (
    <>
      <TextField
        name="name"
        id={id('name')}
        label="Name"
        required
        maxlength={MAX_NAME}
        value={text('name', tier?.name)}
        error={errors.name}
      />
      <TextareaField
        name="description"
        id={id('description')}
        label="What is it for?"
        optional
        rows={2}
        maxlength={MAX_DESCRIPTION}
        value={text('description', tier?.description)}
        error={errors.description}
      />
      <div class="grid gap-4 sm:grid-cols-3">
        <TextField
          name="price"
          id={id('price')}
          label="Price"
          inputmode="decimal"
          value={text('price', moneyField(tier?.priceCents ?? 0, tier?.currency ?? 'usd'))}
          error={errors.price ?? errors.priceCents}
        />
        <SelectField
          name="currency"
          id={id('currency')}
          label="In"
          value={currency}
          error={errors.currency}
          options={CURRENCIES.map((code) => ({ value: code, label: code.toUpperCase() }))}
        />
        <SelectField
          name="billingPeriod"
          id={id('billingPeriod')}
          label="Paid"
          value={text('billingPeriod', tier?.billingPeriod)}
          error={errors.billingPeriod}
          options={[
            { value: 'monthly', label: 'Every month' },
            { value: 'yearly', label: 'Every year' },
            { value: 'lifetime', label: 'Once' },
          ]}
        />
        <TextField
          name="trialDays"
          id={id('trialDays')}
          label="Free days to try"
          inputmode="numeric"
          maxlength={String(MAX_TRIAL_DAYS).length}
          value={text('trialDays', String(tier?.trialDays ?? 0))}
          error={errors.trialDays}
        />
        <SelectField
          name="isActive"
          id={id('isActive')}
          label="Offered"
          value={isActive}
          error={errors.isActive}
          options={[
            { value: 'true', label: 'To everyone' },
            { value: 'false', label: 'Not any more' },
          ]}
        />
      </div>
      <TextareaField
        name="features"
        id={id('features')}
        label="What comes with it"
        optional
        rows={3}
        value={typeof typed.features === 'string' ? typed.features : tier?.features.join('\n')}
        error={errors.features}
        hint="One thing a line."
      />
      <TextField
        name="fileMb"
        id={id('fileMb')}
        label="Largest file, in MB"
        optional
        inputmode="numeric"
        maxlength={String(MAX_FILE_MB).length}
        value={text('fileMb', String(tier?.fileMb ?? ''))}
        error={errors.fileMb}
        hint={`Everyone may bring files of up to ${FILE_MB} MB. With this tier they may be larger.`}
      />
      <input type="hidden" name="spaceIds[]" value="" />
      {spaces.length > 0 && (
        <Choices label="Spaces it opens" error={errors.spaceIds}>
          {spaces.map((space) => (
            <Checkbox
              name="spaceIds[]"
              value={space.id}
              checked={chosen.includes(space.id)}
              label={space.name}
            />
          ))}
        </Choices>
      )}
    </>
  )
}
