import { Avatar } from '../../../ui/avatar.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/card.tsx'
import { EmptyState } from '../../../ui/empty.tsx'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import type { Errors } from '../../../ui/input.ts'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { Time } from '../../../ui/time.tsx'
import { ChatRoom } from '../../page/room/views.tsx'
import type { ChatConfig } from '../../page/rules.ts'
import { ChatOff } from '../../page/views.tsx'
import type { ConversationRow } from '../queries.ts'
import { titleOf } from '../rules.ts'
import { TalkTools } from '../tools/views.tsx'

export type Mine = {
  me: string
  conversations: ConversationRow[]
  communities: { id: string; slug: string; name: string }[]
  now: Date
  typed?: { usernames?: unknown; community?: unknown }
  errors?: Errors
}

type None = Record<never, never>

/** Whom you write with, and the way to write to someone else. */
export const MessagesPage: Page<None, Mine> = {
  styles: ['chat.css'],
  title: () => 'Messages',
  Body: () => (
    <>
      <PageHead
        title="Messages"
        actions={
          <LinkButton icon="settings" href="/settings/messages" label="Who may write to you" />
        }
      />
      <Slot name="messages" />
    </>
  ),
  mine: (mine) => ({
    messages: (
      <>
        <Begin {...mine} />
        <List {...mine} />
      </>
    ),
  }),
}

function Begin({ communities, typed, errors }: Mine) {
  if (communities.length === 0) return null
  const options = communities.map(({ slug, name }) => ({ value: slug, label: name }))
  const text = (value: unknown) => [value ?? ''].flat().join(' ')
  return (
    <ActionForm action="/messages" method="POST" class="card talk-begin">
      <TextField
        label="Write to"
        name="usernames"
        placeholder="ruth, haruka"
        value={text(typed?.usernames)}
        error={errors?.usernames}
        autocomplete="off"
      />
      <SelectField
        label="You know them from"
        name="community"
        value={text(typed?.community)}
        options={options}
        error={errors?.community}
      />
      <Button look="primary" icon="send">
        Begin
      </Button>
    </ActionForm>
  )
}

function List({ me, conversations, now }: Mine) {
  if (conversations.length === 0)
    return (
      <EmptyState icon="mail" title="Nobody has written yet">
        Messages between you and a few others, sealed to your own devices: nobody else can read
        them, not even whoever runs this site.
      </EmptyState>
    )
  return (
    <ul class="rows">
      {conversations.map(({ id, people, community, saidAt, isUnread }) => {
        const [other] = people.filter((one) => one.id !== me)
        return (
          <li class="row" data-unread={isUnread ? '' : undefined}>
            <Avatar name={other?.fullName ?? '?'} url={other?.avatarUrl} />
            <div class="row-words">
              <a class="name-link talk-name truncate" href={`/messages/${id}`}>
                {titleOf(people, me)}
              </a>
              <div class="facts">
                <span>{community.name}</span>
                <Time at={saidAt} now={now} />
              </div>
            </div>
            {isUnread && <span class="dot" role="img" aria-label="New" />}
          </li>
        )
      })}
    </ul>
  )
}

type Talk = { conversation: ConversationRow; me: string; config: ChatConfig | null }

/** One conversation. */
export const TalkPage: Page<None, Talk> = {
  styles: ['chat.css'],
  title: () => 'Messages',
  scripts: ['chat.js'],
  Body: () => (
    <section class="chat" id="chat">
      <Slot name="talk" />
    </section>
  ),
  mine: ({ conversation, me, config }) => ({
    talk: (
      <>
        <header class="chat-head">
          <LinkButton look="plain" icon="back" href="/messages" label="All messages" />
          <div class="chat-title">
            <h1>{titleOf(conversation.people, me)}</h1>
            <p class="hint truncate">{conversation.community.name}</p>
          </div>
          <TalkTools conversation={conversation} me={me} />
        </header>
        {config ? <ChatRoom config={config} /> : <ChatOff />}
      </>
    ),
  }),
}
