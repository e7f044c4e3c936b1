/** A message as the archive has it: what a node had, and could not read either. */
export type Archived = { topic: string; payload: string; sentAt: number; hash: string }

/** Milliseconds by which a message may come after later ones. */
export const LATE = 60_000

export const prefixOf = (channel: string): string => `chat/${channel}/`

const END = 9_999_999_999_999

/** Where a piece lies: the newest come first in a listing. */
export const keyOf = (channel: string, lastAt: number, id: string): string =>
  `${prefixOf(channel)}${END - lastAt}-${id}`

type NodeMessage = {
  messageHash: string
  message?: { payload: string; contentTopic: string; timestamp: number; ephemeral?: boolean }
}

/** What a node's REST API answered, if it is what it should be. */
export function messagesFrom(answer: unknown): { messages: Archived[]; cursor: string | null } {
  // an answer of the operator's own node
  const { messages = [], paginationCursor } = (answer ?? {}) as {
    messages?: NodeMessage[]
    paginationCursor?: string
  }
  return {
    messages: messages.flatMap(({ messageHash: hash, message }) =>
      message && !message.ephemeral
        ? [
            {
              // js-waku writes it without its prefix
              hash: hash.replace(/^0x/, ''),
              ...{ topic: message.contentTopic, payload: message.payload },
              sentAt: Math.floor(message.timestamp / 1_000_000),
            },
          ]
        : [],
    ),
    cursor: paginationCursor ?? null,
  }
}

/** Those that were not copied before, and what to remember for the next time. */
export function fresh(
  found: Archived[],
  { reached, recent }: { reached: number; recent: string[] },
): { messages: Archived[]; reached: number; recent: string[] } {
  const known = new Set(recent)
  const messages = found.filter(({ hash }) => !known.has(hash))
  const last = Math.max(reached, ...messages.map(({ sentAt }) => sentAt))
  const late = found.filter(({ sentAt }) => sentAt >= last - LATE).map(({ hash }) => hash)
  return { messages, reached: last, recent: late.slice(-2000) }
}
