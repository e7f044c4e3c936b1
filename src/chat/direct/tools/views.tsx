import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Menu, MenuAction, MenuLine, MenuLink } from '../../../ui/menu.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import type { ConversationRow } from '../queries.ts'

type Props = { conversation: ConversationRow; me: string }

/** At the head of a conversation: what else can be done with it. */
export function TalkTools({ conversation, me }: Props) {
  const others = conversation.people.filter(({ id }) => id !== me)
  return (
    <div class="chat-tools">
      <button
        type="button"
        class="chat-here hint"
        data-tool="here"
        popovertarget="chat-people"
        hidden
      >
        <span class="chat-dot" />
        <span>
          <span data-tool="count" />
          <span class="chat-here-word"> here</span>
        </span>
      </button>
      <div popover="auto" class="menu-panel chat-people" id="chat-people" data-tool="people" />
      <Button type="button" look="plain" icon="search" label="Search" data-tool="search" />
      <Menu label="More">
        <button type="button" class="menu-item" data-tool="silence" aria-pressed="false">
          <Icon name="muted" size={18} />
          <span>No notices from here</span>
        </button>
        <button type="button" class="menu-item" popovertarget="chat-about">
          <Icon name="shield" size={18} />
          <span>What is private here</span>
        </button>
        <MenuLink href="/settings/devices" icon="key">
          Your chat devices
        </MenuLink>
        <MenuLine />
        {others.map(({ username, fullName }) => (
          <MenuAction
            action={`/messages/blocks/${username}`}
            method="PUT"
            icon="ban"
            danger
            enhance={false}
            confirm={`Block ${fullName}? You can then no longer write to each other.`}
          >
            Block {fullName}
          </MenuAction>
        ))}
        <MenuAction
          action={`/messages/${conversation.id}`}
          method="DELETE"
          icon="close"
          danger
          enhance={false}
          confirm="Leave this conversation?"
        >
          Leave
        </MenuAction>
      </Menu>
      <AboutTalk />
    </div>
  )
}

function AboutTalk() {
  return (
    <Sheet id="chat-about" title="What is private here">
      <div class="prose chat-about">
        <p>
          Each message is sealed to the devices of those who take part, one by one, and with it the
          keys of its files. Nobody else can open it: not the nodes that carry it, and not whoever
          runs this site.
        </p>
        <ul>
          <li>
            You rely on this site for one thing: that the devices it names are theirs. A site that
            cheats could name one of its own.
          </li>
          <li>
            It knows who takes part, when somebody wrote, and how large the files are that they
            sent. It does not know what.
          </li>
          <li>
            Who has one of these devices in hand can read what it can read. Remove a lost one under{' '}
            <a href="/settings/devices">your chat devices</a>.
          </li>
          <li>
            A device that is new sees what is written from now on, and with a recovery code also
            what was.
          </li>
          <li>You can report a message: then the team reads that one, and nothing else.</li>
        </ul>
        <p class="hint">
          <span data-tool="refused" />
        </p>
      </div>
    </Sheet>
  )
}
