import { Avatar } from '../../../ui/avatar.tsx'
import { Button } from '../../../ui/button.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import type { IconName } from '../../../ui/icons.ts'
import { Menu, MenuAction, MenuLink } from '../../../ui/menu.tsx'
import { Time } from '../../../ui/time.tsx'
import type { Kind } from '../../tables.ts'
import type { InboxRow } from '../queries.ts'
import { canMute } from '../rules.ts'

const icons: Record<Kind, IconName> = {
  mention: 'mention',
  reply: 'reply',
  event_reminder: 'events',
  course_unlocked: 'course',
  membership_renewal: 'card',
  new_post: 'discussion',
  new_follower: 'addUser',
}

/** One line: pressing it marks it read and goes there; the tick only marks it. */
export function NoticeRow({ notice, now }: { notice: InboxRow; now: Date }) {
  const { id, actors, community, isRead, unread } = notice
  const read = `/inbox/${id}/read`
  return (
    <article
      class="notice-row"
      id={`notice-${id}`}
      data-region
      data-unread={isRead ? undefined : ''}
      data-muted={notice.isMuted ? '' : undefined}
    >
      <span class="notice-face">
        <Faces actors={actors} name={community?.name ?? 'OpenCircle'} />
        <span class="notice-kind">
          <Icon name={icons[notice.type]} size={16} />
        </span>
      </span>
      <ActionForm action={read} method="PUT" enhance={false} class="row-words">
        <button type="submit" class="notice-link">
          {notice.title}
        </button>
        {notice.body && (
          <p class="notice-body" dir="auto">
            {notice.body}
          </p>
        )}
        <div class="facts">
          {community && <span>{community.name}</span>}
          <Time at={notice.createdAt} now={now} />
          {unread > 1 && <span class="notice-new">{unread} new</span>}
          {notice.isMuted && (
            <span class="fact-icon">
              <Icon name="muted" size={16} /> Muted
            </span>
          )}
        </div>
      </ActionForm>
      <Tick notice={notice} />
      <NoticeMenu notice={notice} />
    </article>
  )
}

/** Who did it: one face, or two of several. */
function Faces({ actors: [first, second], name }: { actors: InboxRow['actors']; name: string }) {
  if (!second) return <Avatar name={first?.fullName ?? name} url={first?.avatarUrl} />
  return (
    <span class="faces">
      <Avatar name={second.fullName} url={second.avatarUrl} size={32} />
      <Avatar name={first?.fullName ?? name} url={first?.avatarUrl} size={32} />
    </span>
  )
}

function Tick({ notice: { id, isRead, title } }: { notice: InboxRow }) {
  if (isRead) return null
  return (
    <ActionForm action={`/inbox/${id}/read`} method="PUT" class="notice-tick">
      <input type="hidden" name="stay" value="yes" />
      <Button look="plain" icon="check" label={`Mark read: ${title}`} />
      <span class="dot" aria-hidden="true" />
    </ActionForm>
  )
}

function NoticeMenu({ notice }: { notice: InboxRow }) {
  const { id, isRead, isMuted, title } = notice
  return (
    <div class="notice-menu">
      <Menu label={`More: ${title}`}>
        {isRead ? (
          <MenuAction action={`/inbox/${id}/read`} method="DELETE" icon="inbox">
            Mark unread
          </MenuAction>
        ) : (
          <MenuAction
            action={`/inbox/${id}/read`}
            method="PUT"
            icon="check"
            values={{ stay: 'yes' }}
          >
            Mark read
          </MenuAction>
        )}
        {canMute(notice) && (
          <MenuAction
            action={`/inbox/${id}/mute`}
            method={isMuted ? 'DELETE' : 'PUT'}
            icon={isMuted ? 'sound' : 'muted'}
          >
            {isMuted ? 'Unmute this conversation' : 'Mute this conversation'}
          </MenuAction>
        )}
        <MenuLink href="/settings/notifications" icon="settings">
          Choose what you are told
        </MenuLink>
      </Menu>
    </div>
  )
}
