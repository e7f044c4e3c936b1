import { launchChromium } from '../../tests/browser/chromium.ts'
import type { Place } from '../seed/places.ts'
import { BARE } from '../site/front.ts'
import type { Stack } from '../site/stack.ts'
import { plain, profiles } from './profiles.ts'
import { middle, tour } from './tour.ts'
import type { Visit } from './visit.ts'

export type Seen = Visit & {
  page: string
  viewer: 'guest' | 'member'
  profile: string
  /** first: nothing is kept from an earlier page. second: after the other page */
  visit: 'first' | 'second'
  /** its LCP, as a multiple of a bare page's */
  ofBare: number
}

/**
 * Opens the feed and a post in Chromium, each as the first and as the second page of a visit, and
 * those with pictures; beside a bare page, which says what the browser and this machine take for
 * themselves.
 */
export async function measureBrowser(
  stack: Stack,
  places: Place[],
  pictured: Place[],
  times: number,
): Promise<Seen[]> {
  const [feed, post] = ['feed', 'post'].map((name) => places.find((place) => place.name === name))
  if (!feed || !post) throw new Error('There is no feed or no post to open.')
  const bare = { name: 'bare page', path: BARE }
  const both = [[feed, post], [post, feed], pictured]
  const browser = await launchChromium()
  try {
    // the first page of a browser's life is slower than any other
    await tour(browser, stack, 'guest', plain, [bare, feed, post])
    const seen: Seen[] = []
    for (const profile of profiles) {
      let least = Number.NaN
      for (const [viewer, orders] of [
        ['guest', [[bare], ...both]],
        ['member', both],
      ] as const) {
        for (const order of orders) {
          const tours: Visit[][] = []
          for (let i = 0; i < times; i++)
            tours.push(await tour(browser, stack, viewer, profile, order))
          for (const [at, { name: page }] of order.entries()) {
            const found = middle(tours.flatMap((visits) => visits[at] ?? []))
            if (page === bare.name) least = found.lcp
            const visit = at === 0 ? 'first' : 'second'
            const ofBare = found.lcp / least
            seen.push({ page, viewer, profile: profile.name, visit, ...found, ofBare })
          }
        }
      }
    }
    return seen
  } finally {
    await browser.close()
  }
}
