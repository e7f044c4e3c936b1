import { anyoneWho, isMember, may, type Viewer } from '../communities/rules.ts'
import { type Standing, tag, tagsOfFiles } from '../edge/rules.ts'
import { type Attached, attachedFrom } from '../files/attached/rules.ts'
import { excerpt, toHtml } from '../ui/markdown.ts'
import { nameOfFiles, type Shown } from './attachments/names/rules.ts'
import { type PollData, pollData, withCounts } from './polls/rules.ts'
import type { MyPostRow, PostRow } from './queries.ts'
import type { ReactionKind } from './reactions/rules.ts'

/** How much of a text a list needs: more than it shows. */
export const TEASER = 2000

/** A post as everyone who may see it sees it. */
export type PostData = Omit<
  PostRow,
  'attachments' | 'poll' | 'votes' | 'authorId' | 'updatedAt'
> & {
  href: string
  html: string
  attachments: Attached[]
  poll: PollData | null
}

export function postData(row: PostRow, slug: string, now: Date): PostData {
  const { poll, votes, authorId: _author, updatedAt: _updated, ...post } = row
  return {
    ...post,
    href: `/${slug}/posts/${row.id}`,
    html: toHtml(row.content, row.contentFormat, row.mentions),
    attachments: row.attachments.map(attachedFrom),
    poll: poll && votes && pollData(poll, votes, now),
  }
}

export const idsOf = (posts: { id: string }[]): string[] => posts.map(({ id }) => id)

/** The tags of a page that shows these posts. */
export const tagsOf = (posts: Pick<PostData, 'id' | 'author' | 'attachments'>[]): string[] =>
  posts.flatMap((post) => [tag.post(post.id), tag.profile(post.author.username), ...shownBy(post)])

/** The tag of a post or comment that shows files, for those who take one away. */
export const shownBy = ({ id, attachments }: { id: string; attachments: unknown[] }): string[] =>
  attachments.length ? [tag.attached(id)] : []

/** Named when some of the files go that something listed: their bytes. */
export const touchedByLoss = (
  slug: string,
  before: { id: string }[],
  now: { id: string }[] = [],
): string[] =>
  tagsOfFiles(
    idsOf(before).filter((id) => !idsOf(now).includes(id)),
    slug,
  )

/** Named by every write to a post and to what stands under it: words, counts, answers. */
export const touchedInPost = (id: string): string[] => [tag.post(id)]

/** Named when a post comes into lists or moves in them: its own pages have no entry of it yet. */
export const touchedByAppearing = (post: {
  id: string
  slug: string
  space: string
  author: string
}): string[] => [tag.post(post.id), tag.space(post.slug, post.space), tag.person(post.author)]

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

/** @param own the viewer's reactions and votes; none while they are not known */
export function myPost(post: PostData, own: MyPostRow | undefined, viewer: Viewer): MyPost {
  const isAuthor = viewer.profile?.username === post.author.username
  const isActive = isMember(viewer) && !post.space.isArchived
  const { votes = [], counts } = own ?? {}
  return {
    isAuthor,
    mayReact: isActive && post.publishedAt !== null,
    mayEdit: isAuthor && isActive,
    mayPin: may(viewer, 'pin'),
    mayDelete: (isAuthor && isActive) || may(viewer, 'moderate'),
    maySeeHistory: may(viewer, 'moderate') && post.editedAt !== null,
    reactions: own?.reactions ?? [],
    votes,
    poll: post.poll && counts ? withCounts(post.poll, counts) : null,
  }
}

/** What a post is to everyone who shares a page: nothing in it is anyone's own. */
export const sharedPost = (post: PostData, standing: Standing): MyPost =>
  myPost(post, undefined, anyoneWho(standing))

/** What the posts of a page are to the viewer, by id. */
export const myPostsFrom = (
  posts: PostData[],
  own: MyPostRow[],
  viewer: Viewer,
): Record<string, MyPost> => {
  const byId = new Map(own.map((row) => [row.id, row]))
  return Object.fromEntries(posts.map((post) => [post.id, myPost(post, byId.get(post.id), viewer)]))
}

/** What a post is called where there is room for one line. @param max characters of a text without a title */
export const nameOf = (
  post: Pick<PostRow, 'title' | 'content' | 'contentFormat'> & { attachments?: Shown[] },
  max = 80,
): string =>
  post.title ||
  excerpt(post.content, post.contentFormat, max) ||
  nameOfFiles(post.attachments) ||
  'A post'
