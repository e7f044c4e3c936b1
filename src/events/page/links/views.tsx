import { Icon } from '../../../ui/icon.tsx'
import { Menu, MenuLink } from '../../../ui/menu.tsx'
import { googleLink, outlookLink } from '../../links/rules.ts'
import { hasEnded } from '../rules.ts'
import type { Shared } from '../views.tsx'

/** Ways into other calendars. */
export function AddToCalendar({ event, now, origin }: Shared & { origin: string }) {
  if (event.isCancelled || event.isDraft || hasEnded(event, now)) return null
  const url = `${origin}${event.href}`
  const trigger = (
    <>
      <Icon name="events" size={18} />
      <span>Add to calendar</span>
      <Icon name="down" size={16} />
    </>
  )
  return (
    <div class="event-add">
      <Menu label="Add to calendar" trigger={trigger} place="start" class="btn btn-quiet btn-small">
        <MenuLink href={googleLink(event, url)} icon="external" target="_blank" rel="noreferrer">
          Google Calendar
        </MenuLink>
        <MenuLink href={outlookLink(event, url)} icon="external" target="_blank" rel="noreferrer">
          Outlook
        </MenuLink>
        <MenuLink href={`${event.href}/calendar.ics`} icon="download" download>
          Apple and others (.ics)
        </MenuLink>
      </Menu>
    </div>
  )
}
