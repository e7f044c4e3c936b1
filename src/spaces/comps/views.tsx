import type { TierRow } from '../../communities/tiers/queries.ts'
import { priceOf } from '../../communities/tiers/rules.ts'
import type { Person } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { ActionForm } from '../../ui/form.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Row } from '../../ui/row.tsx'

type Shared = { slug: string; person: Person; tiers: TierRow[]; given: string[] }

/** Tiers that staff give to one member for nothing. */
export const CompsPage: Page<Shared, null> = {
  title: ({ person }) => `Tiers of ${person.fullName}`,
  Body: ({ slug, person, tiers, given }) => (
    <>
      <PageHead title={`Tiers of ${person.fullName}`}>
        What you give here costs them nothing, and ends when you take it back.
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
        <Card>
          <div class="rows">
            {tiers.map((tier) => (
              <Row
                title={
                  <span class="row-name">
                    <span class="font-semibold">{tier.name}</span>
                    {given.includes(tier.id) && <Badge tone="green">Given</Badge>}
                  </span>
                }
                line={priceOf(tier)}
                action={
                  <ActionForm
                    action={`/${slug}/members/${person.username}/tiers/${tier.id}`}
                    method={given.includes(tier.id) ? 'DELETE' : 'PUT'}
                  >
                    <Button size="small">{given.includes(tier.id) ? 'Take back' : 'Give'}</Button>
                  </ActionForm>
                }
              />
            ))}
          </div>
        </Card>
      )}
    </>
  ),
}
