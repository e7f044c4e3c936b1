import type { Db } from '../../src/db/connect.ts'
import { insertPost } from '../../src/posts/compose/queries.ts'
import type { Made } from './community.ts'
import { type People, personOf } from './people.ts'
import { DAY, idOf, type Statement } from './statements.ts'

const HOUR = DAY / 24

const waiting = [
  {
    space: 'welcome',
    inDays: 1.3,
    title: 'Bring a jar: the soil clinic, and what else is coming',
    content: `Four dates for your wall.

- **The winter seed swap.** Bring what you have too much of. You can come *especially* without seeds.
- **Soil clinic** with @ben. Fill the jar the day before, not on the stairs on the way.
- **One hour of moss** with @haruka. It's longer than you think, and then it's shorter.
- **Pruning** with @viktor, from the ladder.

They are all in **Gatherings**. Say you'll come, even if you only might.`,
  },
  {
    space: 'plots',
    inDays: 4.1,
    title: 'A thread for frost',
    content: `Every year we do this: one photograph, the first white morning, wherever you are. Those of us without frost post what is in flower, and are forgiven.

I'll start when it comes. The forecast says Thursday; the robin says sooner.`,
  },
]

/** What the owner has written that is yet to appear. */
export function scheduledBy(place: {
  db: Db
  everyone: People
  made: Made
  now: Date
}): Statement[] {
  const { db, everyone, made, now } = place
  const me = personOf(everyone, made.owner).id
  return waiting.map(({ space, inDays, title, content }) => {
    const scheduledAt = new Date(Math.ceil((now.getTime() + inDays * DAY) / HOUR) * HOUR)
    const spaceId = made.spaces.get(space)?.id ?? ''
    const id = idOf(new Date(now.getTime() - 8 * HOUR))
    const words = { title, content, contentFormat: 'markdown' as const }
    const draft = { ...words, poll: null, scheduledAt, attachments: [] }
    return insertPost(db, { id, spaceId, me }, draft)
  })
}
