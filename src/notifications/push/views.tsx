import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row } from '../../ui/row.tsx'
import { Time } from '../../ui/time.tsx'
import type { subscriptionsOf } from './queries.ts'

type Props = {
  browsers: Awaited<ReturnType<typeof subscriptionsOf>>
  pushKey: string | null
  now: Date
}

/** The browsers that are told at once. Turning one on needs its own consent, and a script. */
export function Browsers({ browsers, pushKey, now }: Props) {
  return (
    <Card title="Push" id="push">
      {pushKey ? (
        <div class="setting" data-push={pushKey}>
          <p class="hint" data-push-words>
            This device can tell you at once, even when the page is closed. It needs JavaScript.
          </p>
          <Button type="button" icon="bell" data-push-on hidden>
            Tell me on this device
          </Button>
          <Button type="button" icon="muted" data-push-off hidden>
            Not on this device
          </Button>
        </div>
      ) : (
        <p class="hint">Push is not set up here yet. What you choose for it holds once it is.</p>
      )}
      <p class="hint" data-push-ios hidden>
        On an iPhone or iPad, first add this page to your Home Screen: Share, then “Add to Home
        Screen”, and open it from there.
      </p>
      {browsers.length > 0 && (
        <div class="rows" id="browsers">
          {browsers.map(({ id, device, createdAt, lastSentAt }) => (
            <Row
              media={<Icon name="system" />}
              title={device}
              line={
                <>
                  Since <Time at={createdAt} now={now} />
                  {lastSentAt && (
                    <>
                      , last told <Time at={lastSentAt} now={now} />
                    </>
                  )}
                </>
              }
              action={
                <ActionForm
                  action={`/settings/notifications/browsers/${id}`}
                  method="DELETE"
                  enhance={false}
                >
                  <Button size="small" look="plain" label={`Turn off: ${device}`}>
                    Turn off
                  </Button>
                </ActionForm>
              }
            />
          ))}
        </div>
      )}
    </Card>
  )
}
