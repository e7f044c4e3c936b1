import type pg from 'pg'
import { LOAD } from '../../scripts/seed/load/helpers.ts'

/** A plain member whose grant opens the paid spaces, too. */
export const MEMBER = `${LOAD}-105`

/** The community whose people and posts have pictures. */
export const PICTURED = 'loam'

export type Place = { name: string; path: string }

/** The pages that most people open: the same kinds in a community of any size. */
export async function findPlaces(client: pg.Client): Promise<Place[]> {
  const found = await findPosts(client, LOAD)
  return [
    { name: 'feed', path: `/${LOAD}` },
    { name: 'space', path: `/${LOAD}/s/space-1` },
    { name: 'post', path: `/${LOAD}/posts/${found.post}` },
    { name: 'long thread', path: `/${LOAD}/posts/${found.long}` },
    { name: 'profile', path: `/@${LOAD}-1` },
    { name: 'directory', path: `/${LOAD}/members` },
  ]
}

/** A feed and a post with pictures. */
export async function findPictured(client: pg.Client): Promise<Place[]> {
  const { post } = await findPosts(client, PICTURED)
  return [
    { name: 'feed, pictures', path: `/${PICTURED}` },
    { name: 'post, pictures', path: `/${PICTURED}/posts/${post}` },
  ]
}

async function findPosts(client: pg.Client, slug: string) {
  const { rows } = await client.query<{ post: string; long: string }>(FIND, [slug])
  const [found] = rows
  if (!found?.post) throw new Error(`The community "${slug}" has no posts.`)
  return found
}

/** A post with about ten comments, and the one with the longest talk. */
const FIND = `
  with open as (select p.id, p.comments_count, p.published_at from posts p
    join spaces s on s.id = p.space_id and s.visibility = 'public'
    join communities c on c.id = s.community_id and c.slug = $1)
  select
    (select id from open order by abs(comments_count - 10), published_at desc limit 1) as post,
    (select id from open order by comments_count desc limit 1) as long`
