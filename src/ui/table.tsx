import type { Child } from 'hono/jsx'

type Column<Row> = {
  label: string
  cell: (row: Row) => Child
  /** numbers and actions stand at the end */
  end?: boolean
  /** the column has no words of its own (actions) */
  silent?: boolean
}

type Props<Row> = {
  caption: string
  columns: Column<Row>[]
  rows: Row[]
  id?: string
  /** most columns are numbers: each is as wide as it needs */
  isFigures?: boolean
}

/** Rows and columns on a wide screen; one card per row on a phone. The first column is the row's name. */
export function Table<Row>({ caption, columns, rows, id, isFigures }: Props<Row>) {
  return (
    <table class={isFigures ? 'table table-figures' : 'table'} id={id}>
      <caption class="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={cellClass(column)}>
              <span class={column.silent ? 'sr-only' : undefined}>{column.label}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr class={columns.some(({ silent }) => silent) ? 'has-actions' : undefined}>
            {columns.map((column, index) => (
              <td
                class={cellClass(column)}
                data-label={index && !column.silent ? column.label : undefined}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

// by name and not by :last-child, which a browser only knows once the whole row has arrived
const cellClass = ({ end, silent }: { end?: boolean; silent?: boolean }) =>
  [end && 'cell-end', silent && 'cell-actions'].filter(Boolean).join(' ') || undefined
