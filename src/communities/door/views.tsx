import type { Role } from '../../profiles/tables.ts'
import { Avatar, type Person } from '../../ui/avatar.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { Count } from '../../ui/count.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PersonRow } from '../../ui/person.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Row } from '../../ui/row.tsx'
import { Slot } from '../../ui/slots.tsx'
import type { Community } from '../tables.ts'
import { RoleBadge } from '../views.tsx'
import { type Door, joinWords } from './rules.ts'

type DoorProps = {
  community: Pick<
    Community,
    'name' | 'slug' | 'description' | 'logoUrl' | 'coverUrl' | 'isPublic' | 'joining'
  >
  members: number
  staff: (Person & { role: Role })[]
  /** those that a guest may know of */
  spaces: {
    slug: string
    name: string
    emoji: string
    description: string
    spaceType: 'discussion' | 'chat' | 'course' | 'events' | 'resources'
    locked: boolean
  }[]
}

/** What a community says of itself, and its door: for those outside and inside alike. */
export const AboutPage: Page<DoorProps, { door: Door; canLeave: boolean }> = {
  title: () => 'About',
  Body: ({ community, members, staff, spaces }) => (
    <>
      <PageHead
        title={community.name}
        cover={community.coverUrl ?? ''}
        glyph={<Avatar name={community.name} url={community.logoUrl} size={48} square />}
        actions={
          <Slot name="join">
            <LinkButton
              look="primary"
              href={`/sign-in?return_to=${encodeURIComponent(`/${community.slug}/about`)}`}
            >
              Sign in to join
            </LinkButton>
          </Slot>
        }
      >
        <span class="facts">
          <Count n={members} of={['member', 'members']} />
          <span>{community.isPublic ? 'Anyone can read' : 'Members only'}</span>
          <span>{joinWords[community.joining].fact}</span>
        </span>
      </PageHead>
      <Slot name="standing" />
      {community.description && (
        <p class="whitespace-pre-line" dir="auto">
          {community.description}
        </p>
      )}
      {spaces.length > 0 && (
        <Card
          title="Inside"
          action={
            spaces.some(({ locked }) => locked) && (
              <a class="text-link" href={`/${community.slug}/plans`}>
                Plans
              </a>
            )
          }
        >
          <div class="rows">
            {spaces.map((space) => (
              <Row
                media={
                  <span class="nav-glyph">
                    {space.emoji || <Icon name={space.spaceType} size={18} />}
                  </span>
                }
                title={
                  <a class="name-link" href={`/${community.slug}/s/${space.slug}`}>
                    {space.name}
                  </a>
                }
                line={space.description}
                end={space.locked && <Icon name="lock" size={16} />}
              />
            ))}
          </div>
        </Card>
      )}
      <Card title="Who runs it">
        <div class="rows">
          {staff.map((person) => (
            <PersonRow person={person} badge={<RoleBadge role={person.role} />} />
          ))}
        </div>
      </Card>
      <Slot name="leave" />
    </>
  ),
  mine: ({ door, canLeave }, { community }) => ({
    ...(door !== 'guest' && { join: <JoinButton door={door} community={community} /> }),
    standing: <Standing door={door} community={community} />,
    leave: canLeave && (
      <ActionForm
        action={`/${community.slug}/membership`}
        method="DELETE"
        enhance={false}
        confirm={`Leave ${community.name}? What you wrote stays.`}
      >
        <Button look="plain" icon="signOut">
          Leave this community
        </Button>
      </ActionForm>
    ),
  }),
}

type At = { door: Door; community: Pick<Community, 'slug' | 'name' | 'joining'> }

/** The way in for someone who has signed in: one press, a question, or a word that it takes a link. */
export function JoinButton({ door, community }: At) {
  const { slug, joining } = community
  if (door === 'inside') return <LinkButton href={`/${slug}`}>Go inside</LinkButton>
  if (door === 'waiting')
    return (
      <ActionForm action={`/${slug}/membership`} method="DELETE">
        <Button>Take back your request</Button>
      </ActionForm>
    )
  if (door === 'banned' || joining === 'invitation') return null
  return (
    <ActionForm action={`/${slug}/membership`}>
      <Button look="primary" icon={joining === 'open' ? undefined : 'send'}>
        {joinWords[joining].button}
      </Button>
    </ActionForm>
  )
}

/** A line on where the viewer stands, when the button alone does not say it. */
export function Standing({ door, community }: At) {
  if (door === 'waiting')
    return (
      <Notice title="You have asked to join">
        The people who run {community.name} will answer. Look in again soon.
      </Notice>
    )
  if (door === 'banned')
    return (
      <Notice kind="warning" title="You cannot join">
        You were asked to stay out.
      </Notice>
    )
  if (door === 'inside' || community.joining !== 'invitation') return null
  return <Notice>{joinWords[community.joining].line}</Notice>
}
