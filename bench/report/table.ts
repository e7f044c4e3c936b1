import { shown } from './numbers.ts'

export type Cell = string | number | null | undefined

/** A table in Markdown: text to the left, numbers to the right. */
export function table(heads: string[], rows: Cell[][]): string {
  if (rows.length === 0) return ''
  const numeric = heads.map((_, at) => rows.some((row) => typeof row[at] === 'number'))
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  const text = (cell: Cell) => (typeof cell === 'number' ? shown(cell) : (cell ?? '–'))
  return [
    line(heads),
    line(numeric.map((isNumber) => (isNumber ? '--:' : ':--'))),
    ...rows.map((row) => line(row.map(text))),
  ].join('\n')
}
