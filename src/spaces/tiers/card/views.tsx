import type { Child } from 'hono/jsx'
import { offeredBy } from '../../../communities/tiers/files/rules.ts'
import type { TierRow } from '../../../communities/tiers/queries.ts'
import { priceOf } from '../../../communities/tiers/rules.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { dayOf } from '../../../ui/day.ts'
import { ActionForm } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { lastDayOf } from '../../comps/rules.ts'
import type { Given } from '../../grants/queries.ts'
import type { SpaceRow } from '../../manage/queries.ts'

export type PaidSpace = Pick<SpaceRow, 'id' | 'name' | 'emoji'>

type Props = {
  slug: string
  tier: TierRow
  spaces: PaidSpace[]
  given: Given[]
  isFirst: boolean
  isLast: boolean
  children: Child
}

/** One tier as those see it who make it: what it is, who was given it, its place. */
export function TierCard({ slug, tier, spaces, given, children, ...place }: Props) {
  return (
    <Card
      title={tier.name}
      id={`tier-${tier.id}`}
      action={
        <div class="flex min-w-0 flex-wrap items-center justify-end gap-1.5">
          {!tier.isActive && <Badge tone="amber">Archived</Badge>}
          <Acts at={`/${slug}/tiers/${tier.id}`} tier={tier} {...place} />
        </div>
      }
    >
      <p class="text-lg font-semibold tabular-nums">{priceOf(tier)}</p>
      {tier.description && <p dir="auto">{tier.description}</p>}
      <ul class="mt-3 flex flex-col gap-1.5">
        {offeredBy(tier).map((feature) => (
          <li class="flex gap-2">
            <Icon name="check" size={18} class="mt-1 text-green" />
            <span dir="auto">{feature}</span>
          </li>
        ))}
        {spaces.map((space) => (
          <li class="flex gap-2">
            <Icon name="unlock" size={18} class="mt-1 text-muted" />
            <span>
              {space.emoji} {space.name}
            </span>
          </li>
        ))}
      </ul>
      {given.length > 0 && <GivenTo slug={slug} given={given} />}
      <div class="mt-4">{children}</div>
    </Card>
  )
}

type ActsProps = { at: string; tier: TierRow; isFirst: boolean; isLast: boolean }

function Acts({ at, tier, isFirst, isLast }: ActsProps) {
  return (
    <>
      <ActionForm action={`${at}/position`} method="PUT" class="flex">
        <Button
          look="plain"
          size="small"
          icon="arrowUp"
          name="move"
          value="up"
          label={`Move ${tier.name} up`}
          disabled={isFirst}
        />
        <Button
          look="plain"
          size="small"
          icon="arrowDown"
          name="move"
          value="down"
          label={`Move ${tier.name} down`}
          disabled={isLast}
        />
      </ActionForm>
      <ActionForm action={at} method="PATCH">
        <input type="hidden" name="isActive" value={String(!tier.isActive)} />
        <Button size="small">{tier.isActive ? 'Archive' : 'Offer again'}</Button>
      </ActionForm>
    </>
  )
}

function GivenTo({ slug, given }: { slug: string; given: Given[] }) {
  return (
    <details class="mt-4">
      <summary class="text-link">
        Given to {given.length === 1 ? 'one person' : `${given.length} people`}
      </summary>
      <ul class="mt-2 flex flex-col gap-1">
        {given.map(({ username, fullName, endsAt }) => (
          <li>
            <a class="text-link" href={`/${slug}/members/${username}/tiers`} dir="auto">
              {fullName}
            </a>{' '}
            <span class="text-muted">
              {endsAt ? `until ${dayOf(lastDayOf(endsAt))}` : 'until you take it back'}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
