import { env } from 'cloudflare:test'
import { type SQL, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { connect } from '../src/db/connect.ts'
import { cascades, enums, indexes, uniques } from './schema.keys.ts'
import { tables } from './schema.list.ts'

const rows = async (query: SQL) => (await connect(env).execute(query)).rows

describe('the schema', () => {
  for (const [table, columns] of Object.entries(tables))
    it(`has ${table} with its columns and types`, async () => {
      const found = await rows(sql`select column_name as name, udt_name as type
        from information_schema.columns where table_schema = 'public' and table_name = ${table}`)
      const types = Object.fromEntries(found.map(({ name, type }) => [name, type]))
      expect(types).toMatchObject(columns)
    })

  it('has the enums, with their values in order', async () => {
    const found =
      await rows(sql`select t.typname as name, json_agg(e.enumlabel order by e.enumsortorder) as values
      from pg_enum e join pg_type t on t.oid = e.enumtypid group by 1`)
    expect(Object.fromEntries(found.map(({ name, values }) => [name, values]))).toEqual(enums)
  })

  it('has the indexes', async () => {
    const found = await rows(sql`select indexname as name, indexdef as definition
      from pg_indexes where schemaname = 'public'`)
    for (const [name, start] of Object.entries(indexes)) {
      const [table, column] = start.split(' (')
      const definition = found.find((index) => index.name === name)?.definition
      expect(definition, name).toContain(`ON public.${table} USING btree (${column}`)
    }
  })

  it('has the unique constraints', async () => {
    const found =
      await rows(sql`select c.conrelid::regclass::text as "table", pg_get_constraintdef(c.oid) as definition
      from pg_constraint c where c.contype = 'u'`)
    const list = found.map((c) => `${c.table} ${String(c.definition).replace('UNIQUE ', '')}`)
    expect(list).toEqual(expect.arrayContaining(uniques))
  })

  it('deletes children with their parents', async () => {
    const found =
      await rows(sql`select c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
        a.attname as "column" from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confdeltype = 'c'`)
    const list = found.map(({ child, column, parent }) => `${child} (${column}) -> ${parent}`)
    expect(list).toEqual(expect.arrayContaining(cascades))
  })

  const refused: Record<string, SQL> = {
    file_mb_in_bounds: sql`insert into membership_tiers (id, community_id, name, file_mb)
      select gen_random_uuid(), gen_random_uuid(), 'x', 0`,
    price_non_negative: sql`insert into membership_tiers (id, community_id, name, price_cents)
      select gen_random_uuid(), gen_random_uuid(), 'x', -1`,
    valid_time_range: sql`insert into events (id, space_id, host_id, title, starts_at, ends_at, starts_wall,
      timezone) select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'x', now(), now(), now(),
      'UTC'`,
    valid_capacity: sql`insert into events (id, space_id, host_id, title, starts_at, starts_wall, timezone,
      capacity) select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'x', now(), now(), 'UTC', 0`,
  }
  for (const [name, statement] of Object.entries(refused))
    it(`checks ${name}`, async () => {
      const failure = await rows(statement).catch((error: Error) => `${error.cause ?? error}`)
      expect(String(failure)).toContain(name)
    })

  it('gives every table a created_at', async () => {
    const found = await rows(sql`select table_name as name from information_schema.tables t
      where table_schema = 'public' and table_type = 'BASE TABLE' and not exists (
        select 1 from information_schema.columns c where c.table_schema = 'public'
          and c.table_name = t.table_name and c.column_name = 'created_at')`)
    expect(found).toEqual([])
  })
})
