import { Poll } from '../../ui/poll.tsx'
import type { MyPost, PostData } from '../rules.ts'
import type { PollData } from './rules.ts'

type Props = {
  post: Pick<PostData, 'id' | 'href'>
  poll: PollData
  now: Date
  mine?: Pick<MyPost, 'mayReact' | 'votes'>
}

/** The poll of a post: for a guest what is asked, for members a ballot, for voters the results. */
export function PollBox({ post, poll, now, mine }: Props) {
  const options = poll.options.map((option, at) => ({ ...option, mine: mine?.votes.includes(at) }))
  return (
    <Poll
      poll={{ ...poll, id: post.id, options }}
      now={now}
      action={mine?.mayReact ? `${post.href}/vote` : undefined}
      voted={Boolean(mine?.votes.length)}
    />
  )
}
