/** Every reaction that can be given, in the order of the picker. Only the first raises `likes_count`. */
export const REACTIONS = [
  { kind: 'like', emoji: '👍', label: 'Like' },
  { kind: 'heart', emoji: '❤️', label: 'Love' },
  { kind: 'party', emoji: '🎉', label: 'Celebrate' },
  { kind: 'laugh', emoji: '😂', label: 'Funny' },
  { kind: 'wow', emoji: '😮', label: 'Wow' },
  { kind: 'thanks', emoji: '🙏', label: 'Thanks' },
  { kind: 'fire', emoji: '🔥', label: 'Fire' },
] as const

export type ReactionKind = (typeof REACTIONS)[number]['kind']

/** How often each kind was given to one post or comment; kinds that nobody gave are left out. */
export type ReactionCounts = Partial<Record<ReactionKind, number>>

/** The names of the first who gave each kind. */
export type ReactionNames = Partial<Record<ReactionKind, string[]>>

export const isReactionKind = (kind: string): kind is ReactionKind =>
  REACTIONS.some((reaction) => reaction.kind === kind)

/** Every kind with its count, in the picker's order, as a reaction bar takes them. */
export const reactionsFrom = (
  counts: ReactionCounts,
  mine: readonly ReactionKind[] = [],
  names: ReactionNames = {},
) =>
  REACTIONS.map((reaction) => ({
    ...reaction,
    count: counts[reaction.kind] ?? 0,
    mine: mine.includes(reaction.kind),
    who: whoGave(names[reaction.kind] ?? [], counts[reaction.kind] ?? 0),
  }))

/** "Ana, Bo and 3 others", for a title; empty when nobody is known. */
function whoGave(names: string[], count: number): string {
  const others = count - names.length
  if (!names.length) return ''
  if (others > 0) return `${names.join(', ')} and ${others} ${others === 1 ? 'other' : 'others'}`
  const last = names.at(-1)
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : (last ?? '')
}
