import type { Browser } from 'playwright-core'
import { median } from '../report/numbers.ts'
import type { Place } from '../seed/places.ts'
import type { Stack } from '../site/stack.ts'
import type { Profile } from './profiles.ts'
import { measuring, type Visit } from './visit.ts'

const VIEWPORT = { width: 1280, height: 800 }

/** One page after another in a browser that knows nothing yet. */
export async function tour(
  browser: Browser,
  { front, session }: Stack,
  viewer: 'guest' | 'member',
  profile: Profile,
  places: readonly Place[],
): Promise<Visit[]> {
  const context = await browser.newContext({ viewport: VIEWPORT })
  try {
    if (viewer === 'member') await context.addCookies([{ ...session, url: front.url }])
    const open = await measuring(await context.newPage(), profile)
    const visits: Visit[] = []
    for (const { path } of places) visits.push(await open(front.url + path))
    return visits
  } finally {
    await context.close()
  }
}

/** The median of each figure. */
export function middle(visits: Visit[]): Visit {
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
