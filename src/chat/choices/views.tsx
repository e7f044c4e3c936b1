import { ManageTabs } from '../../communities/views.tsx'
import { Button } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { PersonRow } from '../../ui/person.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import type { Choices, Rules } from './rules.ts'

type Mine = {
  choices: Choices
  blocked: { username: string; fullName: string; avatarUrl: string | null }[]
}

/** Who may write to you. */
export const ChoicesPage: Page<Record<never, never>, Mine> = {
  styles: ['chat.css'],
  title: () => 'Messages: settings',
  Body: () => (
    <>
      <PageHead title="Who may write to you" />
      <Slot name="choices" />
    </>
  ),
  mine: ({ choices, blocked }) => ({
    choices: (
      <>
        <ActionForm action="/settings/messages" method="PUT" class="card chat-choices">
          <Checkbox
            name="takesMessages"
            value="true"
            checked={choices.takesMessages}
            label="Members of my communities may write to me"
            hint="When this is off, nobody can begin a conversation with you, or go on with one."
          />
          <Checkbox
            name="showsPresence"
            value="true"
            checked={choices.showsPresence}
            label="Show when I am here or typing"
            hint="Only to those who are in the same chat, and only while it is open."
          />
          <Button look="primary">Save</Button>
        </ActionForm>
        {blocked.length > 0 && (
          <section class="card">
            <h2 class="section-title">Blocked</h2>
            {blocked.map((person) => (
              <PersonRow
                person={person}
                action={
                  <ActionForm action={`/messages/blocks/${person.username}`} method="DELETE">
                    <Button size="small">Unblock</Button>
                  </ActionForm>
                }
              />
            ))}
          </section>
        )}
      </>
    ),
  }),
}

/** What the team of a community wants of chat. */
export const ChatRulesPage: Page<{ slug: string }, Rules> = {
  styles: ['chat.css'],
  title: () => 'Chat settings',
  Body: ({ slug }) => (
    <>
      <PageHead title="Chat">What holds for all chats of this community.</PageHead>
      <ManageTabs slug={slug} current="chat" />
      <Slot name="rules" />
    </>
  ),
  mine: (rules, { slug }) => ({
    rules: (
      <ActionForm action={`/${slug}/settings/chat`} method="PUT" class="card chat-choices">
        <Checkbox
          name="allowsMessages"
          value="true"
          checked={rules.allowsMessages}
          label="Members may write to each other"
          hint="Direct messages between people who know each other from here."
        />
        <Checkbox
          name="keepsArchive"
          value="true"
          checked={rules.keepsArchive}
          label="Keep an archive"
          hint="Encrypted copies of what was said, so that history outlives the message network. We cannot tell from them what it was."
        />
        <Button look="primary">Save</Button>
      </ActionForm>
    ),
  }),
}
