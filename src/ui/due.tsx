import { Button } from './button.tsx'
import { dayOf } from './day.ts'
import { ActionForm } from './form.tsx'
import type { PersonalFrame } from './frame.ts'
import { Icon } from './icon.tsx'

type Props = { slug: string; due: NonNullable<PersonalFrame['due']> }

/** Fills the slot `nav-due`, on every page of a community: a payment that did not go through. */
export function DueBar({ slug, due: { tier, endsAt } }: Props) {
  return (
    <aside class="due" aria-label="Your payment">
      <Icon name="warning" />
      <p>
        <strong>Your payment for {tier} did not go through.</strong>{' '}
        {endsAt === null
          ? 'It is closed until that is paid.'
          : `You keep it until ${dayOf(new Date(endsAt))}.`}
      </p>
      <ActionForm action={`/${slug}/billing/portal`} enhance={false}>
        <Button size="small">See to your card</Button>
      </ActionForm>
    </aside>
  )
}
