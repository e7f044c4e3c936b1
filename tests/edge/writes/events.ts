import type { Write } from './scene.ts'

/** Dates. */
export const eventWrites: Record<string, Write> = {
  'an event, answered to': {
    first: async ({ home, ada }) => {
      await home.space({ slug: 'dates', spaceType: 'events' })
      return home.event(ada, 'dates', { title: 'Soup night' })
    },
    write: ({ home, ada }, id) =>
      ada.put(home.at(`/s/dates/events/${id}/rsvp`), { status: 'going' }),
    shows: () => ({ '/s/dates': '"going":1' }),
  },
  'an event, cancelled': {
    first: async ({ home, ada }) => {
      await home.space({ slug: 'dates', spaceType: 'events' })
      return home.event(ada, 'dates', { title: 'Soup night' })
    },
    write: ({ home, ada }, id) => ada.put(home.at(`/s/dates/events/${id}/cancellation`)),
    shows: () => ({ '/s/dates': '"isCancelled":true' }),
  },
}
