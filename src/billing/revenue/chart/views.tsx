import { monthName } from '../months/rules.ts'
import { barsOf, rangeOf } from './rules.ts'

type Series = { values: number[]; tone: 'brand' | 'red' }
type Props = {
  /** what a person who sees no chart is told */
  label: string
  /** of the months, such as 2027-03 */
  months: string[]
  series: Series[]
  textOf: (value: number) => string
}

const DRAWING = { width: 720, height: 160, gap: 18 }

/** Bars by month, drawn here: no script, no library. The table beside it says the same in words. */
export function Chart({ label, months, series, textOf }: Props) {
  const { width, height } = DRAWING
  const range = rangeOf(series.flatMap(({ values }) => values))
  const { zero } = barsOf([], DRAWING, range)
  return (
    <figure class="chart">
      <div class="chart-scale" aria-hidden="true">
        <span>{textOf(range.top)}</span>
        {range.bottom < 0 && <span>{textOf(-range.bottom)}</span>}
      </div>
      <svg
        class="chart-bars"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {series.map(({ values, tone }) =>
          barsOf(values, DRAWING, range).bars.map((bar) => (
            <rect class={`chart-${tone}`} {...bar} />
          )),
        )}
        <line class="chart-zero" x1={0} x2={width} y1={zero} y2={zero} />
      </svg>
      <div class="chart-months" aria-hidden="true">
        {months.map((month) => (
          <span>{monthName(month, 'short')}</span>
        ))}
      </div>
    </figure>
  )
}
