import { RoleBadge } from '../../communities/views.tsx'
import type { Role } from '../../profiles/tables.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { Count } from '../../ui/count.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icons.ts'
import { HeroArt } from '../../ui/mark.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { Tile } from '../../ui/tile.tsx'
import { Time } from '../../ui/time.tsx'

type Open = {
  slug: string
  name: string
  description: string
  logoUrl: string | null
  joining: 'open' | 'approval' | 'invitation'
  members: number
}

type Own = {
  slug: string
  name: string
  description: string
  logoUrl: string | null
  role: Role
  status: 'active' | 'pending' | 'banned' | 'left'
  unread: number
  latest: { id: string; title: string; by: string; space: string; at: Date } | null
}

const promises: { icon: IconName; title: string; line: string }[] = [
  {
    icon: 'discussion',
    title: 'Talk that lasts',
    line: 'Posts, threads and polls in spaces that you shape. Nothing scrolls away, and you find it again next year.',
  },
  {
    icon: 'lock',
    title: 'Doors where you want them',
    line: 'Open to all, by invitation, or for members who pay: each space has its own door, and you hold the keys.',
  },
  {
    icon: 'heart',
    title: 'Yours, for good',
    line: 'Open source, on your own database. No fee per member, no trackers, no feed that decides for you.',
  },
]

/** What a guest finds at the front door. */
export const LandingPage: Page<{ communities: Open[] }, object> = {
  styles: ['front.css'],
  title: () => 'OpenCircle: a home for your community',
  bare: true,
  Body: ({ communities }) => (
    <>
      <HeroArt />
      <section class="hero">
        <h1 class="hero-title">A home for the people you gather.</h1>
        <p class="hero-line">
          Discussions, courses, events and members in one calm place that belongs to you, not to a
          platform.
        </p>
        <div class="hero-actions">
          <LinkButton href="/sign-in?return_to=/new" look="primary" size="large">
            Start a community
          </LinkButton>
          <LinkButton href="/sign-in" size="large">
            Sign in
          </LinkButton>
        </div>
      </section>
      <section class="promises" aria-label="What it is">
        {promises.map(({ icon, title, line }) => (
          <div class="promise">
            <span class="empty-icon">
              <Icon name={icon} size={24} />
            </span>
            <h2 class="card-title">{title}</h2>
            <p class="tile-line">{line}</p>
          </div>
        ))}
      </section>
      <section class="front-section" aria-labelledby="communities-title">
        <h2 class="section-title" id="communities-title">
          Look around
        </h2>
        {communities.length === 0 ? (
          <EmptyState
            icon="door"
            title="The first door is still to be opened"
            action={
              <LinkButton href="/sign-in?return_to=/new" look="primary">
                Start the first community
              </LinkButton>
            }
          >
            Communities that anyone may read will stand here.
          </EmptyState>
        ) : (
          <Tiles communities={communities} />
        )}
      </section>
    </>
  ),
}

type Mine = {
  firstName: string
  own: Own[]
  communities: Open[]
  mayFound: boolean
  now: Date
}

/** What someone who is signed in finds there. */
export const FrontPage: Page<Record<never, never>, Mine> = {
  styles: ['front.css'],
  title: () => 'Your communities',
  wide: true,
  Body: () => <Slot name="front" />,
  mine: (mine) => ({ front: <Front {...mine} /> }),
}

function Front({ firstName, own, communities, mayFound, now }: Mine) {
  const found = mayFound && (
    <LinkButton href="/new" icon="plus" look={own.length ? 'quiet' : 'primary'}>
      Start a community
    </LinkButton>
  )
  return (
    <>
      <PageHead title={`Hello, ${firstName}`} actions={own.length > 0 && found}>
        {own.length > 0 ? 'What is going on in your communities.' : 'Good that you are here.'}
      </PageHead>
      {own.length === 0 ? (
        <EmptyState icon="users" title="You belong to no community yet" action={found}>
          Join one that you like the look of, open the link that somebody sent you, or start your
          own: it takes a minute.
        </EmptyState>
      ) : (
        <div class="homes">
          {own.map((community) => (
            <Home {...community} now={now} />
          ))}
        </div>
      )}
      {communities.length > 0 && (
        <section class="front-section" aria-labelledby="discover-title">
          <h2 class="section-title" id="discover-title">
            Discover
          </h2>
          <Tiles communities={communities} />
        </section>
      )}
    </>
  )
}

function Home({ slug, name, logoUrl, role, status, unread, latest, now }: Own & { now: Date }) {
  const isPending = status === 'pending'
  return (
    <article class="card home">
      <Avatar name={name} url={logoUrl} size={48} square />
      <div class="row-words">
        <h2 class="row-name">
          <a class="tile-link card-title" href={isPending ? `/${slug}/about` : `/${slug}`}>
            {name}
          </a>
          {isPending ? <Badge tone="amber">Waiting to be let in</Badge> : <RoleBadge role={role} />}
        </h2>
        <p class="home-latest">
          {latest ? (
            <>
              <bdi>{latest.by}</bdi> in {latest.space}: <span dir="auto">{latest.title}</span>
            </>
          ) : isPending ? (
            'The people who run it have been told.'
          ) : (
            'Nothing has been posted yet. Be the first.'
          )}
        </p>
      </div>
      <div class="home-end">
        {latest && (
          <span class="row-time">
            <Time at={latest.at} now={now} />
          </span>
        )}
        {unread > 0 && (
          <span class="unread">
            {unread > 99 ? '99+' : unread}
            <span class="sr-only"> unread</span>
          </span>
        )}
      </div>
    </article>
  )
}

function Tiles({ communities }: { communities: Open[] }) {
  return (
    <div class="tiles">
      {communities.map(({ slug, name, logoUrl, description, members, joining }) => (
        <Tile
          href={`/${slug}`}
          name={name}
          logoUrl={logoUrl}
          line={description}
          foot={
            <>
              <Count n={members} of={['member', 'members']} />
              {joining !== 'open' && (
                <span>{joining === 'approval' ? 'Ask to join' : 'By invitation'}</span>
              )}
            </>
          }
        />
      ))}
    </div>
  )
}
