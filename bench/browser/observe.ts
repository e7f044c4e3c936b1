export type Observed = {
  /** milliseconds after the navigation began */
  fcp: number
  lcp: number
  /** of the layout, without unit */
  cls: number
  /** milliseconds of tasks beyond 50 each */
  tbt: number
}

declare global {
  interface Window {
    observed: Observed
  }
}

/** Runs in the page before anything of it: notes what the browser says of its paints and tasks. */
export function observe(): void {
  const observed = { fcp: 0, lcp: 0, cls: 0, tbt: 0 }
  window.observed = observed
  const watch = (type: string, note: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      buffered: true,
    })
  watch('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') observed.fcp = startTime
  })
  watch('largest-contentful-paint', ({ startTime }) => {
    observed.lcp = startTime
  })
  watch('layout-shift', (entry) => {
    if ('value' in entry && 'hadRecentInput' in entry && !entry.hadRecentInput)
      observed.cls += Number(entry.value)
  })
  watch('longtask', ({ duration }) => {
    observed.tbt += Math.max(0, duration - 50)
  })
}
