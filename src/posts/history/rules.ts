import { diffWordsWithSpace } from 'diff'

type Text = { title: string; content: string }

/** A stretch of words: kept, taken out or put in. */
export type Change = { kind: 'same' | 'out' | 'in'; text: string }

/** Beyond this many changes two texts have little in common, and looking on costs too much. */
const MOST_CHANGES = 1500

/** What became of one text in the next, word by word; wholly out and in when they differ too much. */
export function changesBetween(before: Text, after: Text): Change[] {
  const [old, young] = [whole(before), whole(after)]
  const found = diffWordsWithSpace(old, young, { maxEditLength: MOST_CHANGES })
  if (!found)
    return [
      { kind: 'out', text: old },
      { kind: 'in', text: young },
    ]
  return found.map(({ added, removed, value }) => ({
    kind: added ? 'in' : removed ? 'out' : 'same',
    text: value,
  }))
}

const whole = ({ title, content }: Text) => (title ? `${title}\n\n${content}` : content)

/** Each edit, the latest first: who made it, when, and what it changed. */
export const editsOf = <T extends Text>(revisions: T[], now: Text) =>
  revisions.map(({ title: _title, content: _content, ...edit }, at) => ({
    ...edit,
    changes: changesBetween(revisions[at] ?? now, revisions[at - 1] ?? now),
  }))
