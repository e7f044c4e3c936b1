import type { Stream } from '@libp2p/interface'
import * as lp from 'it-length-prefixed'

/** As nwaku has it for one frame of a protocol. */
const MOST_BYTES = 4 * 1024 * 1024

/** Reads one frame, writes the answer to it, and ends the stream, as Waku's services all do. */
export async function answerOnce(
  stream: Stream,
  answer: (request: Uint8Array) => Uint8Array | Promise<Uint8Array>,
): Promise<void> {
  async function* answers() {
    for await (const frame of lp.decode(stream.source, { maxDataLength: MOST_BYTES })) {
      yield await answer(frame.subarray())
      return
    }
  }
  await stream.sink(lp.encode(answers())).catch((error) => stream.abort(error))
}

/** A stream that stays open, to which frames are written one after another. */
export function openFrames(stream: Stream) {
  const waiting: Uint8Array[] = []
  let wake = () => {}
  let isOpen = true
  async function* frames() {
    while (isOpen) {
      const next = waiting.shift()
      if (next) yield next
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  const ended = stream.sink(lp.encode(frames())).finally(() => (isOpen = false))
  return {
    ended,
    isOpen: () => isOpen && stream.status === 'open',
    write: (frame: Uint8Array) => {
      waiting.push(frame)
      wake()
    },
    close: () => {
      isOpen = false
      wake()
    },
  }
}
