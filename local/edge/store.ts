import { variantOf } from './key.ts'
import type { Verdict } from './policy.ts'

/** One stored response. Times are milliseconds of the cache's clock. */
export type Entry = {
  readonly entrypoint: string
  /** path and query */
  readonly path: string
  /** canonical JSON */
  readonly props: string
  readonly vary: readonly string[]
  readonly variant: string
  readonly status: number
  readonly headers: Headers
  readonly tags: readonly string[]
  readonly body: Uint8Array<ArrayBuffer>
  readonly allowed: Extract<Verdict, { store: true }>
  readonly storedAt: number
  freshUntil: number
  staleUntil: number
  errorUntil: number
}

type Slot = {
  vary: readonly string[]
  variants: Map<string, Entry>
  /** by which it is found; those of variants that were replaced, too */
  names: Set<string>
}

/** A tag of one entrypoint. */
const nameOf = (entrypoint: string, tag: string): string => `${entrypoint} ${tag}`

/** The entries in memory, the ones asked for longest ago dropped first when there are too many bytes. */
export function createStore(capacity = 64 * 1024 * 1024) {
  const slots = new Map<string, Slot>()
  /** keys by tag: thousands of purges need not look at all that is there */
  const tagged = new Map<string, Set<string>>()
  let bytes = 0

  const remove = (key: string, slot: Slot): void => {
    for (const entry of slot.variants.values()) bytes -= entry.body.byteLength
    for (const name of slot.names) {
      const keys = tagged.get(name)
      keys?.delete(key)
      if (!keys?.size) tagged.delete(name)
    }
    slots.delete(key)
  }

  const note = (key: string, slot: Slot, { entrypoint, tags }: Entry): void => {
    for (const tag of tags) {
      const name = nameOf(entrypoint, tag)
      const keys = tagged.get(name) ?? new Set()
      tagged.set(name, keys.add(key))
      slot.names.add(name)
    }
  }

  return {
    find(key: string, headers: Headers): Entry | undefined {
      const slot = slots.get(key)
      if (!slot) return undefined
      // a Map keeps the order of insertion: last asked for, last in line
      slots.delete(key)
      slots.set(key, slot)
      return slot.variants.get(slot.vary.length ? variantOf(slot.vary, headers) : '')
    },
    put(key: string, entry: Entry): void {
      if (entry.body.byteLength > capacity) return
      const known = slots.get(key)
      const isSame = known?.vary.join() === entry.vary.join()
      if (known && !isSame) remove(key, known)
      const slot =
        known && isSame
          ? known
          : { vary: entry.vary, variants: new Map(), names: new Set<string>() }
      bytes += entry.body.byteLength - (slot.variants.get(entry.variant)?.body.byteLength ?? 0)
      slot.variants.set(entry.variant, entry)
      slots.set(key, slot)
      note(key, slot, entry)
      for (const [oldest, old] of slots) {
        if (bytes <= capacity) break
        remove(oldest, old)
      }
    },
    /** Drops each address of which some variant matches, with all its variants. */
    drop(matches: (entry: Entry) => boolean, keys: Iterable<string> = slots.keys()): void {
      for (const key of keys) {
        const slot = slots.get(key)
        if (slot && [...slot.variants.values()].some(matches)) remove(key, slot)
      }
    },
    all: (keys: Iterable<string> = slots.keys()): Entry[] =>
      [...keys].flatMap((key) => [...(slots.get(key)?.variants.values() ?? [])]),
    /** The keys of what may carry one of these tags. */
    tagged: (entrypoint: string, tags: readonly string[]): Set<string> =>
      new Set(tags.flatMap((tag) => [...(tagged.get(nameOf(entrypoint, tag)) ?? [])])),
  }
}

/** Makes an entry stale as of `at`; how long it may still be served so counts from then. */
export function age(entry: Entry, at: number): void {
  const over = Math.max(0, entry.freshUntil - at)
  entry.freshUntil -= over
  entry.staleUntil -= over
  entry.errorUntil -= over
}
