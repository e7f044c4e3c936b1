import type { Browser, Page } from 'playwright-core'
import type { Addresses } from './server.ts'

type Found = { shelf: { items: { href: string; file: { url: string } | null }[] } }

/** Someone new at a window of their own. */
export async function newcomer(browser: Browser, { url, clerkUrl }: Addresses) {
  const context = await browser.newContext()
  // a busy machine takes its time
  context.setDefaultTimeout(0)
  const page = await context.newPage()
  const username = `someone-${crypto.randomUUID().slice(0, 8)}`
  const signUp = await page.request.post(`${clerkUrl}/sign-up`, {
    form: {
      username,
      fullName: 'Someone New',
      email: `${username}@example.test`,
      redirect_url: `${url}/sign-in/callback?return_to=/healthz`,
    },
    headers: { origin: clerkUrl },
  })
  if (!signUp.ok()) throw new Error(`signing up: ${signUp.status()}`)
  const headers = { accept: 'application/json' }
  return {
    page,
    post: async (path: string, data: object) => {
      const answer = await page.request.post(url + path, { data, headers })
      if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    },
    /** the only file that lies on a shelf */
    fileIn: async (path: string) => {
      const { shelf }: Found = await (await page.request.get(url + path, { headers })).json()
      const [item] = shelf.items
      if (!item?.file) throw new Error(`there is no file in ${path}`)
      return { href: url + item.href, url: item.file.url }
    },
    cookie: async () =>
      (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; '),
  }
}

/** Waits until a share of an upload is there. */
export const arrived = (page: Page, share: number) =>
  page.waitForFunction(
    (wanted) => {
      const bar = document.querySelector<HTMLProgressElement>('.upload-bar')
      return bar !== null && bar.value > wanted
    },
    share,
    { timeout: 0 },
  )

/** Plays a film from its beginning, and from nine tenths on; says how that went. */
export async function play(page: Page, href: string, seconds: number): Promise<string> {
  const ranges: number[] = []
  page.on('request', (request) => {
    const [, from] = /^bytes=(\d+)-/.exec(request.headers().range ?? '') ?? []
    if (from) ranges.push(Number(from))
  })
  await page.goto(href)
  await page.locator('.player[data-ready]').waitFor()
  const from = async (start: number) => {
    const began = performance.now()
    await page.evaluate(async (to) => {
      const film = document.querySelector('video')
      if (!film) throw new Error('there is no film')
      film.muted = true
      film.currentTime = to
      await film.play()
      const isOn = () => film.currentTime > to + 0.5 && film.videoWidth > 0
      while (!isOn()) await new Promise((go) => setTimeout(go, 20))
      film.pause()
    }, start)
    return ((performance.now() - began) / 1000).toFixed(1)
  }
  const first = await from(0)
  const far = await from(Math.floor(0.9 * seconds))
  const bytes = Math.max(...ranges).toLocaleString('en')
  return `it plays half a second after ${first} s, from nine tenths on after ${far} s, asked from byte ${bytes} on`
}

/** What someone is answered who asks for a piece of a file. */
export const reads = async (page: Page, url: string): Promise<number> =>
  (await page.request.get(url, { headers: { range: 'bytes=0-9' } })).status()
