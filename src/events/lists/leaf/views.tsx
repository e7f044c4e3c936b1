import { leafOf } from '../../times/words/rules.ts'

/** A leaf of a calendar. */
export function Leaf({ at, zone }: { at: Date; zone: string }) {
  const { month, day } = leafOf(at, zone)
  return (
    <span class="leaf" aria-hidden="true">
      <span class="leaf-month">{month}</span>
      <span class="leaf-day">{day}</span>
    </span>
  )
}
