import { isMember, may, type Viewer } from '../communities/rules.ts'
import { excerpt, toHtml } from './markdown/rules.ts'
import { type PollData, pollData } from './polls/rules.ts'
import type { MyPostRow, PostRow } from './queries.ts'
import type { ReactionKind } from './reactions/rules.ts'

/** How much of a text a list needs: more than it shows. */
export const TEASER = 2000

/** A post as everyone who may see it sees it. */
export type PostData = Omit<PostRow, 'poll' | 'votes' | 'authorId' | 'updatedAt'> & {
  href: string
  html: string
  poll: PollData | null
}

export function postData(row: PostRow, slug: string, now: Date): PostData {
  const { poll, votes, authorId: _author, updatedAt: _updated, ...post } = row
  return {
    ...post,
    href: `/${slug}/posts/${row.id}`,
    html: toHtml(row.content, row.contentFormat, row.mentions),
    poll: poll && votes && pollData(poll, votes, now),
  }
}

/** What a post is to the viewer, and what they may do with it. */
export type MyPost = {
  isAuthor: boolean
  mayReact: boolean
  mayEdit: boolean
  mayPin: boolean
  mayDelete: boolean
  maySeeHistory: boolean
  reactions: ReactionKind[]
  votes: number[]
  /** with its counts, for those who have voted */
  poll: PollData | null
}

export function myPost(
  row: PostRow,
  own: MyPostRow | undefined,
  viewer: Viewer,
  now: Date,
): MyPost {
  const isAuthor = viewer.profile?.id === row.authorId
  const isActive = isMember(viewer) && !row.space.isArchived
  const votes = own?.votes ?? []
  const { poll, votes: counts } = row
  return {
    isAuthor,
    mayReact: isActive && row.publishedAt !== null,
    mayEdit: isAuthor && isActive,
    mayPin: may(viewer, 'pin'),
    mayDelete: (isAuthor && isActive) || may(viewer, 'moderate'),
    maySeeHistory: may(viewer, 'moderate') && row.editedAt !== null,
    reactions: own?.reactions ?? [],
    votes,
    poll: votes.length && poll && counts ? pollData(poll, counts, now, true) : null,
  }
}

/** A page of posts, shared and the viewer's own, from its two statements. */
export function postsFrom(
  rows: PostRow[],
  own: MyPostRow[],
  at: { slug: string; viewer: Viewer; now: Date },
) {
  const posts = rows.map((row) => postData(row, at.slug, at.now))
  const mine = rows.map((row) => {
    const found = own.find(({ id }) => id === row.id)
    return [row.id, myPost(row, found, at.viewer, at.now)] as const
  })
  return { posts, mine: Object.fromEntries(mine) }
}

/** What a post is called where there is room for one line. @param max characters of a text without a title */
export const nameOf = (
  post: Pick<PostRow, 'title' | 'content' | 'contentFormat'>,
  max = 80,
): string => post.title || excerpt(post.content, post.contentFormat, max) || 'A post'
