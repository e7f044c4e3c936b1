import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { dayOf } from '../../ui/day.ts'
import { TextField } from '../../ui/field.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Row } from '../../ui/row.tsx'
import { Slot } from '../../ui/slots.tsx'
import { LETTER_WORDS } from './letters/rules.ts'
import type { FoundLink, SpaceLink } from './queries.ts'
import { LIFE_DAYS } from './rules.ts'

type Props = {
  at: string
  origin: string
  links: SpaceLink[]
  /** whether we can write to people */
  hasMail: boolean
  error?: string
  typed?: unknown
}

/** Links into a space, for those who have no username here yet. */
export function SpaceLinks({ at, origin, links, hasMail, error, typed }: Props) {
  const sender = hasMail ? 'We write to an address; a link for all you send' : 'You send it'
  return (
    <div class="mt-6" id="links">
      <ActionForm action={at} class="form">
        <TextField
          name="email"
          label={hasMail ? 'Or invite by e-mail, or with a link' : 'Or make a link'}
          type="email"
          optional
          autocomplete="off"
          placeholder="For whom? An e-mail address"
          value={String(typed ?? '')}
          error={error}
          hint={`It works for ${LIFE_DAYS} days: once if it is for one person, else for whoever has it. ${sender} yourself.`}
        />
        <div class="form-actions">
          <Button icon="link">{hasMail ? 'Invite' : 'Make a link'}</Button>
        </div>
      </ActionForm>
      <div class="rows mt-4">
        {links.map(({ id, code, email, letter, usedCount, expiresAt }) => (
          <Row
            title={
              <a class="text-link break-all" href={`${origin}/invites/${code}`}>
                {`${origin}/invites/${code}`.replace(/^https?:\/\//, '')}
              </a>
            }
            line={
              <span class="facts">
                <span>{email ? `for ${email}` : `${usedCount} used it`}</span>
                {letter && <span>{LETTER_WORDS[letter]}</span>}
                <span>until {dayOf(expiresAt)}</span>
              </span>
            }
            action={
              <ActionForm action={`${at}/${id}`} method="DELETE">
                <Button look="plain" size="small" icon="trash" label="Revoke" />
              </ActionForm>
            }
          />
        ))}
      </div>
    </div>
  )
}

type Shared = Pick<
  FoundLink,
  'slug' | 'community' | 'name' | 'emoji' | 'coverUrl' | 'description' | 'by'
> & { code: string }

/** Where a link into a space leads: who invites, to what, and the one button. */
export const EnterPage: Page<Shared, { door: 'guest' | 'open' | 'banned' }> = {
  title: ({ name }) => `Come into ${name}`,
  Body: ({ name, emoji, coverUrl, description, by, community, code }) => (
    <>
      <PageHead title={name} cover={coverUrl ?? ''} glyph={emoji || <Icon name="lock" size={24} />}>
        {by} invites you into this space of {community}.
      </PageHead>
      {description && <p dir="auto">{description}</p>}
      <Slot name="enter">
        <LinkButton look="primary" size="large" href={`/sign-in?return_to=/invites/${code}`}>
          Sign in to enter
        </LinkButton>
      </Slot>
    </>
  ),
  mine: ({ door }, { name, code }) =>
    door === 'guest'
      ? {}
      : {
          enter:
            door === 'banned' ? (
              <Notice kind="warning">You were asked to stay out.</Notice>
            ) : (
              <ActionForm action={`/invites/${code}`} enhance={false}>
                <Button look="primary" size="large">
                  Enter {name}
                </Button>
              </ActionForm>
            ),
        },
}
