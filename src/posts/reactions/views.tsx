import { ReactionBar } from '../../ui/reactions.tsx'
import type { Target } from './queries.ts'
import {
  type ReactionCounts,
  type ReactionKind,
  type ReactionNames,
  reactionsFrom,
} from './rules.ts'

type Props = {
  target: Target
  reactions: ReactionCounts
  reactors: ReactionNames
  /** the slug of the community, for those who may react; without it the bar may only be looked at */
  community?: string
  mine?: readonly ReactionKind[]
}

/** The reactions to a post or a comment. Without `community` and `mine` it is the same for everyone. */
export function Reactions({ target, reactions, reactors, community, mine }: Props) {
  const action = (kind: string) => reactionPath(community ?? '', target, kind)
  return (
    <ReactionBar
      id={`reactions-${target.id}`}
      reactions={reactionsFrom(reactions, mine, reactors)}
      action={community === undefined ? undefined : action}
    />
  )
}

const reactionPath = (community: string, { type, id }: Target, kind: string): string =>
  `/${community}/${type}s/${id}/reactions/${kind}`
