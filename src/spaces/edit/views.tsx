import { ManageTabs } from '../../communities/views.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { ActionForm } from '../../ui/form.tsx'
import type { Errors, Typed } from '../../ui/input.ts'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import type { Guest } from '../grants/queries.ts'
import { Guests } from '../guests/views.tsx'
import type { SpaceLink } from '../invites/queries.ts'
import { SpaceLinks } from '../invites/views.tsx'
import type { NewSpace } from '../manage/rules.ts'
import type { TierChoice } from '../tiers/choice/views.tsx'
import { SpaceFields } from './fields/views.tsx'

type Mine = { errors?: Errors; typed?: Typed }

/** A new space. */
export const NewSpacePage: Page<{ slug: string; space: NewSpace; tiers: TierChoice[] }, Mine> = {
  title: () => 'New space',
  Body: ({ slug }) => (
    <>
      <PageHead title="New space" />
      <ManageTabs slug={slug} current="spaces" />
      <Slot name="space-form" />
    </>
  ),
  mine: (mine, { slug, ...props }) => ({
    'space-form': (
      <ActionForm action={`/${slug}/spaces`} class="form card group" enhance={false}>
        <SpaceFields slug={slug} {...props} {...mine} />
        <div class="form-actions">
          <Button look="primary">Make the space</Button>
          <LinkButton look="plain" href={`/${slug}/spaces`}>
            Cancel
          </LinkButton>
        </div>
      </ActionForm>
    ),
  }),
}

type Edited = {
  slug: string
  space: NewSpace
  isArchived: boolean
  tiers: TierChoice[]
  guests: Guest[]
  links: SpaceLink[]
  origin: string
  hasMail: boolean
}

/** Everything about one space that can be changed. */
export const SpaceSettingsPage: Page<Edited, Mine> = {
  title: ({ space }) => `Settings of ${space.name}`,
  Body: (props) => {
    const at = `/${props.slug}/s/${props.space.slug}`
    return (
      <>
        <PageHead
          title={props.space.name}
          glyph={props.space.emoji}
          actions={<LinkButton href={at}>Go there</LinkButton>}
        >
          What it is called, who may enter and who may write.
        </PageHead>
        <ManageTabs slug={props.slug} current="spaces" />
        <Slot name="space-form" />
        {props.space.visibility !== 'public' && <Slot name="guests" />}
        <Card title={props.isArchived ? 'Bring it back' : 'Put it away'}>
          <p class="hint mb-4">
            {props.isArchived
              ? 'It stands in the archive: only staff see it, and nobody writes in it.'
              : 'An archived space is out of sight for members. Nothing in it is lost.'}
          </p>
          <ActionForm
            action={`${at}/archive`}
            method={props.isArchived ? 'DELETE' : 'PUT'}
            enhance={false}
          >
            <Button icon={props.isArchived ? 'restore' : 'archive'}>
              {props.isArchived ? 'Restore' : 'Archive'}
            </Button>
          </ActionForm>
        </Card>
      </>
    )
  },
  mine: ({ errors = {}, typed = {} }, { slug, space, tiers, guests, ...rest }) => ({
    'space-form': (
      <ActionForm
        action={`/${slug}/s/${space.slug}`}
        method="PATCH"
        class="form card group"
        enhance={false}
      >
        <SpaceFields {...{ slug, space, tiers, errors, typed }} />
        <div class="form-actions">
          <Button look="primary">Save</Button>
        </div>
      </ActionForm>
    ),
    guests: (
      <Guests
        at={`/${slug}/s/${space.slug}/guests`}
        title="Guests"
        guests={guests}
        hint="A member's username."
        error={errors.username}
        typed={typed.username}
      >
        <SpaceLinks
          at={`/${slug}/s/${space.slug}/invites`}
          {...rest}
          error={errors.email}
          typed={typed.email}
        />
      </Guests>
    ),
  }),
}
