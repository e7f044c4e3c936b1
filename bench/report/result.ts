import type { Size } from '../../scripts/seed/load/helpers.ts'
import type { Seen } from '../browser/run.ts'
import type { Throughput } from '../load/run.ts'
import type { PageCost } from '../pages/run.ts'
import type { StatementCost } from '../plans/run.ts'

/** What was measured in a community of one size; parts that were not asked for are absent. */
export type Result = {
  size: Size
  pages?: { empty: number; costs: PageCost[] }
  load?: Throughput[]
  browser?: Seen[]
  plans?: StatementCost[]
}
