import { asset } from '../../ui/assets.ts'
import { Button } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { ActionForm } from '../../ui/form.tsx'
import type { Errors, Typed } from '../../ui/input.ts'
import { Notice } from '../../ui/notice.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import type { chosenSpaces, chosenTopics } from '../levels/queries.ts'
import type { subscriptionsOf } from '../push/queries.ts'
import { Browsers } from '../push/views.tsx'
import { Places } from './places/views.tsx'
import type { Held } from './rules.ts'
import { KindTable } from './table/views.tsx'
import { Times } from './times/views.tsx'

type Rows<Q extends (...args: never[]) => PromiseLike<unknown>> = Awaited<ReturnType<Q>>

export type Mine = {
  held: Held
  browsers: Rows<typeof subscriptionsOf>
  spaces: Rows<typeof chosenSpaces>
  topics: Rows<typeof chosenTopics>
  stops: { stream: string; reason: string }[]
  hasMail: boolean
  /** our public key, by which a browser lets us tell it; null where that is not set up */
  pushKey: string | null
  /** the last letter came back */
  isBounced: boolean
  now: Date
  errors?: Errors
  typed?: Typed
}

/** What one is told, and by which ways: all of it is the viewer's own. */
export const PreferencesPage: Page<Record<never, never>, Mine> = {
  styles: ['inbox.css'],
  title: () => 'What you are told',
  scripts: ['push.js'],
  Body: () => (
    <>
      <PageHead title="What you are told">
        Everything lands in your inbox. Mail and this device are told besides, as you like.
      </PageHead>
      <Slot name="preferences" />
    </>
  ),
  mine: (mine) => ({ preferences: <Preferences {...mine} /> }),
}

function Preferences(mine: Mine) {
  const { held, browsers, pushKey, spaces, topics, now } = mine
  return (
    <>
      <MailTrouble {...mine} />
      <ActionForm action="/settings/notifications" method="PUT" enhance={false} class="stack">
        <Card title="By kind">
          <KindTable held={held} />
        </Card>
        <Card title="When">
          <Times held={held} errors={mine.errors} typed={mine.typed} />
        </Card>
        <div class="form-actions">
          <Button look="primary">Save</Button>
        </div>
      </ActionForm>
      <Browsers {...{ browsers, pushKey, now }} />
      <Places {...{ spaces, topics }} />
      <span hidden data-script={asset('zone.js')} />
    </>
  )
}

const STREAMS: Record<string, string> = {
  notices: 'letters about replies and mentions',
  reminders: 'reminders by mail',
  digest: 'the digest',
  invitations: 'invitations',
}

/** Says why no mail comes, and how it comes again. */
function MailTrouble({ hasMail, isBounced, stops }: Mine) {
  const stopped = stops.filter(({ reason }) => reason === 'unsubscribed')
  return (
    <>
      {!hasMail && (
        <Notice title="No mail is sent from here yet">
          What you choose for mail holds as soon as whoever runs this place has set it up.
        </Notice>
      )}
      {isBounced && (
        <Notice kind="warning" title="Our last letter came back">
          Your address does not take our mail. Give another one where you sign in.
        </Notice>
      )}
      {stopped.map(({ stream }) => (
        <Notice
          title={`You stopped ${STREAMS[stream] ?? 'our letters'}`}
          action={
            <ActionForm
              action={`/settings/notifications/stops/${stream}`}
              method="DELETE"
              enhance={false}
            >
              <Button size="small">Write to me again</Button>
            </ActionForm>
          }
        >
          By the link at the foot of one of them.
        </Notice>
      ))}
    </>
  )
}
