import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { ActionForm } from '../../ui/form.tsx'
import type { Theme } from '../../ui/frame.ts'
import { Icon } from '../../ui/icon.tsx'
import type { Errors, Typed } from '../../ui/input.ts'
import type { Page } from '../../ui/respond.tsx'
import { Row } from '../../ui/row.tsx'
import { Slot } from '../../ui/slots.tsx'
import { ThemeSwitch } from '../../ui/theme.tsx'
import { Time } from '../../ui/time.tsx'
import { ProfileForm } from './form/views.tsx'
import type { OwnProfile } from './queries.ts'

type OpenSession = {
  id: string
  device: string
  createdAt: Date
  lastUsedAt: Date
  isThis: boolean
}

export type Mine = {
  profile: OwnProfile
  theme: Theme
  hasBought: boolean
  sessions: OpenSession[]
  now: Date
  errors?: Errors
  typed?: Typed
}

/** Account settings: all of it is the viewer's own. */
export const SettingsPage: Page<Record<never, never>, Mine> = {
  title: () => 'Settings',
  Body: () => (
    <>
      <PageHead title="Settings">How you appear, and where you are signed in.</PageHead>
      <Slot name="settings" />
    </>
  ),
  mine: (mine) => ({
    settings: (
      <>
        <Card title="Your profile" action={<SeeProfile username={mine.profile.username} />}>
          <ProfileForm {...mine} />
        </Card>
        <Card title="What you are told">
          <div class="setting">
            <p class="hint">Inbox, mail and push, by kind; the digest, and quiet hours.</p>
            <LinkButton href="/settings/notifications" icon="bell">
              Choose
            </LinkButton>
          </div>
        </Card>
        <Card title="Appearance">
          <div class="setting">
            <p class="hint">Light, dark, or whatever your device says.</p>
            <ThemeSwitch theme={mine.theme} />
          </div>
        </Card>
        {mine.hasBought && <Billing />}
        <Sessions {...mine} />
        <Farewell username={mine.profile.username} error={mine.errors?.confirm} />
      </>
    ),
  }),
}

/** Stripe's page shows all that one ever bought here, whatever has become of its community. */
function Billing() {
  return (
    <Card title="Billing">
      <div class="setting">
        <p class="hint">Your cards, invoices and memberships, in all communities.</p>
        <ActionForm action="/billing/portal" enhance={false}>
          <Button icon="external">Manage billing</Button>
        </ActionForm>
      </div>
    </Card>
  )
}

function SeeProfile({ username }: { username: string }) {
  return (
    <a class="text-link" href={`/@${username}`}>
      See it
    </a>
  )
}

/** What stands below the username while it is typed. */
export function UsernameState({
  username,
  error,
}: {
  username: string | null
  error: string | null
}) {
  return (
    <output class={error ? 'field-error' : 'hint'} id="username-state" for="username">
      {error ?? `@${username} is yours if you want it.`}
    </output>
  )
}

function Sessions({ sessions, now }: Pick<Mine, 'sessions' | 'now'>) {
  return (
    <Card
      title="Where you are signed in"
      action={
        <ActionForm
          action="/sign-out/everywhere"
          enhance={false}
          confirm="Sign out on every device, this one too?"
        >
          <Button size="small">Sign out everywhere</Button>
        </ActionForm>
      }
    >
      <div class="rows" id="sessions">
        {sessions.map((session) => (
          <Row
            media={<Icon name="system" />}
            title={session.device}
            line={
              session.isThis ? (
                'This is where you are now'
              ) : (
                <>
                  Used <Time at={session.lastUsedAt} now={now} />, signed in{' '}
                  <Time at={session.createdAt} now={now} />
                </>
              )
            }
            action={
              <ActionForm
                action={`/settings/sessions/${session.id}`}
                method="DELETE"
                enhance={!session.isThis}
              >
                <Button size="small" look="plain" label={`Sign out: ${session.device}`}>
                  Sign out
                </Button>
              </ActionForm>
            }
          />
        ))}
      </div>
    </Card>
  )
}

function Farewell({ username, error }: { username: string; error?: string }) {
  return (
    <Card title="Delete your account" id="delete-account">
      <p class="hint">
        You are signed out everywhere and your name, picture and profile go at once. What you wrote
        stays, signed “Deleted member”. A community that you own passes to its longest-serving
        admin, else moderator, else member. This cannot be undone.
      </p>
      <details class="setting-more" open={Boolean(error)}>
        <summary class="btn btn-quiet">Delete my account…</summary>
        <ActionForm action="/settings" method="DELETE" enhance={false}>
          <TextField
            name="confirm"
            id="confirm-name"
            label={`Type ${username} to go on`}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            error={error}
            required
          />
          <Button look="danger">Delete my account</Button>
        </ActionForm>
      </details>
    </Card>
  )
}
