import { type SQL, sql } from 'drizzle-orm'
import { uuids } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { moderatedBy, writableBy } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { liesIn } from '../queries.ts'
import { resources } from '../tables.ts'

type At = { spaceId: string; me: string }

const byStaff = ({ spaceId, me }: At): SQL => sql`exists (select 1 from ${spaces}
  where ${spaces.id} = ${spaceId}::uuid and ${writableBy(me)} and ${moderatedBy(me)})`

/** All of a folder with the place of each, counted from one. */
const placed = ({ spaceId }: At, folder: string | null): SQL => sql`
  select ${resources.id} as id,
    (row_number() over (order by ${resources.sortOrder}, ${resources.id}))::int as place
  from ${resources} where ${resources.spaceId} = ${spaceId}::uuid and ${liesIn(folder)}`

/**
 * Puts some of a folder into an order, in the places that they have between them: what is not named,
 * such as what another page shows, stays where it is. No rows where none of them lies there. After
 * `holdShelf`.
 */
export const orderResources = (db: Db, at: At, folder: string | null, ids: string[]) =>
  db.execute(sql`
    with listed as (${placed(at, folder)}),
    named as (
      select id, place, row_number() over (order by array_position(${uuids(ids)}, id)) as wish,
        row_number() over (order by place) as slot
      from listed where id = any(${uuids(ids)})
    ), given as (
      select wanted.id, held.place from named wanted join named held on held.slot = wanted.wish
    )
    update ${resources} set sort_order = coalesce(given.place, listed.place)
    from listed left join given on given.id = listed.id
    where ${resources.id} = listed.id and exists (select 1 from named) and ${byStaff(at)}
    returning ${resources.id}`)

/** Moves a thing one place up or down among those beside it. After `holdShelf`. */
export const moveResource = (
  db: Db,
  at: At,
  { id, folder, move }: { id: string; folder: string | null; move: 'up' | 'down' },
) =>
  db.execute(sql`
    with listed as (${placed(at, folder)}),
    moved as (
      select place, place + ${sql.raw(move === 'up' ? '-1' : '1')} as other
      from listed where id = ${id}::uuid
    )
    update ${resources} set sort_order = case
      when listed.place = moved.place and exists (select 1 from listed l where l.place = moved.other)
        then moved.other
      when listed.place = moved.other then moved.place
      else listed.place end
    from listed, moved
    where ${resources.id} = listed.id and ${byStaff(at)}
    returning ${resources.id}`)
