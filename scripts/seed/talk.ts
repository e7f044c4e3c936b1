import { setImmediate } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { SeedComment, SeedPoll, SeedPost } from '../../local/seed/types.ts'
import type { Db } from '../../src/db/connect.ts'
import { insertComment } from '../../src/posts/comments/queries.ts'
import { commentPath } from '../../src/posts/comments/rules.ts'
import { insertPost } from '../../src/posts/compose/queries.ts'
import {
  announce,
  insertCommentMentions,
  insertReplyNotice,
} from '../../src/posts/notices/queries.ts'
import { holdVote, insertVotes } from '../../src/posts/polls/queries.ts'
import { setPinned } from '../../src/posts/queries.ts'
import { posts } from '../../src/posts/tables.ts'
import { mentionsIn } from '../../src/ui/markdown.ts'
import type { Made, MadeSpace } from './community.ts'
import { type People, personOf } from './people.ts'
import { type Given, giveAll, reactionsTo } from './reactions.ts'
import { DAY, idOf, type Statement } from './statements.ts'

type Place = { db: Db; everyone: People; made: Made; now: Date }

/** All posts of a community, each with its talk, by the people who wrote them. */
export async function talkIn(place: Place, all: SeedPost[]): Promise<Statement[]> {
  const talks: Talk[] = []
  for (const post of all) {
    talks.push(talkOf(place, post))
    // much text is made here: meanwhile connections want to be looked after
    await setImmediate()
  }
  return [
    ...talks.flatMap((talk) => talk.statements),
    ...giveAll(
      place.db,
      talks.flatMap((talk) => talk.given),
    ),
  ]
}

/** What is written about one thing, and what it was given. */
type Talk = { statements: Statement[]; given: Given[] }

function talkOf(place: Place, post: SeedPost): Talk {
  const { db, everyone, made, now } = place
  const space = made.spaces.get(post.space)
  if (!space) throw new Error(`No space of the seeds is at ${post.space}.`)
  const at = new Date(now.getTime() - post.daysAgo * DAY)
  const id = idOf(at)
  const { title = '', content } = post
  const author = personOf(everyone, post.author)
  const told = {
    id,
    href: `/${made.slug}/posts/${id}`,
    authorId: author.id,
    authorName: author.fullName,
    space: { id: space.id, name: space.name },
    ...{ title, content, contentFormat: 'markdown' as const },
  }
  const poll = post.poll && {
    question: post.poll.question,
    options: post.poll.options.map(({ label }) => label),
    multiple: post.poll.multiple,
    closesAt: null,
  }
  const words = { title, content, contentFormat: told.contentFormat }
  const draft = { ...words, scheduledAt: null, attachments: [] }
  const { comments } = post
  const answers = commentsOn({ ...place, space, postId: id, postTitle: title, at }, comments, null)
  return {
    statements: [
      insertPost(db, { id, spaceId: space.id, me: author.id }, { ...draft, poll: poll ?? null }),
      ...announce(db, told),
      ...(post.pinned ? [setPinned(db, id, personOf(everyone, made.owner).id, true)] : []),
      ...(post.poll ? votesOn(place, id, post.poll, space) : []),
      ...answers.flatMap((talk) => talk.statements),
    ],
    given: [
      ...reactionsTo(place, { type: 'post', id }, post, { space, at }),
      ...answers.flatMap((talk) => talk.given),
    ],
  }
}

type Thread = Place & { space: MadeSpace; postId: string; postTitle: string; at: Date }

function commentsOn(thread: Thread, comments: SeedComment[], parentId: string | null): Talk[] {
  const { db, everyone, made, space, postId, postTitle } = thread
  return comments.flatMap((comment) => {
    const at = new Date(thread.at.getTime() + comment.hoursAfter * 3600_000)
    const id = idOf(at)
    const { content } = comment
    const author = personOf(everyone, comment.author)
    const link = commentPath(made.slug, postId, id)
    const said = { id, postId, content, link, author, space, postTitle }
    const named = mentionsIn(content)
    const talk = {
      statements: [
        insertComment(db, { id, postId, parentId, content, attachments: [] }, author.id),
        ...(named.length ? [insertCommentMentions(db, said, named)] : []),
        insertReplyNotice(db, said, parentId !== null),
      ],
      given: reactionsTo(thread, { type: 'comment', id }, comment, { space, at }),
    }
    return [talk, ...commentsOn(thread, comment.replies, id)]
  })
}

/** Votes are taken while a poll is open, so it closes afterwards. */
function votesOn(place: Place, postId: string, poll: SeedPoll, space: MadeSpace): Statement[] {
  const { db, everyone, now } = place
  const closesAt = new Date(now.getTime() + poll.closesInDays * DAY).toISOString()
  const chosen = new Map<string, number[]>()
  for (const [option, { voters }] of poll.options.entries())
    for (const name of voters) chosen.set(name, [...(chosen.get(name) ?? []), option])
  const votes = [...chosen].filter(([name]) => space.entrants.includes(name))
  return [
    ...votes.flatMap(([name, options]) => {
      const me = personOf(everyone, name).id
      return [holdVote(db, postId, me), insertVotes(db, postId, me, options)]
    }),
    db
      .update(posts)
      .set({ poll: sql`jsonb_set(${posts.poll}, '{closesAt}', to_jsonb(${closesAt}::text))` })
      .where(sql`${posts.id} = ${postId}::uuid`),
  ]
}
