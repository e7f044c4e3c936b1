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

type Slot = { vary: readonly string[]; variants: Map<string, Entry> }

/** The entries in memory, the ones asked for longest ago dropped first when there are too many bytes. */
export function createStore(capacity = 64 * 1024 * 1024) {
  const slots = new Map<string, Slot>()
  let bytes = 0

  const remove = (key: string, slot: Slot): void => {
    for (const entry of slot.variants.values()) bytes -= entry.body.byteLength
    slots.delete(key)
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
      const slot = known && isSame ? known : { vary: entry.vary, variants: new Map() }
      bytes += entry.body.byteLength - (slot.variants.get(entry.variant)?.body.byteLength ?? 0)
      slot.variants.set(entry.variant, entry)
      slots.set(key, slot)
      for (const [oldest, old] of slots) {
        if (bytes <= capacity) break
        remove(oldest, old)
      }
    },
    /** Drops each address of which some variant matches, with all its variants. */
    drop(matches: (entry: Entry) => boolean): void {
      for (const [key, slot] of slots)
        if ([...slot.variants.values()].some(matches)) remove(key, slot)
    },
    all: (): Entry[] => [...slots.values()].flatMap(({ variants }) => [...variants.values()]),
  }
}

/** Makes an entry stale as of `at`; how long it may still be served so counts from then. */
export function age(entry: Entry, at: number): void {
  const over = Math.max(0, entry.freshUntil - at)
  entry.freshUntil -= over
  entry.staleUntil -= over
  entry.errorUntil -= over
}
