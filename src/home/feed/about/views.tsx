import type { Role } from '../../../profiles/tables.ts'
import type { Person } from '../../../ui/avatar.tsx'
import { Card } from '../../../ui/card.tsx'
import { Count } from '../../../ui/count.tsx'
import { Byline } from '../../../ui/person.tsx'
import { Time } from '../../../ui/time.tsx'
import type { Newcomer } from '../queries.ts'

export type AboutData = { members: number; staff: (Person & { role: Role })[] }

type Props = {
  community: { slug: string; name: string; description: string }
  /** null for those who may not enter */
  about: AboutData | null
  newcomers: Newcomer[]
  now: Date
}

const roles = { owner: 'Owner', admin: 'Admin', moderator: 'Moderator', member: 'Member' }

/** The quiet rail of a community's home: what it is, who runs it, and who is new. */
export function About({ community, about, newcomers, now }: Props) {
  const { slug, name, description } = community
  return (
    <>
      <Card title={`About ${name}`}>
        {description && (
          <p class="whitespace-pre-line" dir="auto">
            {description}
          </p>
        )}
        <p class="facts mt-2">
          {about && <Count n={about.members} of={['member', 'members']} />}
          <a class="fact-link" href={`/${slug}/about`}>
            More about it
          </a>
        </p>
      </Card>
      {about && about.staff.length > 0 && (
        <Card title="Who runs it">
          <div class="flex flex-col gap-3">
            {about.staff.map((person) => (
              <Byline person={person} size={32}>
                <span>{roles[person.role]}</span>
              </Byline>
            ))}
          </div>
        </Card>
      )}
      {newcomers.length > 0 && <Newcomers slug={slug} people={newcomers} now={now} />}
    </>
  )
}

/** Who joined last, for members. */
function Newcomers({ slug, people, now }: { slug: string; people: Newcomer[]; now: Date }) {
  return (
    <Card
      title="New here"
      action={
        <a class="text-link" href={`/${slug}/members`}>
          All members
        </a>
      }
    >
      <div class="flex flex-col gap-3">
        {people.map(({ joinedAt, ...person }) => (
          <Byline person={person} size={32}>
            {joinedAt && (
              <span>
                joined <Time at={joinedAt} now={now} />
              </span>
            )}
          </Byline>
        ))}
      </div>
    </Card>
  )
}
