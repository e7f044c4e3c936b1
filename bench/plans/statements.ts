import { membersOf } from '../../src/communities/members/queries.ts'
import type { Db } from '../../src/db/connect.ts'
import { postsBy } from '../../src/home/people/queries.ts'
import { passportOf } from '../../src/home/shell/queries.ts'
import { inboxOf } from '../../src/notifications/inbox/queries.ts'
import { pageOfAll, pageOfFollowed, pageOfSpace } from '../../src/posts/lists/queries.ts'
import { postsAt } from '../../src/posts/queries.ts'
import { TEASER } from '../../src/posts/rules.ts'
import { commentsIn } from '../../src/posts/thread/queries.ts'
import type { Reader } from './reader.ts'

type Statement = { toSQL(): { sql: string; params: unknown[] } }

/** The reads of the pages that most people open, as the rooms write them. */
export function statementsFor(db: Db, slug: string, reader: Reader): Record<string, Statement> {
  const { me, longTalk, deepComment } = reader
  const first = { slug, asker: me, after: null }
  const after = (id: string) => ({ slug, asker: me, after: { id, isPinned: false } })
  const space = 'space-1'
  const search = { q: 'lea haas', after: null, status: 'active' as const }
  return {
    feed: postsAt(db, pageOfAll(first), TEASER),
    'feed, half-way down': postsAt(db, pageOfAll(after(reader.deepInFeed)), TEASER),
    'what I follow': postsAt(db, pageOfFollowed(first), TEASER),
    'a space': postsAt(db, pageOfSpace({ ...first, space }), TEASER),
    'a space, far down': postsAt(db, pageOfSpace({ ...after(reader.deepInSpace), space }), TEASER),
    members: membersOf(db, slug, { ...search, q: '' }),
    'members, searched': membersOf(db, slug, search),
    'longest thread': commentsIn(db, longTalk, { kind: 'list', order: 'oldest' }),
    'longest thread, in the middle': commentsIn(db, longTalk, {
      kind: 'comment',
      target: deepComment,
    }),
    inbox: inboxOf(db, me, 'all', null),
    'inbox, unread': inboxOf(db, me, 'unread', null),
    'a person': postsBy(db, reader.author, me, null),
    'who asks (every page)': passportOf(db, { id: deepComment, profileId: me, issuedAt: 0 }, slug),
  }
}
