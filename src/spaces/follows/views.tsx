import { Button } from '../../ui/button.tsx'
import { ActionForm } from '../../ui/form.tsx'

/** Follows a space, or stops to. `at` is the path of the space. */
export function FollowButton({ at, isFollowing }: { at: string; isFollowing: boolean }) {
  return (
    <div id="follow" data-region>
      <ActionForm action={`${at}/follow`} method={isFollowing ? 'DELETE' : 'PUT'}>
        <Button size="small" icon={isFollowing ? 'check' : 'bell'}>
          {isFollowing ? 'Following' : 'Follow'}
        </Button>
      </ActionForm>
    </div>
  )
}
