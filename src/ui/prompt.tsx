import { Avatar, type Person } from './avatar.tsx'

/** The invitation to write, at the head of a feed: a link that looks like the start of a post. Personal. */
export function ComposePrompt({
  me,
  href,
  children,
}: {
  me: Person
  href: string
  children: string
}) {
  return (
    <a class="card prompt" href={href}>
      <Avatar name={me.fullName} url={me.avatarUrl} />
      <span>{children}</span>
      <span class="btn btn-primary btn-small">Write</span>
    </a>
  )
}
