import type { Filling, Resolve } from '../../../ui/stream.ts'

/** Slots of the frame that tell what only the database knows. */
export const COUNTS = ['nav-badge', 'nav-tabs', 'nav-spaces']
/** Stands at the end of every page, so it costs nothing to wait there. */
const LAST = 'toasts'

type Filled = Map<string, string>

/**
 * Decides for each slot whether it is filled with what is known, or waits for what the database
 * says.
 * @param late slots that must not show a guess
 */
export function placing(
  known: Filled,
  later: Promise<Filled>,
  { isPatched, late = [] }: { isPatched: boolean; late?: string[] },
) {
  const shown = new Map<string, string | undefined>()
  let settled: Filled | undefined
  const wait = async () => {
    settled = await later
    return settled
  }
  const isFrame = (name: string) => /^(nav-|theme$)/.test(name) && !COUNTS.includes(name)
  const waits = (name: string) =>
    name === LAST || late.includes(name) || (!isPatched && !isFrame(name))
  const resolve: Resolve = (name) => {
    if (waits(name)) {
      const filling = (all: Filled): Filling => ({ text: all.get(name) })
      return settled ? filling(settled) : wait().then(filling)
    }
    const text = known.get(name)
    const isMarked = isPatched && !isFrame(name)
    if (isMarked) shown.set(name, text)
    return { text, isMarked }
  }
  return { shown, resolve }
}

/** What the database has changed since its slot was sent, for the script that puts it in place. */
export const patches = (shown: Map<string, string | undefined>, later: Filled): string =>
  [...later]
    .filter(([name, text]) => shown.has(name) && shown.get(name) !== text)
    .map(([name, text]) => `<template data-fill="${name}">${text}</template>`)
    .join('')

/** Whether two views would give the same: what they share is the same object, and quickly passed. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (!isRecord(a) || !isRecord(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
