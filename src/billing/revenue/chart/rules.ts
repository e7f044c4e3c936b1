/** A bar from the line of zero, in the units of the drawing. */
export type Bar = { x: number; y: number; width: number; height: number }

const STEPS = [1, 2, 2.5, 5, 10]

/** A round number that is no less than this one: where the scale ends. */
export function roundUp(value: number): number {
  if (value <= 0) return 0
  const size = 10 ** Math.floor(Math.log10(value))
  return (STEPS.find((step) => step * size >= value) ?? 10) * size
}

export type Drawing = { width: number; height: number; gap: number }

/**
 * One bar for each value, upwards for what is more than zero and downwards for what is less, and
 * where the line of zero lies.
 */
export function barsOf(values: number[], { width, height, gap }: Drawing, range = rangeOf(values)) {
  const span = range.top - range.bottom || 1
  const yOf = (value: number) => ((range.top - value) / span) * height
  const step = width / Math.max(values.length, 1)
  const zero = yOf(0)
  const bars = values.map((value, at): Bar => {
    const end = yOf(value)
    const long = Math.abs(end - zero)
    return {
      x: round(at * step + gap / 2),
      y: round(Math.min(end, zero)),
      width: round(step - gap),
      height: round(value === 0 ? 0 : Math.max(long, 1)),
    }
  })
  return { bars, zero: round(zero) }
}

/** The round numbers between which all values lie. */
export const rangeOf = (values: number[]) => ({
  top: roundUp(Math.max(0, ...values)),
  bottom: -roundUp(-Math.min(0, ...values)),
})

const round = (value: number) => Math.round(value * 10) / 10
