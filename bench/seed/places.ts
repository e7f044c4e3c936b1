import type pg from 'pg'
import { LOAD } from '../../scripts/seed/load/helpers.ts'

/** A plain member whose grant opens the paid spaces, too. */
export const MEMBER = `${LOAD}-105`

export type Place = { name: string; path: string }

/** The pages that most people open: the same kinds in a community of any size. */
export async function findPlaces(client: pg.Client): Promise<Place[]> {
  const { rows } = await client.query<{ post: string; long: string }>(FIND, [LOAD])
  const [found] = rows
  if (!found) throw new Error('The community has no posts.')
  return [
    { name: 'feed', path: `/${LOAD}` },
    { name: 'space', path: `/${LOAD}/s/space-1` },
    { name: 'post', path: `/${LOAD}/posts/${found.post}` },
    { name: 'long thread', path: `/${LOAD}/posts/${found.long}` },
    { name: 'profile', path: `/@${LOAD}-1` },
    { name: 'directory', path: `/${LOAD}/members` },
  ]
}

/** A post with about ten comments, and the one with the longest talk. */
const FIND = `
  with open as (select p.id, p.comments_count, p.published_at from posts p
    join spaces s on s.id = p.space_id and s.visibility = 'public'
    join communities c on c.id = s.community_id and c.slug = $1)
  select
    (select id from open order by abs(comments_count - 10), published_at desc limit 1) as post,
    (select id from open order by comments_count desc limit 1) as long`
