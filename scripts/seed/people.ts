import { inArray } from 'drizzle-orm'
import { people } from '../../local/seed/people.ts'
import { chance, pick } from '../../local/seed/pick.ts'
import type { Db } from '../../src/db/connect.ts'
import { followedBy } from '../../src/home/people/queries.ts'
import { insertNotifications } from '../../src/notifications/queries.ts'
import { insertFollow, upsertProfile } from '../../src/profiles/queries.ts'
import { updateProfile } from '../../src/profiles/settings/queries.ts'
import { Settings } from '../../src/profiles/settings/rules.ts'
import { profiles } from '../../src/profiles/tables.ts'
import { DAY, run, type Statement } from './statements.ts'

export type People = Map<string, { id: string; username: string; fullName: string }>

const clerkIdOf = (username: string) => `user_seed_${username}`

/** Everyone of the seeds, by their name in the script. Who was there stays as they are. */
export async function seedPeople(db: Db, now: Date): Promise<People> {
  await run(
    db,
    people.flatMap(({ username, fullName, avatar, joinedDaysAgo }) =>
      upsertProfile(db, {
        clerkId: clerkIdOf(username),
        username,
        fullName,
        avatarUrl: avatar,
        updatedAt: new Date(now.getTime() - joinedDaysAgo * DAY),
      }),
    ),
  )
  const ids = people.map(({ username }) => clerkIdOf(username))
  const rows = await db
    .select({
      id: profiles.id,
      clerkId: profiles.clerkId,
      username: profiles.username,
      fullName: profiles.fullName,
    })
    .from(profiles)
    .where(inArray(profiles.clerkId, ids))
  const found = new Map(rows.map((row) => [row.clerkId.slice('user_seed_'.length), row]))
  await run(
    db,
    people.map(({ username, bio, location, socialLinks }) => {
      const said = Settings.parse({ bio, location, links: Object.values(socialLinks) })
      return updateProfile(db, personOf(found, username).id, said)
    }),
  )
  return found
}

export function personOf(everyone: People, username: string) {
  const person = everyone.get(username)
  if (!person) throw new Error(`Nobody in the seeds is called ${username}.`)
  return person
}

const FRIENDS = { least: 2, most: 9 }

/** Who follows whom: a few each, and every second one the owner. */
export function followsOf(db: Db, everyone: People): Statement[] {
  const names = [...everyone.keys()]
  const [owner = ''] = people.map(({ username }) => username)
  return names.flatMap((name) => {
    const { least, most } = FRIENDS
    const count = least + Math.floor(chance(`friends of ${name}`) * (most - least))
    const others = names.filter((other) => other !== name)
    const chosen = new Set(pick(`${name} follows`, count, others))
    if (name !== owner && chance(`${name} and the owner`) < 0.5) chosen.add(owner)
    return [...chosen].flatMap((other) => {
      const [me, them] = [personOf(everyone, name), personOf(everyone, other)]
      return [
        insertFollow(db, me.id, them.id),
        insertNotifications(db, {
          type: 'new_follower',
          actorId: me.id,
          spaceId: null,
          title: `${me.fullName} follows you`,
          body: '',
          link: `/@${me.username}`,
          cause: `follow:${me.id}`,
          topic: 'followers',
          to: followedBy(me.id, them.id),
        }),
      ]
    })
  })
}
