import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { profiles } from '../../profiles/tables.ts'

/**
 * The usernames in a text that are somebody's, so that the others stay words: for the select list
 * of a query over posts or comments.
 */
export const mentionsOf = (text: SQLWrapper): SQL<string[]> => sql<string[]>`case
  when strpos(${text}, '@') = 0 then '[]' else coalesce((
    select json_agg(${profiles.username}) from ${profiles}
    where ${profiles.deletedAt} is null and ${profiles.username} = any(array(
      select found[1] from regexp_matches(lower(${text}), '@([a-z0-9]+(?:-[a-z0-9]+)*)', 'g') found))
  ), '[]') end`
