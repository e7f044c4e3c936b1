import type pg from 'pg'

export type Reader = {
  /** a plain member who may enter the paid spaces, too */
  me: string
  /** the username of one who has written much */
  author: string
  /** half-way down the feed, and down the busiest space */
  deepInFeed: string
  deepInSpace: string
  /** the post with the longest talk, and a comment in the middle of it */
  longTalk: string
  deepComment: string
  scale: string
}

/** Picks whom and what to ask for in a large community. */
export async function findReader(client: pg.Client, slug: string): Promise<Reader> {
  const { rows } = await client.query<Reader>(FIND, [slug])
  const [reader] = rows
  if (!reader?.deepInFeed) throw new Error('The community is too small to measure.')
  return reader
}

const FIND = `
  with here as (select id from communities where slug = $1),
  busiest as (select id from spaces where community_id in (select id from here) and slug = 'space-1'),
  long as (select id, comments_count from posts where space_id in (
      select id from spaces where community_id in (select id from here))
    order by comments_count desc limit 1)
  select
    (select m.profile_id from memberships m join grants g using (profile_id, community_id)
      where m.community_id in (select id from here) and m.role = 'member'
      order by m.joined_at offset 100 limit 1) as me,
    (select username from profiles where id in (select author_id from posts group by author_id
      order by count(*) desc limit 1)) as author,
    (select p.id from posts p join spaces s on s.id = p.space_id and s.visibility = 'public'
      where s.community_id in (select id from here) and not p.is_pinned
      order by p.published_at offset (select count(*) / 2 from posts) limit 1) as "deepInFeed",
    (select id from posts where space_id in (select id from busiest) and not is_pinned
      order by published_at
      offset (select least(1000, count(*) / 2) from posts where space_id in (select id from busiest))
      limit 1) as "deepInSpace",
    (select id from long) as "longTalk",
    (select id from comments where post_id in (select id from long)
      order by id offset (select comments_count / 2 from long) limit 1) as "deepComment",
    (select count(*) from profiles) || ' people, ' || (select count(*) from posts) || ' posts, '
      || (select count(*) from comments) || ' comments, ' || (select comments_count from long)
      || ' of them under one post' as scale`
