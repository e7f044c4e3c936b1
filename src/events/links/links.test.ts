import { describe, expect, it } from 'vitest'
import { community } from '../../../tests/community.ts'

const place = community().then(async (here) => {
  await here.space({ slug: 'dates', spaceType: 'events' })
  return here
})

/** The ways into other calendars on the page of an event, as a browser follows them. */
async function linksOf(fields: Record<string, unknown>) {
  const here = await place
  const id = await here.event(here.owner, 'dates', fields)
  const path = here.at(`/s/dates/events/${id}`)
  const page = await here.owner.page(path)
  const [google = '', outlook = ''] = ['calendar.google.com', 'outlook.live.com'].map((host) =>
    new RegExp(`href="(https://${host}/[^"]+)"`).exec(page)?.[1]?.replace(/&amp;/g, '&'),
  )
  type Span = { event: { startsAt: string; endsAt: string } }
  const { event } = await here.owner.json<Span>(path)
  return { google, outlook, event, path }
}

const asked = (link: string) => Object.fromEntries(new URL(link).searchParams)

/** What the clocks of a zone show, asked of the platform alone. */
const clocks = (instant: string, timeZone: string) =>
  new Date(instant).toLocaleString('sv', { timeZone }).replace(/[-:]/g, '').replace(' ', 'T')

describe('the links into other calendars', () => {
  it.each([
    // winter and summer; a zone of quarter hours; one that is behind
    ['Europe/Berlin', '2031-01-15T19:00', '2031-01-15T20:30', '2031-01-15T18:00:00Z'],
    ['Europe/Berlin', '2031-07-15T19:00', '2031-07-15T20:30', '2031-07-15T17:00:00Z'],
    ['Asia/Kathmandu', '2031-03-01T00:10', '2031-03-01T01:10', '2031-02-28T18:25:00Z'],
    ['America/New_York', '2031-12-31T23:30', '2032-01-01T00:30', '2032-01-01T04:30:00Z'],
    // across the night in which clocks go forward, within what they skip, and back again
    ['Europe/Berlin', '2031-03-29T23:00', '2031-03-30T05:00', '2031-03-29T22:00:00Z'],
    ['America/New_York', '2031-03-09T02:30', '2031-03-09T04:00', '2031-03-09T07:30:00Z'],
    ['America/New_York', '2031-11-02T01:30', '2031-11-02T03:00', '2031-11-02T05:30:00Z'],
    ['Australia/Lord_Howe', '2031-10-05T02:15', '2031-10-05T04:00', '2031-10-04T15:45:00Z'],
  ])('name the same moments in %s at %s', async (timezone, startsAt, endsAt, begins) => {
    const { google, outlook, event } = await linksOf({ timezone, startsAt, endsAt })
    expect(new Date(event.startsAt)).toEqual(new Date(begins))
    const { startdt, enddt } = asked(outlook)
    expect([startdt, new Date(enddt ?? '')]).toEqual([begins, new Date(event.endsAt)])
    expect(enddt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    const { ctz, dates } = asked(google)
    expect(ctz).toBe(timezone)
    expect(dates).toBe([event.startsAt, event.endsAt].map((at) => clocks(at, timezone)).join('/'))
  })

  it('carry words as they are, and spaces as no plus', async () => {
    const title = 'Soup & bread: 50% “more” + 漢字 #1? 😀'
    const location = 'Kurfürstendamm 1 & 2, Berlin'
    const description = 'Bring **a bowl** & a spoon.\n\n- One\n- Two'
    const fields = { title, location, description, eventType: 'hybrid', linkUrl: 'meet.test/x' }
    const { google, outlook, path } = await linksOf(fields)
    const [one, other] = [asked(google), asked(outlook)]
    expect(one).toMatchObject({ action: 'TEMPLATE', text: title, location })
    expect(other).toMatchObject({ rru: 'addevent', subject: title, location })
    expect(other.path).toBe('/calendar/action/compose')
    for (const words of [one.details, other.body]) {
      expect(words).toContain('Bring a bowl & a spoon.')
      expect(new URL(words?.split(/\s/).at(-1) ?? '').pathname).toBe(path)
      // who has it in a calendar has not said that they come
      expect(words).not.toContain('meet.test')
    }
    for (const link of [google, outlook]) expect(link).not.toContain('+')
  })

  it('follow a secret address, by the name of what it holds', async () => {
    const here = await place
    await here.owner.post('/events/feeds', { community: here.slug, space: 'dates' })
    const page = await here.owner.page('/events/calendars')
    const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, href = '']) =>
      href.replace(/&amp;/g, '&'),
    )
    const url = /value="(http[^"]+\.ics)"/.exec(page)?.[1] ?? 'none'
    const over = url.replace(/^https?:/, 'webcal:')
    expect(links).toContain(over)
    const [google = ''] = links.filter((link) => link.startsWith('https://calendar.google.com/'))
    expect(asked(google)).toEqual({ cid: over })
    const [outlook = ''] = links.filter((link) => link.startsWith('https://outlook.live.com/'))
    expect(asked(outlook)).toEqual({ url, name: expect.stringMatching(/ · /) })
    expect(outlook).not.toContain('+')
  })
})
