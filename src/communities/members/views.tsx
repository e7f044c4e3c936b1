import type { Child } from 'hono/jsx'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { TextField } from '../../ui/field.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Pager } from '../../ui/pager.tsx'
import { PersonRow } from '../../ui/person.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { Table } from '../../ui/table.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Time } from '../../ui/time.tsx'
import { RoleBadge } from '../views.tsx'
import { MemberAnswer, MemberMenu } from './menu/views.tsx'
import type { Member } from './queries.ts'
import type { ActsOn, Search } from './rules.ts'

export type Counts = { active: number; pending: number; banned: number }

export type Shared = {
  slug: string
  search: Search
  members: Member[]
  /** the cursor of the next page */
  next: string | null
  now: Date
  /** of the whole community, whatever was searched */
  total: number
}

type Mine = {
  counts: Counts | null
  canInvite: boolean
  acts: Record<string, ActsOn>
  /** until when someone was given a tier, in words, by username */
  gifts: Record<string, string>
}

/** Everyone who belongs: found by name, newest first; with requests and bans for staff. */
export const MembersPage: Page<Shared, Mine> = {
  title: () => 'Members',
  wide: true,
  late: ['members-tabs'],
  Body: (props) => (
    <>
      <PageHead title="Members" actions={<Slot name="members-invite" />}>
        {props.total === 1 ? 'Just one so far.' : `${props.total.toLocaleString('en')} people.`}
      </PageHead>
      <SearchForm {...props} />
      <Slot name="members-tabs" />
      <Rows {...props} />
    </>
  ),
  mine: ({ counts, canInvite, acts, gifts }, { slug, search, members }) => ({
    'members-invite': canInvite && (
      <LinkButton look="primary" icon="link" href={`/${slug}/invites`}>
        Invite people
      </LinkButton>
    ),
    'members-tabs': counts && <StatusTabs {...{ slug, search, counts }} />,
    ...Object.fromEntries(
      members.flatMap(({ username }) => {
        const words = gifts[username]
        return words ? [[`gift-${username}`, <div class="hint">{words}</div>]] : []
      }),
    ),
    ...Object.fromEntries(
      members.flatMap((member) => {
        const own = acts[member.username]
        if (!own) return []
        const props = { slug, member, acts: own }
        return [
          [`answer-${member.username}`, <MemberAnswer {...props} />],
          [`member-${member.username}`, <MemberMenu {...props} />],
        ]
      }),
    ),
  }),
}

function SearchForm({ slug, search }: Shared) {
  return (
    <ActionForm action={`/${slug}/members`} method="GET" enhance={false} role="search">
      {search.status !== 'active' && <input type="hidden" name="status" value={search.status} />}
      <TextField
        type="search"
        name="q"
        label="Find someone by name"
        bare
        value={search.q}
        placeholder="Find someone by name"
        autocomplete="off"
      />
      <button type="submit" class="sr-only" tabindex={-1}>
        Search
      </button>
    </ActionForm>
  )
}

function StatusTabs({ slug, search, counts }: { slug: string; search: Search; counts: Counts }) {
  const words = { active: 'Members', pending: 'Requests', banned: 'Banned' }
  const shown = (['active', 'pending', 'banned'] as const).filter(
    (status) => status === 'active' || status === search.status || counts[status] > 0,
  )
  const tabs = shown.map((status) => ({
    href: `/${slug}/members${status === 'active' ? '' : `?status=${status}`}`,
    label: words[status],
    count: counts[status],
    current: status === search.status,
  }))
  return tabs.length > 1 ? <Tabs label="Members" tabs={tabs} /> : null
}

function Rows({ slug, search, members, next, now }: Shared) {
  if (members.length === 0) return <Nobody search={search} />
  const { status } = search
  const columns = [
    {
      label: 'Name',
      cell: (member: Member) => (
        <PersonRow person={member} badge={<RoleBadge role={member.role} />} />
      ),
    },
    {
      label: status === 'active' ? 'Joined' : status === 'pending' ? 'Asked' : 'Came',
      cell: (member: Member) => (
        <div>
          <Time at={member.since} now={now} />
          <Slot name={`gift-${member.username}`} />
        </div>
      ),
    },
    ...(status === 'active'
      ? []
      : [
          {
            label: 'Answer',
            cell: (member: Member) => <Slot name={`answer-${member.username}`} />,
          },
        ]),
    {
      label: 'Actions',
      silent: true,
      end: true,
      cell: (member: Member) => <Slot name={`member-${member.username}`} />,
    },
  ]
  const query = new URLSearchParams({
    ...(search.q && { q: search.q }),
    ...(search.status !== 'active' && { status: search.status }),
    ...(next && { after: next }),
  })
  return (
    <div id="members" class="main">
      <Table caption="Members" columns={columns} rows={members} />
      <Pager list="members" href={next && `/${slug}/members?${query}`} />
    </div>
  )
}

function Nobody({ search }: { search: Search }): Child {
  if (search.q)
    return (
      <EmptyState icon="search" title="Nobody by that name">
        Try a part of it, or their username.
      </EmptyState>
    )
  if (search.status === 'pending')
    return (
      <EmptyState icon="door" title="No one is waiting">
        People who ask to join stand here until you answer.
      </EmptyState>
    )
  return (
    <EmptyState icon="users" title="No one here">
      Everyone behaves.
    </EmptyState>
  )
}
