import { Button } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { Time } from '../../ui/time.tsx'
import { RecoveryPanel } from '../recovery/views.tsx'
import type { DeviceRow } from './queries.ts'

type Mine = { me: string; devices: DeviceRow[]; now: Date }

/** The browsers that you chat with, and the way to shut one out. */
export const DevicesPage: Page<Record<never, never>, Mine> = {
  styles: ['chat.css'],
  title: () => 'Chat devices',
  scripts: ['recovery.js'],
  Body: () => (
    <>
      <PageHead title="Chat devices">
        Each browser that you chat with has keys of its own. Remove one that you no longer use or
        have lost: nothing that it writes counts from then on.
      </PageHead>
      <Slot name="devices" />
      <Slot name="recovery" />
    </>
  ),
  mine: ({ me, devices, now }) => ({
    recovery: <RecoveryPanel me={me} />,
    devices:
      devices.length === 0 ? (
        <EmptyState icon="key" title="No devices yet">
          Open a chat, and the browser that you do it with appears here.
        </EmptyState>
      ) : (
        <ul class="rows">
          {devices.map((device) => (
            <DeviceLine {...{ device, now }} />
          ))}
        </ul>
      ),
  }),
}

function DeviceLine({ device, now }: { device: DeviceRow; now: Date }) {
  return (
    <li class="row" id={`device-${device.id}`}>
      <Icon name="key" />
      <div class="row-words">
        <div class="row-name">
          <strong class="truncate">{device.name}</strong>
        </div>
        <div class="facts">
          <span>
            used <Time at={device.seenAt} now={now} />
          </span>
          <span>
            since <Time at={device.createdAt} now={now} />
          </span>
        </div>
      </div>
      <ActionForm
        action={`/settings/devices/${device.id}`}
        method="DELETE"
        confirm={`Remove ${device.name}?`}
      >
        <Button look="danger" size="small">
          Remove
        </Button>
      </ActionForm>
    </li>
  )
}
