import type { Person } from '../../ui/avatar.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { Byline } from '../../ui/person.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Time } from '../../ui/time.tsx'
import type { Change } from './rules.ts'

type Shared = {
  post: { id: string; href: string; name: string }
  edits: { id: string; editor: Person; createdAt: Date; changes: Change[] }[]
  now: Date
}

/** How a post came to say what it says. */
export const HistoryPage: Page<Shared, null> = {
  title: ({ post }) => `History of ${post.name}`,
  Body: ({ post, edits, now }) => (
    <>
      <PageHead
        title="History"
        actions={
          <LinkButton href={post.href} icon="back">
            Back
          </LinkButton>
        }
      >
        {post.name}
      </PageHead>
      {edits.length === 0 && <EmptyState icon="history" title="This post was never edited" />}
      {edits.map((edit) => (
        <Card>
          <Byline person={edit.editor} size={32}>
            <Time at={edit.createdAt} now={now} />
          </Byline>
          <p class="changes" dir="auto">
            {edit.changes.map(({ kind, text }) =>
              kind === 'in' ? <ins>{text}</ins> : kind === 'out' ? <del>{text}</del> : text,
            )}
          </p>
        </Card>
      ))}
    </>
  ),
}
