import type { IconName } from '../../ui/icons.ts'
import { LevelMenu } from '../../ui/levels.tsx'
import type { Level } from '../tables.ts'

type Words = { label: string; heading: string; hint: string; icon: IconName; done: string }

export const SPACE_LEVELS: Record<Level, Words> = {
  watch: {
    label: 'Watch',
    heading: 'Watching',
    hint: 'Every new post and every comment.',
    icon: 'eye',
    done: 'You hear of everything in {space}.',
  },
  follow: {
    label: 'Follow',
    heading: 'Following',
    hint: 'New posts, and what is said to you.',
    icon: 'bell',
    done: 'You hear of what is new in {space}.',
  },
  normal: {
    label: 'Normal',
    heading: 'Follow',
    hint: 'Only what is said to you: mentions and replies.',
    icon: 'bell',
    done: 'You hear of {space} when someone speaks to you.',
  },
  mute: {
    label: 'Mute',
    heading: 'Muted',
    hint: 'Nothing, not even mentions.',
    icon: 'muted',
    done: 'You hear nothing of {space}.',
  },
}

/** How much one is told of a space. `at` is its path. */
export function SpaceLevel({ at, level }: { at: string; level: Level }) {
  // the keys are those of the record
  const values = Object.keys(SPACE_LEVELS) as Level[]
  return (
    <LevelMenu
      id="follow"
      label="What you are told of this space"
      action={`${at}/level`}
      chosen={level}
      strong={['watch', 'follow']}
      heading={SPACE_LEVELS[level].heading}
      options={values.map((value) => ({ ...SPACE_LEVELS[value], value }))}
    />
  )
}
