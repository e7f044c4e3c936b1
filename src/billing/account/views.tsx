import { ManageTabs } from '../../communities/views.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { Choices, Radio } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { Errors, Typed } from '../../ui/input.ts'
import type { Page } from '../../ui/respond.tsx'
import { Row } from '../../ui/row.tsx'
import { Slot } from '../../ui/slots.tsx'
import { Time } from '../../ui/time.tsx'
import type { Check, PaymentSettings } from './rules.ts'

type Shared = { slug: string; checks: Check[]; lastHeard: Date | null; now: Date }
type Mine = {
  mayChange: boolean
  settings: Required<PaymentSettings>
  errors?: Errors
  typed?: Typed
}

/** Whether payments work, at a glance, and what its owner may set about them. */
export const PaymentsPage: Page<Shared, Mine> = {
  title: () => 'Payments',
  Body: ({ slug, checks, lastHeard, now }) => (
    <>
      <PageHead title="Payments">{summary(checks)}</PageHead>
      <ManageTabs slug={slug} current="payments" />
      <Card title="Stripe">
        <div class="rows">
          {checks.map((check) => (
            <Row
              media={<State state={check.state} />}
              title={check.about}
              line={check.words}
              end={check.about === 'Deliveries' && lastHeard && <Time at={lastHeard} now={now} />}
            />
          ))}
        </div>
      </Card>
      <Slot name="payments" />
    </>
  ),
  mine: (mine, { slug }) => ({
    payments: mine.mayChange && <SettingsForm slug={slug} {...mine} />,
  }),
}

function summary(checks: Check[]): string {
  if (checks.some(({ state }) => state === 'bad'))
    return 'Something is missing before people can pay.'
  return 'People can pay. One deployment sells through one account at Stripe.'
}

const icons = { good: 'success', warning: 'info', bad: 'error' } as const
const colours = { good: 'text-green', warning: 'text-muted', bad: 'text-red' }
const says = { good: 'Right', warning: 'To know', bad: 'To do' }

function State({ state }: { state: Check['state'] }) {
  return (
    <span class={colours[state]}>
      <Icon name={icons[state]} />
      <span class="sr-only">{says[state]}: </span>
    </span>
  )
}

function SettingsForm({ slug, settings, errors = {}, typed = {} }: Mine & { slug: string }) {
  const shown = { ...settings, ...typed }
  const isTaxed = String(shown.automaticTax) === 'true'
  return (
    <Card title="How you are paid">
      <ActionForm action={`/${slug}/settings/payments`} method="PATCH" class="form">
        <Choices label="Who reckons the taxes?" error={errors.automaticTax}>
          <Radio
            name="automaticTax"
            value="false"
            checked={!isTaxed}
            label="Nobody, or I do"
            hint="People pay the price that they see."
          />
          <Radio
            name="automaticTax"
            value="true"
            checked={isTaxed}
            label="Stripe"
            hint="It adds what is due where they live, and asks firms for their tax number. It takes a fee for that."
          />
        </Choices>
        <TextField
          name="graceDays"
          label="Days of grace"
          inputmode="numeric"
          maxlength={2}
          value={String(shown.graceDays)}
          error={errors.graceDays}
          hint="So long people keep what they have when a renewal fails, unless Stripe gives up before."
        />
        <div class="form-actions">
          <Button look="primary">Save</Button>
        </div>
      </ActionForm>
    </Card>
  )
}
