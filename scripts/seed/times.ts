import { type SQL, sql } from 'drizzle-orm'
import { people } from '../../local/seed/people.ts'
import { chance } from '../../local/seed/pick.ts'
import { memberships } from '../../src/communities/tables.ts'
import { membershipTiers } from '../../src/communities/tiers/tables.ts'
import type { Db } from '../../src/db/connect.ts'
import { notifications } from '../../src/notifications/tables.ts'
import { comments } from '../../src/posts/comments/tables.ts'
import { pollVotes } from '../../src/posts/polls/tables.ts'
import { reactions } from '../../src/posts/reactions/tables.ts'
import { posts } from '../../src/posts/tables.ts'
import { follows, profiles } from '../../src/profiles/tables.ts'
import { grants } from '../../src/spaces/grants/tables.ts'
import { spaceFollows, spaces } from '../../src/spaces/tables.ts'
import type { Made } from './community.ts'
import { type People, personOf } from './people.ts'
import { DAY, movedTo, rowsOf, type Statement, timeOf } from './statements.ts'

/**
 * The domain writes that everything happened now: moves it to when it did. What was given an id of
 * its time follows that; what follows from something else comes a while after it.
 */
export function timesOf(db: Db, everyone: People, all: Made[], now: Date): Statement[] {
  const joined = all.flatMap(({ id, members }) =>
    [...members.values()].map(({ username, joinedAt }) => ({
      community: id,
      profile: personOf(everyone, username).id,
      at: joinedAt,
    })),
  )
  const seen = people.map(({ username, role }) => ({
    profile: personOf(everyone, username).id,
    at: new Date(
      now.getTime() - chance(`${username} looked in`) * DAY * (role === 'member' ? 6 : 1),
    ),
  }))
  const here = sql`any(${`{${all.map(({ id }) => id).join(',')}}`}::uuid[])`
  const ours = sql`(select ${spaces.id} from ${spaces} where ${spaces.communityId} = ${here})`
  const end = sql`${now.toISOString()}::timestamptz`

  return [
    db.execute(sql`
      update ${memberships} set joined_at = given.at, created_at = given.at
      from ${rowsOf(joined, 'community uuid, profile uuid, at timestamptz')}
      where ${memberships.communityId} = given.community and ${memberships.profileId} = given.profile`),
    db.execute(sql`
      update ${profiles} set created_at = first.at - interval '4 minutes'
      from (select given.profile, min(given.at) as at
        from ${rowsOf(joined, 'profile uuid, at timestamptz')} group by given.profile) first
      where ${profiles.id} = first.profile`),
    ...[spaces, membershipTiers].map((table) =>
      db.execute(sql`
        update ${table} set created_at = ${timeOf(sql`id`)} where community_id = ${here}`),
    ),
    db.execute(sql`
      update ${posts} set created_at = ${timeOf(sql`id`)}, updated_at = ${timeOf(sql`id`)},
        published_at = case when scheduled_at is null then ${timeOf(sql`id`)} end
      where space_id in ${ours}`),
    db.execute(sql`
      update ${comments} set created_at = ${timeOf(sql`id`)}, updated_at = ${timeOf(sql`id`)}
      where post_id in (select id from ${posts} where space_id in ${ours})`),
    db.execute(sql`
      update ${reactions} set created_at = ${timeOf(sql`id`)}
      where user_id in (select profile_id from ${memberships} where community_id = ${here})`),
    db.execute(sql`
      update ${pollVotes} set created_at = given.at
      from (select v.post_id, v.user_id, ${soonAfter(sql`v.option`, end)} as at
        from ${pollVotes} v join ${profiles} on ${profiles.id} = v.user_id
        ${since(sql`v.post_id`)}) given
      where ${pollVotes.postId} = given.post_id and ${pollVotes.userId} = given.user_id`),
    db.execute(sql`
      update ${grants} set created_at = given.at, starts_at = given.at,
        id = ${movedTo(sql`${grants.id}`, sql`given.at`)}
      from (select g.id, m.joined_at + (${end} - m.joined_at) * 0.04 as at from ${grants} g
        join ${memberships} m on m.community_id = g.community_id and m.profile_id = g.profile_id
        where g.community_id = ${here}) given
      where ${grants.id} = given.id`),
    db.execute(sql`
      update ${spaceFollows} set created_at = given.at
      from (select f.space_id, f.profile_id, m.joined_at + (${end} - m.joined_at) * 0.02 as at
        from ${spaceFollows} f join ${spaces} s on s.id = f.space_id
        join ${memberships} m on m.community_id = s.community_id and m.profile_id = f.profile_id
        where f.space_id in ${ours}) given
      where ${spaceFollows.spaceId} = given.space_id and ${spaceFollows.profileId} = given.profile_id`),
    db.execute(sql`
      update ${follows} set created_at = given.at
      from (select f.follower_id, f.followed_id, since.at + (${end} - since.at) * (0.05 + 0.9 *
          ${share(sql`me.username || them.username`)}) as at
        from ${follows} f join ${profiles} me on me.id = f.follower_id
        join ${profiles} them on them.id = f.followed_id
        cross join lateral (select greatest(me.created_at, them.created_at) as at) since
        where me.clerk_id like 'user_seed_%') given
      where ${follows.followerId} = given.follower_id and ${follows.followedId} = given.followed_id`),
    seenAt(db, seen),
    ...noticesAt(db),
  ]
}

