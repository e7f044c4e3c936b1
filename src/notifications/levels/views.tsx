import type { Level } from '../../spaces/tables.ts'
import type { IconName } from '../../ui/icons.ts'
import { LevelMenu } from '../../ui/levels.tsx'
import { HEADINGS } from './rules.ts'

const OPTIONS: { value: Level | 'space'; label: string; hint: string; icon: IconName }[] = [
  { value: 'watch', label: 'Watch', hint: 'Every comment, however deep.', icon: 'eye' },
  { value: 'follow', label: 'Follow', hint: 'Every new comment on the post.', icon: 'bell' },
  { value: 'normal', label: 'Normal', hint: 'Only mentions and replies to you.', icon: 'comment' },
  { value: 'mute', label: 'Mute', hint: 'Nothing, not even mentions.', icon: 'muted' },
  {
    value: 'space',
    label: 'As the space',
    hint: 'Whatever you chose for its space.',
    icon: 'spaces',
  },
]

/** How much one is told of a post. `at` is its path; null goes with its space. */
export function TopicLevel({ at, level }: { at: string; level: Level | null }) {
  const chosen = level ?? 'space'
  return (
    <LevelMenu
      id="topic-level"
      label="What you are told of this post"
      action={`${at}/level`}
      chosen={chosen}
      strong={['watch', 'follow']}
      heading={HEADINGS[chosen]}
      options={OPTIONS}
    />
  )
}
