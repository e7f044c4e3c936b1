import { Button } from '../../../ui/button.tsx'
import { Card, PageHead } from '../../../ui/card.tsx'
import { Checkbox, Choices } from '../../../ui/choice.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import type { FeedRow } from '../../feeds/queries.ts'
import { googleFeedLink, outlookFeedLink, webcal } from '../../links/rules.ts'
import { CHOICES } from '../../reminders/rules.ts'
import { ZoneForm } from '../forms/views.tsx'

type Feed = Omit<FeedRow, 'token'> & { url: string }
type Mine = { feeds: Feed[]; minutes: number[]; zone: string | null }

/** Secret addresses for other calendars, reminders, and the zone in which one reads times. */
export const CalendarsPage: Page<Record<never, never>, Mine> = {
  title: () => 'Calendars and reminders',
  scripts: ['events.js'],
  Body: () => (
    <>
      <PageHead title="Calendars and reminders">
        <a class="text-link" href="/events">
          Your events
        </a>
      </PageHead>
      <Slot name="calendars" />
    </>
  ),
  mine: (mine) => ({
    calendars: (
      <div class="flex flex-col gap-4">
        <Feeds {...mine} />
        <Reminders {...mine} />
        <ZoneForm zone={mine.zone} />
      </div>
    ),
  }),
}

const nameOf = ({ space, community }: Feed): string =>
  space ? `${space.name} · ${community?.name}` : 'Everything you go to'

function Feeds({ feeds }: Mine) {
  const hasOwn = feeds.some(({ space }) => !space)
  return (
    <Card title="In your own calendar">
      <p class="hint">
        Give an address to Google, Apple or Outlook, and what you go to stands there, too. An
        address is a secret: whoever has it can read this calendar.
      </p>
      <ul class="feeds">
        {feeds.map((feed) => (
          <li class="feed-row">
            <span class="label">{nameOf(feed)}</span>
            <div class="feed-address">
              <input class="input" readonly value={feed.url} aria-label="Secret address" />
              <Button type="button" size="small" icon="copy" data-copy={feed.url} hidden>
                Copy
              </Button>
            </div>
            <div class="feed-acts">
              <a class="text-link" href={webcal(feed.url)}>
                Subscribe
              </a>
              <a class="text-link" href={googleFeedLink(feed.url)} target="_blank" rel="noreferrer">
                Add to Google
              </a>
              <a
                class="text-link"
                href={outlookFeedLink(feed.url, nameOf(feed))}
                target="_blank"
                rel="noreferrer"
              >
                Add to Outlook
              </a>
              <ActionForm
                action={`/events/feeds/${feed.id}`}
                method="DELETE"
                confirm="Have this address lead nowhere? Calendars that use it stop being renewed."
              >
                <Button look="plain" size="small" icon="trash">
                  Revoke
                </Button>
              </ActionForm>
            </div>
          </li>
        ))}
      </ul>
      {!hasOwn && (
        <ActionForm action="/events/feeds">
          <Button icon="link">Make a secret address</Button>
        </ActionForm>
      )}
    </Card>
  )
}

function Reminders({ minutes }: Mine) {
  return (
    <Card title="Remind me">
      <ActionForm class="form" action="/events/reminders" method="PUT" enhance={false}>
        <Choices label="Of what I go to">
          {CHOICES.map((choice) => (
            <Checkbox
              name="minutes[]"
              value={String(choice.minutes)}
              label={choice.words}
              checked={minutes.includes(choice.minutes)}
            />
          ))}
        </Choices>
        <div class="form-actions">
          <Button look="primary">Save</Button>
        </div>
      </ActionForm>
    </Card>
  )
}
