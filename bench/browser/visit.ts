import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { type Observed, observe } from './observe.ts'
import type { Profile } from './profiles.ts'

export type Weighed = {
  /** over the wire, heads of responses too; without pictures and what is fetched for later pages */
  requests: number
  bytes: number
  pictures: number
  pictureBytes: number
  ahead: number
  aheadBytes: number
}

export type Visit = Observed & Weighed

/** Milliseconds without any request after which a page counts as finished. */
const QUIET = 500

/** Makes a page of the browser slow, and gives what opens addresses in it and measures each. */
export async function measuring(page: Page, { cpu, down, up, latency }: Profile) {
  const protocol = await page.context().newCDPSession(page)
  await protocol.send('Network.enable')
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  await protocol.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: down ? down / 8 : -1,
    uploadThroughput: up ? up / 8 : -1,
  })
  await page.addInitScript(observe)
  let weighed = nothing()
  let last = performance.now()
  const kinds = new Map<string, string>()
  protocol.on('Network.requestWillBeSent', ({ requestId, request, type = 'Other' }) => {
    last = performance.now()
    if (request.url.startsWith('http')) kinds.set(requestId, type)
  })
  protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    last = performance.now()
    const kind = kinds.get(requestId)
    // what the browser had kept costs nothing
    if (kind && encodedDataLength > 0) add(weighed, kind, encodedDataLength)
  })
  return async (url: string): Promise<Visit> => {
    weighed = nothing()
    const response = await page.goto(url, { waitUntil: 'load' })
    if (!response?.ok()) throw new Error(`${url}: ${response?.status()}`)
    const observed = () => page.evaluate(() => window.observed)
    while (performance.now() - last < QUIET || (await observed()).lcp === 0) await wait(50)
    return { ...(await observed()), ...weighed }
  }
}

const nothing = (): Weighed => ({
  requests: 0,
  bytes: 0,
  pictures: 0,
  pictureBytes: 0,
  ahead: 0,
  aheadBytes: 0,
})

function add(weighed: Weighed, kind: string, bytes: number): void {
  if (kind === 'Image') {
    weighed.pictures++
    weighed.pictureBytes += bytes
  } else if (kind === 'Prefetch') {
    weighed.ahead++
    weighed.aheadBytes += bytes
  } else {
    weighed.requests++
    weighed.bytes += bytes
  }
}