/** A while after something appeared, most of them soon. */
const soonAfter = (place: SQL, end: SQL): SQL => sql`since.at
  + least(${end} - since.at, interval '6 days') * power(${share(sql`${profiles.username} || ${place}`)}, 3)`

/** Nobody was there before they came. */
const since = (what: SQL): SQL => sql`cross join lateral (
  select greatest(${timeOf(what)}, ${profiles.createdAt}) as at) since`

/** A number in [0, 1) that the text decides. */
const share = (text: SQL): SQL => sql`((hashtextextended(${text}, 0) & 65535) / 65536.0)`

/** Everyone has looked in lately, and never before they last wrote. */
function seenAt(db: Db, seen: object[]) {
  return db.execute(sql`
    update ${profiles} set last_seen_at = greatest(given.at,
      (select max(${posts.createdAt}) from ${posts} where ${posts.authorId} = ${profiles.id}),
      (select max(${comments.createdAt}) from ${comments} where ${comments.authorId} = ${profiles.id}))
    from ${rowsOf(seen, 'profile uuid, at timestamptz')} where ${profiles.id} = given.profile`)
}

/**
 * Notices are as old as what caused them; those from before someone came are none, and those from
 * before they last looked in are read, but for some of the last days.
 */
const noticesAt = (db: Db) => [
  db.execute(sql`
    update ${notifications} set created_at = given.at, is_read = given.at < given.seen - interval '3 days'
      or (given.at < given.seen and ${share(sql`given.words || given.username`)} < 0.5),
      id = ${movedTo(sql`${notifications.id}`, sql`given.at`)}
    from (select n.id, n.title || n.body as words, p.username, p.last_seen_at as seen, coalesce(f.created_at,
        ${timeOf(sql`right(n.cause, 36)`)}) as at
      from ${notifications} n join ${profiles} p on p.id = n.user_id
      left join ${follows} f on n.type = 'new_follower' and f.follower_id = n.actor_id
        and f.followed_id = n.user_id) given
    where ${notifications.id} = given.id`),
  // what lies back goes out by no mail; the first two people get a letter, so that there is one to read
  db.execute(sql`
    update ${notifications} set swept_at = ${notifications.createdAt}
    where ${notifications.isRead} or ${notifications.userId} not in (
      select ${profiles.id} from ${profiles} where ${profiles.username} in ('margot', 'june'))`),
  db.execute(sql`
    delete from ${notifications} using ${memberships}
    where ${memberships.communityId} = ${notifications.communityId}
      and ${memberships.profileId} = ${notifications.userId}
      and ${notifications.createdAt} < ${memberships.joinedAt}`),
]
