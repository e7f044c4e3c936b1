import type { Browser } from 'playwright-core'
import { launchChromium } from '../../tests/browser/chromium.ts'
import { median } from '../report/numbers.ts'
import type { Place } from '../seed/places.ts'
import type { Stack } from '../site/stack.ts'
import { type Profile, plain, profiles } from './profiles.ts'
import { measuring, type Visit } from './visit.ts'

export type Seen = Visit & {
  page: string
  viewer: 'guest' | 'member'
  profile: string
  /** first: nothing is kept from an earlier page. second: after the other page */
  visit: 'first' | 'second'
}

const VIEWPORT = { width: 1280, height: 800 }

/** Opens the feed and a post in Chromium, each as the first and as the second page of a visit. */
export async function measureBrowser(
  stack: Stack,
  places: Place[],
  times: number,
): Promise<Seen[]> {
  const [feed, post] = ['feed', 'post'].map((name) => places.find((place) => place.name === name))
  if (!feed || !post) throw new Error('There is no feed or no post to open.')
  const browser = await launchChromium()
  try {
    // the first page of a browser's life is slower than any other
    await tour(browser, stack, 'guest', plain, [feed, post])
    const seen: Seen[] = []
    for (const profile of profiles) {
      for (const viewer of ['guest', 'member'] as const) {
        for (const order of [[feed, post] as const, [post, feed] as const]) {
          const tours: Visit[][] = []
          for (let i = 0; i < times; i++)
            tours.push(await tour(browser, stack, viewer, profile, order))
          const shared = { viewer, profile: profile.name }
          order.forEach(({ name: page }, at) => {
            const visits = tours.flatMap((tour) => tour[at] ?? [])
            seen.push({ page, ...shared, visit: at ? 'second' : 'first', ...middle(visits) })
          })
        }
      }
    }
    return seen
  } finally {
    await browser.close()
  }
}

/** One page after another in a browser that knows nothing yet. */
async function tour(
  browser: Browser,
  { front, viewers }: Stack,
  viewer: 'guest' | 'member',
  profile: Profile,
  places: readonly Place[],
): Promise<Visit[]> {
  const context = await browser.newContext({ viewport: VIEWPORT })
  try {
    const [name, value] = viewers[viewer].cookie?.split('=') ?? []
    if (name && value) await context.addCookies([{ name, value, url: front.url }])
    const open = await measuring(await context.newPage(), profile)
    const visits: Visit[] = []
    for (const { path } of places) visits.push(await open(front.url + path))
    return visits
  } finally {
    await context.close()
  }
}

function middle(visits: Visit[]): Visit {
  const of = (key: keyof Visit) => median(visits.map((visit) => visit[key]))
  return {
    fcp: of('fcp'),
    lcp: of('lcp'),
    cls: of('cls'),
    tbt: of('tbt'),
    requests: of('requests'),
    bytes: of('bytes'),
    pictures: of('pictures'),
    pictureBytes: of('pictureBytes'),
    ahead: of('ahead'),
    aheadBytes: of('aheadBytes'),
  }
}
