import { is, type SQL, sql } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import { getTableConfig, type IndexedColumn, PgDialect, PgTable } from 'drizzle-orm/pg-core'

const modules: Record<string, Record<string, unknown>> = import.meta.glob(
  '../../src/**/tables.ts',
  { eager: true },
)

type Table = ReturnType<typeof getTableConfig> & { room: string }

const dialect = new PgDialect({ casing: 'snake_case' })

const tables: Table[] = Object.entries(modules)
  .flatMap(([path, exports]) =>
    Object.values(exports)
      .filter((value) => is(value, PgTable))
      .map((table) => ({
        ...getTableConfig(table),
        room: path.replace('../../src/', '').replace('/tables.ts', ''),
      })),
  )
  .sort((a, b) => a.name.localeCompare(b.name))

const sqlText = (part: SQL) => dialect.sqlToQuery(part).sql.replaceAll('"', '')
const nameOf = (column: { name: string }) => toSnakeCase(column.name)

/** docs/schema.md: an ER diagram and every table, from the tables themselves. */
export const schemaDocument = (): string =>
  [
    '# The database',
    '',
    'Generated from `src/**/tables.ts` by `npm run docs`; a test fails when it is out of date. Every id is a UUIDv7 ([why](decisions/ids.md)); every instant a `timestamptz`. What differs from the schema that we were asked for, and why, is in [decisions/schema-changes.md](decisions/schema-changes.md).',
    '',
    '```mermaid',
    'erDiagram',
    ...tables.flatMap(relations),
    '```',
    ...tables.flatMap(section),
    '',
  ].join('\n')

function relations(table: Table): string[] {
  return table.foreignKeys.map((key) => {
    const { columns, foreignTable } = key.reference()
    const [column] = columns
    const many = column?.notNull ? '||--o{' : '|o--o{'
    const parent = getTableConfig(foreignTable).name
    return `    ${parent} ${many} ${table.name} : ${column ? nameOf(column) : ''}`
  })
}

function section(table: Table): string[] {
  const rules = [
    ...keys(table),
    ...table.checks.map((c) => `check \`${c.name}\`: \`${sqlText(c.value)}\``),
  ]
  return [
    '',
    `## ${table.name}`,
    '',
    `Room \`${table.room}\`.`,
    '',
    '| column | type | |',
    '|---|---|---|',
    ...table.columns.map((column) => {
      const notes = [
        column.primary && 'primary key',
        column.isUnique && 'unique',
        !column.notNull && 'may be null',
        reference(table, column.name),
      ]
      return `| ${nameOf(column)} | ${column.getSQLType()} | ${notes.filter(Boolean).join(', ')} |`
    }),
    ...(rules.length ? ['', ...rules.map((rule) => `- ${rule}`)] : []),
  ]
}

function reference(table: Table, column: string): string | false {
  const key = table.foreignKeys.find((k) => k.reference().columns[0]?.name === column)
  if (!key) return false
  const then = key.onDelete === 'cascade' ? ', deleted with it' : ''
  return `of ${getTableConfig(key.reference().foreignTable).name}${then}`
}

function keys(table: Table): string[] {
  const listed = (columns: { name: string }[]) => columns.map(nameOf).join(', ')
  return [
    ...table.primaryKeys.map((key) => `primary key (${listed(key.columns)})`),
    ...table.uniqueConstraints.map((key) => `unique (${listed(key.columns)})`),
    ...table.indexes.map(({ config }) => {
      const columns = config.columns.map((c) =>
        'queryChunks' in c ? sqlText(sql`${c}`) : indexed(c),
      )
      const where = config.where ? ` where \`${sqlText(config.where)}\`` : ''
      return `${config.unique ? 'unique index' : 'index'} \`${config.name}\` (${columns.join(', ')})${where}`
    }),
  ]
}

function indexed(column: Partial<IndexedColumn | SQL>): string {
  const name = 'name' in column ? String(column.name) : ''
  const isDescending = 'indexConfig' in column && column.indexConfig?.order === 'desc'
  return toSnakeCase(name) + (isDescending ? ' desc' : '')
}
