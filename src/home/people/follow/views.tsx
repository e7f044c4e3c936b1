import { Button } from '../../../ui/button.tsx'
import { ActionForm } from '../../../ui/form.tsx'

type Props = { isFollowed?: boolean; username: string }

/** Follows someone, or no longer. */
export function FollowForm({ isFollowed, username }: Props) {
  return (
    <ActionForm action={`/@${username}/follow`} method={isFollowed ? 'DELETE' : 'PUT'}>
      {isFollowed ? (
        <Button icon="check" aria-pressed="true">
          Following
        </Button>
      ) : (
        <Button look="primary" icon="addUser" aria-pressed="false">
          Follow
        </Button>
      )}
    </ActionForm>
  )
}
