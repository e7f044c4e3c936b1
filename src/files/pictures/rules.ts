/** What is to be left out of a file, and what is put there instead. In order, none overlapping. */
export type Edit = { at: number; drop: number; put?: Uint8Array }

type Stream = ReadableStream<Uint8Array>

/** How many bytes are left after some edits. */
export const sizeAfter = (size: number, edits: Edit[]): number =>
  edits.reduce((sum, { drop, put }) => sum - drop + (put?.length ?? 0), size)

/** A stream with the edits made; chunks pass as they come. */
export function edited(stream: Stream, edits: Edit[]): Stream {
  const waiting = [...edits]
  let at = 0
  let dropped = 0
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        let rest = chunk
        while (rest.length) {
          const skipped = Math.min(dropped, rest.length)
          dropped -= skipped
          const next = waiting[0]
          const free = next ? Math.max(0, next.at - at - skipped) : rest.length
          const kept = rest.subarray(skipped, skipped + free)
          if (kept.length) controller.enqueue(kept)
          at += skipped + kept.length
          rest = rest.subarray(skipped + kept.length)
          if (!next || at < next.at || dropped) continue
          waiting.shift()
          dropped = next.drop
          if (next.put) controller.enqueue(next.put)
        }
      },
    }),
  )
}
