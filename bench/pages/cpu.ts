import { median } from '../report/numbers.ts'
import { cpuOf } from '../site/cpu.ts'

const BATCHES = 3

/**
 * CPU milliseconds of workerd for one run of `work`: the median of a few batches, each long enough
 * for a clock of 10 ms. Only workerd's own threads count, and all of them: garbage collection,
 * sockets and the stand-in of the cache, too.
 * @param least milliseconds that a batch lasts, by the wall
 */
export async function cpuFor(
  pid: number,
  work: () => Promise<unknown>,
  least: number,
): Promise<number> {
  const costs: number[] = []
  for (let batch = 0; batch < BATCHES; batch++) {
    const began = performance.now()
    const before = cpuOf(pid)
    let runs = 0
    while (performance.now() - began < least || runs < 20) {
      await work()
      runs++
    }
    costs.push((cpuOf(pid) - before) / runs)
  }
  return median(costs)
}
