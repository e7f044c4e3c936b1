export type Heap<T> = {
  push(at: number, value: T): void
  peek(): number | undefined
  pop(): T | undefined
}

type Entry<T> = { at: number; place: number; value: T }

/** What is due first comes out first; what is due at the same time, in the order it was put in. */
export function createHeap<T>(): Heap<T> {
  const entries: Entry<T>[] = []
  let places = 0

  const isBefore = (i: number, j: number): boolean => {
    const [a, b] = [entries[i], entries[j]]
    if (!a || !b) return false
    return a.at < b.at || (a.at === b.at && a.place < b.place)
  }
  const swap = (i: number, j: number) => {
    const [a, b] = [entries[i], entries[j]]
    if (a && b) [entries[i], entries[j]] = [b, a]
  }

  return {
    push: (at, value) => {
      entries.push({ at, place: places++, value })
      let i = entries.length - 1
      while (i > 0 && isBefore(i, (i - 1) >> 1)) {
        swap(i, (i - 1) >> 1)
        i = (i - 1) >> 1
      }
    },
    peek: () => entries[0]?.at,
    pop: () => {
      const [first] = entries
      const last = entries.pop()
      if (first && last && entries.length) {
        entries[0] = last
        let i = 0
        for (;;) {
          const [left, right] = [2 * i + 1, 2 * i + 2]
          let least = i
          if (isBefore(left, least)) least = left
          if (isBefore(right, least)) least = right
          if (least === i) break
          swap(i, least)
          i = least
        }
      }
      return first?.value
    },
  }
}
