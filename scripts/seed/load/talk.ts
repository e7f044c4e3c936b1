import type pg from 'pg'
import { CHUNK, DAYS, LOAD, type Size } from './helpers.ts'

const DAY = 24 * 3600_000

/** Of ten posts, how often each is answered; one post at the end gets a talk of its own. */
const TALKATIVE = [0, 0, 0, 0, 1, 1, 1, 2, 5, 10]
const LONG_TALK = 5000

/** For each chunk of 1 … count, its bounds. */
async function inChunks(count: number, write: (from: number, to: number) => Promise<unknown>) {
  for (let from = 1; from <= count; from += CHUNK)
    await write(from, Math.min(count, from + CHUNK - 1))
}

/** Posts in order of time, skewed over spaces and authors, with the number of comments they will get. */
export async function insertPosts(db: pg.Client, size: Size): Promise<void> {
  const { people, posts, comments } = size
  const long = Math.min(LONG_TALK, Math.floor(comments / 4))
  const rest = comments - long
  const start = Date.now() - DAYS * DAY
  const each = ((DAYS - 0.01) * DAY) / posts
  // how many comments all posts before the nth have
  const before = (n: string) => `round(${rest}::numeric * (20 * (${n} / 10)
    + ('{0,${sums(TALKATIVE)}}'::int[])[1 + ${n} % 10]) / ${totalBefore(posts)})`
  await db.query(`create temp table load_posts (n int, id uuid, ms bigint, comments int)`)
  await db.query('select setseed(0.2)')
  await inChunks(posts, (from, to) =>
    db.query(`
      with made as materialized (
        select n, ${start} + (n::numeric * ${each})::bigint as ms, random() as a, random() as b, random() as c,
          random() as d,
          (${before('n')} - ${before('(n - 1)')})::int
            + case n when ${Math.max(1, posts - 5)} then ${long} else 0 end as comments
        from generate_series(${from}, ${to}) n
      ), kept as (
        insert into load_posts select n, pg_temp.id(ms, n, 7), ms, comments from made
      )
      insert into posts (id, space_id, author_id, title, content, is_pinned, comments_count, created_at,
        updated_at, published_at)
      select pg_temp.id(made.ms, made.n, 7), s.id, p.id,
        case when c < 0.7 then 'Post ' || made.n || ': ' || pg_temp.words(d, 0) else '' end,
        pg_temp.words(c, d), made.n % ${Math.ceil(posts / 10)} = 7, comments,
        pg_temp.moment(made.ms), pg_temp.moment(made.ms), pg_temp.moment(made.ms)
      from made
      join load_spaces s on s.n = 1 + least(19, (power(a, 2) * 20)::int)
      join load_people p on p.n = 1 + least(${people - 1}, (power(b, 3) * ${people})::int)
      order by made.n`),
  )
  await db.query('create unique index on load_posts (n)')
  await db.query('analyze load_posts')
}

const sums = (weights: number[]): string =>
  weights
    .map((_, at) => weights.slice(0, at + 1).reduce((sum, weight) => sum + weight, 0))
    .join(',')

function totalBefore(n: number): number {
  const part = TALKATIVE.slice(0, n % 10).reduce((sum, weight) => sum + weight, 0)
  return Math.max(1, 20 * Math.floor(n / 10) + part)
}

/** Each post's comments in order of time; every other one answers one shortly before it. */
export async function insertComments(db: pg.Client, { people, posts }: Size): Promise<void> {
  const now = Date.now()
  const momentOf = (j: string) =>
    `(ms + least(${j} * 600000::bigint, (${now} - ms) * ${j} / (comments + 1)))`
  const answered = 'greatest(1, j - 1 - abs(hashint4(j) % 4))'
  await db.query('select setseed(0.3)')
  await inChunks(posts, (from, to) =>
    db.query(`
      insert into comments (id, post_id, parent_id, author_id, content, created_at, updated_at)
      select pg_temp.id(made.at, made.n, j), post,
        case when j % 2 = 0 then pg_temp.id(parent_at, made.n, ${answered}) end,
        p.id, pg_temp.words(a, a * b * 0.5), pg_temp.moment(made.at), pg_temp.moment(made.at)
      from (select n, id as post, j, ${momentOf('j')} as at, ${momentOf(answered)} as parent_at,
          random() as a, random() as b
        from load_posts, generate_series(1, comments) j where n between ${from} and ${to}) made
      join load_people p on p.n = 1 + least(${people - 1}, (power(b, 2) * ${people})::int)
      order by made.n, j`),
  )
}

/** Reactions, more to newer posts, and the likes that they make. */
export async function insertReactions(db: pg.Client, { people, posts, reactions }: Size) {
  await db.query('select setseed(0.4)')
  await inChunks(reactions, (from, to) =>
    db.query(`
      insert into reactions (id, user_id, target_type, target_id, reaction_type, created_at)
      select pg_temp.id(made.ms, made.k, 8), p.id, 'post', made.post, kind, pg_temp.moment(made.ms)
      from (select k, l.id as post, l.ms + 60000 as ms, other, kind from (
          select k, ${posts} - floor(power(random(), 3) * ${posts})::int as n,
            1 + floor(random() * ${people})::int as other,
            case when random() < 0.75 then 'like' else 'heart' end as kind
          from generate_series(${from}, ${to}) k) given join load_posts l on l.n = given.n) made
      join load_people p on p.n = made.other
      on conflict do nothing`),
  )
  await db.query(`
    update posts set likes_count = given.likes from (
      select target_id, count(*)::int as likes from reactions join load_posts l on l.id = target_id
      where target_type = 'post' and reaction_type = 'like' group by target_id) given
    where posts.id = given.target_id`)
}

/** Twenty for each person, the newest unread. */
export async function insertNotices(db: pg.Client, { people, posts }: Size): Promise<void> {
  const start = Date.now() - 60 * DAY
  await inChunks(people * 20, (from, to) =>
    db.query(`
      insert into notifications (id, user_id, community_id, space_id, actor_id, type, title, link, cause,
        is_read, created_at)
      select pg_temp.id(made.ms, k, 9), p.id, (select id from communities where slug = '${LOAD}'), s.id,
        (select id from load_people where n = 1), 'new_post', 'Something new in Load',
        '/${LOAD}/posts/' || l.id, 'post:' || l.id || ':' || k, k / ${people} < 17, pg_temp.moment(made.ms)
      from (select k, ${start} + k * ${(60 * DAY) / (people * 20)}::bigint as ms
        from generate_series(${from}, ${to}) k) made
      join load_people p on p.n = 1 + k % ${people}
      join load_spaces s on s.n = 1 + (k + k / ${people}) % 16
      join load_posts l on l.n = 1 + k % ${posts}`),
  )
}
