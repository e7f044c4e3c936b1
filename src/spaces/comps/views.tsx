import type { TierRow } from '../../communities/tiers/queries.ts'
import { priceOf } from '../../communities/tiers/rules.ts'
import type { Person } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { dayOf } from '../../ui/day.ts'
import { EmptyState } from '../../ui/empty.tsx'
import { TextField } from '../../ui/field.tsx'
import { ActionForm } from '../../ui/form.tsx'
import type { Errors } from '../../ui/input.ts'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { lastDayOf } from './rules.ts'

type Given = { tierId: string; endsAt: Date | null }
type Shared = {
  slug: string
  person: Person
  tiers: TierRow[]
  given: Given[]
  /** the tiers that they pay for */
  paid: string[]
}
/** `tierId` says whose form was refused */
type Mine = { errors?: Errors; tierId?: string }

/** Tiers that staff give to one member for nothing. */
export const CompsPage: Page<Shared, Mine> = {
  title: ({ person }) => `Tiers of ${person.fullName}`,
  Body: ({ slug, person, tiers }) => (
    <>
      <PageHead title={`Tiers of ${person.fullName}`}>
        What you give here costs them nothing. It ends with the day that you choose, or when you
        take it back. What they pay for goes on beside it.
      </PageHead>
      {tiers.length === 0 ? (
        <EmptyState
          icon="ticket"
          title="No tiers yet"
          action={<LinkButton href={`/${slug}/tiers`}>Make one</LinkButton>}
        >
          A tier opens paid spaces.
        </EmptyState>
      ) : (
        <Slot name="comps" />
      )}
    </>
  ),
  mine: (mine, shared) => ({
    comps: (
      <>
        {shared.tiers.map((tier) => (
          <TierCard tier={tier} {...shared} {...mine} />
        ))}
      </>
    ),
  }),
}

function TierCard({
  tier,
  slug,
  person,
  given,
  paid,
  errors,
  tierId,
}: Shared & Mine & { tier: TierRow }) {
  const gift = given.find((one) => one.tierId === tier.id)
  const at = `/${slug}/members/${person.username}/tiers/${tier.id}`
  const ends = gift && (gift.endsAt ? `Given until ${dayOf(lastDayOf(gift.endsAt))}` : 'Given')
  return (
    <Card
      title={tier.name}
      action={
        <span class="row-name">
          {ends && <Badge tone="green">{ends}</Badge>}
          {paid.includes(tier.id) && <Badge tone="brand">Paid for</Badge>}
          {!tier.isActive && <Badge tone="amber">Not offered</Badge>}
        </span>
      }
    >
      <p class="hint">{priceOf(tier)}</p>
      <div class="mt-3 flex flex-wrap items-end gap-3">
        <ActionForm action={at} method="PUT" class="flex flex-wrap items-end gap-3">
          <TextField
            name="endsOn"
            id={`endsOn-${tier.id}`}
            type="date"
            label="Last day"
            optional
            value={lastDayOf(gift?.endsAt ?? null)}
            error={tierId === tier.id ? errors?.endsOn : undefined}
          />
          <Button look={gift ? 'quiet' : 'primary'}>{gift ? 'Change the day' : 'Give'}</Button>
        </ActionForm>
        {gift && (
          <ActionForm action={at} method="DELETE">
            <Button>Take back</Button>
          </ActionForm>
        )}
      </div>
    </Card>
  )
}
