import { ManageTabs } from '../../communities/views.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { Page } from '../../ui/respond.tsx'
import type { SpaceRow } from './queries.ts'

type Shared = { slug: string; spaces: SpaceRow[] }

/** Every space in its order: dragged, or moved by the buttons; the archived below. */
export const SpacesPage: Page<Shared, null> = {
  title: () => 'Spaces',
  scripts: ['spaces.js'],
  Body: ({ slug, spaces }) => {
    const live = spaces.filter(({ isArchived }) => !isArchived)
    const archived = spaces.filter(({ isArchived }) => isArchived)
    return (
      <>
        <PageHead
          title="Spaces"
          actions={
            <LinkButton look="primary" icon="plus" href={`/${slug}/spaces/new`}>
              New space
            </LinkButton>
          }
        >
          In the order in which everyone sees them.
        </PageHead>
        <ManageTabs slug={slug} current="spaces" />
        <div id="space-order" data-region>
          <ol
            class="card rows py-1"
            data-order={`/${slug}/spaces/order`}
            aria-label="Spaces in their order"
          >
            {live.map((space, index) => (
              <SpaceItem
                {...{ slug, space }}
                first={index === 0}
                last={index === live.length - 1}
              />
            ))}
          </ol>
        </div>
        {archived.length > 0 && (
          <Card title="Archived">
            <div class="rows">
              {archived.map((space) => (
                <div class="row">
                  <Glyph space={space} />
                  <SpaceWords slug={slug} space={space} />
                  <ActionForm
                    action={`/${slug}/s/${space.slug}/archive`}
                    method="DELETE"
                    enhance={false}
                  >
                    <Button size="small" icon="restore">
                      Restore
                    </Button>
                  </ActionForm>
                </div>
              ))}
            </div>
          </Card>
        )}
      </>
    )
  },
}

type ItemProps = { slug: string; space: SpaceRow; first: boolean; last: boolean }

function SpaceItem({ slug, space, first, last }: ItemProps) {
  const at = `/${slug}/s/${space.slug}`
  return (
    <li class="row data-dragged:opacity-50" data-id={space.id}>
      <span
        class="hidden cursor-grab touch-none text-muted in-data-drag:block"
        data-grip
        aria-hidden="true"
      >
        <Icon name="grip" />
      </span>
      <Glyph space={space} />
      <SpaceWords slug={slug} space={space} />
      <ActionForm action={`${at}/position`} method="PUT" class="flex">
        <Button
          look="plain"
          size="small"
          icon="arrowUp"
          label={`Move ${space.name} up`}
          name="move"
          value="up"
          disabled={first}
        />
        <Button
          look="plain"
          size="small"
          icon="arrowDown"
          label={`Move ${space.name} down`}
          name="move"
          value="down"
          disabled={last}
        />
      </ActionForm>
      <LinkButton
        look="plain"
        size="small"
        icon="settings"
        label={`Settings of ${space.name}`}
        href={`${at}/settings`}
      />
    </li>
  )
}

const Glyph = ({ space }: { space: SpaceRow }) => (
  <span class="nav-glyph">{space.emoji || <Icon name={space.spaceType} size={18} />}</span>
)

const kinds = {
  discussion: 'Discussion',
  chat: 'Chat',
  course: 'Course',
  events: 'Events',
  resources: 'Resources',
}

function SpaceWords({ slug, space }: { slug: string; space: SpaceRow }) {
  return (
    <div class="row-words">
      <div class="row-name">
        <a class="name-link truncate" href={`/${slug}/s/${space.slug}`} dir="auto">
          {space.name}
        </a>
        {space.visibility === 'private' && <Badge icon="lock">Private</Badge>}
        {space.visibility === 'paid' &&
          (space.requiredTierIds.length ? (
            <Badge icon="key">Paid</Badge>
          ) : (
            <Badge tone="amber" icon="key">
              No tier opens it
            </Badge>
          ))}
      </div>
      <div class="hint truncate">
        {kinds[space.spaceType]}
        {space.settings.whoPosts === 'staff' && ', staff post'}
      </div>
    </div>
  )
}
