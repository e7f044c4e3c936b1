import { Icon } from '../../../ui/icon.tsx'
import type { IconName } from '../../../ui/icons.ts'

const QUICK = ['👍', '❤️', '😂', '🎉', '😮', '🙏']

/** How one message looks; the script copies it. */
export function MessageTemplate() {
  return (
    <template data-part="message">
      <li class="msg">
        <p class="msg-day" hidden />
        <p class="msg-new" hidden>
          New
        </p>
        <article class="msg-body">
          <span class="msg-face" />
          <time class="msg-beside" aria-hidden="true" />
          <div class="msg-main">
            <div class="msg-head">
              <span class="msg-name" />
              <span class="badge msg-role" hidden />
              <time class="hint" />
            </div>
            <p class="msg-quote" hidden />
            <div class="msg-words" dir="auto" />
            <div class="msg-files" hidden />
            <div class="msg-reactions" hidden />
            <p class="msg-state" hidden />
          </div>
          <button type="button" class="btn btn-plain btn-icon btn-small msg-more">
            <Icon name="more" size={18} />
            <span class="sr-only">What to do with it</span>
          </button>
        </article>
      </li>
    </template>
  )
}

/** How a file of a message looks that is no picture. */
export function FileTemplate() {
  return (
    <template data-part="file">
      <button type="button" class="msg-file" data-part="save">
        <Icon name="file" />
        <span class="truncate" data-part="name">
          File
        </span>
        <span class="hint" data-part="size" />
      </button>
    </template>
  )
}

/** What can be done with the message that it is opened for. */
export function MessageMenu({ isStaff }: { isStaff: boolean }) {
  return (
    <div class="menu-panel chat-menu" popover="auto" data-part="menu">
      <div class="chat-quick">
        {QUICK.map((emoji) => (
          <button
            type="button"
            class="picker-item"
            data-react={emoji}
            aria-label={`React ${emoji}`}
          >
            {emoji}
          </button>
        ))}
      </div>
      <Act act="reply" icon="reply">
        Reply
      </Act>
      <Act act="copy" icon="copy">
        Copy the text
      </Act>
      <Act act="edit" icon="pencil">
        Edit
      </Act>
      <Act act="delete" icon="trash" danger>
        Delete
      </Act>
      <Act act="report" icon="flag">
        Report to the team
      </Act>
      {isStaff && (
        <>
          <Act act="mute" icon="muted">
            Mute for an hour
          </Act>
          <Act act="unmute" icon="chat">
            Let them write again
          </Act>
          <Act act="ban" icon="ban" danger>
            Ban from the community
          </Act>
        </>
      )}
    </div>
  )
}

type ActProps = { act: string; icon: IconName; danger?: boolean; children: string }

function Act({ act, icon, danger, children }: ActProps) {
  return (
    <button type="button" class={danger ? 'menu-item menu-danger' : 'menu-item'} data-act={act}>
      <Icon name={icon} size={18} />
      <span>{children}</span>
    </button>
  )
}
