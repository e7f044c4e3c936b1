import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { Count } from '../../ui/count.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ActionForm } from '../../ui/form.tsx'
import type { Errors, Typed } from '../../ui/input.ts'
import { Notice } from '../../ui/notice.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Row } from '../../ui/row.tsx'
import { Slot } from '../../ui/slots.tsx'
import { relative } from '../../ui/time.tsx'
import { ManageTabs } from '../views.tsx'
import type { Invite } from './queries.ts'
import { type InviteState, stateOf } from './rules.ts'

type Shared = { slug: string; origin: string; invites: Invite[]; now: Date }
type Mine = { errors?: Errors; typed?: Typed }

/** The links that let people in. */
export const InvitesPage: Page<Shared, Mine> = {
  title: () => 'Invite people',
  Body: ({ slug, origin, invites, now }) => (
    <>
      <PageHead title="Invite people">
        Whoever opens a link is in with one press, however people join otherwise.
      </PageHead>
      <ManageTabs slug={slug} current="invites" />
      <Card title="Make a link">
        <Slot name="invite-form" />
      </Card>
      {invites.length === 0 ? (
        <EmptyState icon="link" title="No links yet">
          Make one and send it to the people you would like to have here.
        </EmptyState>
      ) : (
        <Card title="Your links" id="invites">
          <div class="rows">
            {invites.map((invite) => (
              <Row
                title={<InviteLink href={`${origin}/join/${invite.code}`} />}
                line={<Facts invite={invite} now={now} />}
                action={
                  <ActionForm
                    action={`/${slug}/invites/${invite.id}`}
                    method="DELETE"
                    confirm="Revoke this link? It stops working at once."
                  >
                    <Button look="plain" size="small" icon="trash" label="Revoke" />
                  </ActionForm>
                }
              />
            ))}
          </div>
        </Card>
      )}
    </>
  ),
  mine: (mine, { slug }) => ({ 'invite-form': <InviteForm slug={slug} {...mine} /> }),
}

function InviteForm({ slug, errors = {}, typed = {} }: Mine & { slug: string }) {
  return (
    <ActionForm action={`/${slug}/invites`} class="form">
      <div class="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="life"
          label="Works for"
          value={String(typed.life ?? 'week')}
          error={errors.life}
          options={[
            { value: 'day', label: 'A day' },
            { value: 'week', label: 'A week' },
            { value: 'month', label: 'A month' },
            { value: 'ever', label: 'Until I revoke it' },
          ]}
        />
        <TextField
          name="maxUses"
          label="How many may use it"
          optional
          inputmode="numeric"
          placeholder="No limit"
          value={String(typed.maxUses ?? '')}
          error={errors.maxUses}
        />
      </div>
      <div class="form-actions">
        <Button look="primary" icon="link">
          Make a link
        </Button>
      </div>
    </ActionForm>
  )
}

/** The whole address, to copy by hand or with the button that the script wakes. */
function InviteLink({ href }: { href: string }) {
  return (
    <a class="text-link break-all" href={href}>
      {href.replace(/^https?:\/\//, '')}
    </a>
  )
}

function Facts({ invite, now }: { invite: Invite; now: Date }) {
  const state = stateOf(invite, now)
  const { usedCount, maxUses, expiresAt } = invite
  return (
    <span class="facts">
      <span>{maxUses === null ? `${usedCount} used it` : `${usedCount} of ${maxUses} used`}</span>
      {state === 'live' && (
        <span>{expiresAt ? `ends ${relative(expiresAt, now)}` : 'until revoked'}</span>
      )}
      <span>by {invite.by}</span>
      {state !== 'live' && (
        <span>
          <Badge tone="amber">{over[state]}</Badge>
        </span>
      )}
    </span>
  )
}

const over: Record<Exclude<InviteState, 'live'>, string> = {
  revoked: 'revoked',
  expired: 'over',
  used: 'used up',
}

type JoinShared = {
  community: {
    slug: string
    name: string
    description: string
    logoUrl: string | null
    coverUrl: string | null
  }
  members: number
  by: string
  code: string
  state: InviteState
}

/** Where an invite link leads: who invites, to what, and the one button. */
export const JoinPage: Page<JoinShared, { door: 'guest' | 'outside' | 'inside' | 'banned' }> = {
  title: ({ community }) => `Join ${community.name}`,
  Body: ({ community, members, by, code, state }) => (
    <>
      <PageHead
        title={community.name}
        cover={community.coverUrl ?? ''}
        glyph={<Avatar name={community.name} url={community.logoUrl} size={48} square />}
      >
        {by} invites you to join <Count n={members} of={['member', 'members']} />.
      </PageHead>
      {community.description && (
        <p class="whitespace-pre-line" dir="auto">
          {community.description}
        </p>
      )}
      {state === 'live' ? (
        <Slot name="join">
          <LinkButton look="primary" size="large" href={`/sign-in?return_to=/join/${code}`}>
            Sign in to join
          </LinkButton>
        </Slot>
      ) : (
        <Notice kind="warning" title="This link does not work any more">
          {why[state]} Ask {by} for a new one.
        </Notice>
      )}
    </>
  ),
  mine: ({ door }, { community, code }) =>
    door === 'guest' ? {} : { join: <Join {...{ door, community, code }} /> },
}

const why: Record<Exclude<InviteState, 'live'>, string> = {
  revoked: 'It was revoked.',
  expired: 'Its time is over.',
  used: 'All its places are taken.',
}

type JoinProps = { door: string; community: { slug: string; name: string }; code: string }

function Join({ door, community, code }: JoinProps) {
  if (door === 'inside')
    return <LinkButton href={`/${community.slug}`}>You are in. Go inside</LinkButton>
  if (door === 'banned') return <Notice kind="warning">You were asked to stay out.</Notice>
  return (
    <ActionForm action={`/${community.slug}/membership`} enhance={false}>
      <input type="hidden" name="code" value={code} />
      <Button look="primary" size="large">
        Join {community.name}
      </Button>
    </ActionForm>
  )
}
