import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { launchChromium } from '../tests/browser/chromium.ts'
import { writeFilm } from './gigabyte/film.ts'
import { whatIsKept } from './gigabyte/kept.ts'
import { serve, startServer } from './gigabyte/server.ts'
import { isSummed } from './gigabyte/sums.ts'
import { arrived, newcomer, play, reads } from './gigabyte/visit.ts'
import { download, MB, type Run, watched } from './throughput.ts'

/**
 * A large film through Chromium, with the server killed in the middle and started again; then it is
 * played, searched in, asked for by those who may not see it, read as a whole, and looked for after
 * the night. Prints what it saw.
 */
const { values } = parseArgs({
  options: {
    mb: { type: 'string', default: '1024' },
    /** seconds that the server is away */
    away: { type: 'string', default: '10' },
    serve: { type: 'string' },
    ports: { type: 'string', default: '' },
  },
})
const FILM = new URL('../public/seed/media/wind.mp4', import.meta.url)

const say = (words: string) => console.info(words)

const told = ({ seconds, before, peak }: Run, size?: number): string => {
  const pace = size ? `${(size / MB / seconds).toFixed(0)} MB/s, ` : ''
  return `${pace}${Math.round(seconds)} s, memory ${before} MB before, ${peak} MB at most`
}

if (values.serve) await serve(values.serve, values.ports)
else await run(Number(values.mb) * MB, Number(values.away))

async function run(size: number, away: number): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'opencircle-gigabyte-'))
  const path = join(dataDir, 'film.mp4')
  const browser = await launchChromium()
  let server = await startServer(join(dataDir, 'stack'))
  try {
    const seconds = await writeFilm(path, FILM, size)
    say(`a film of ${size / MB} MB and ${Math.round(seconds)} s`)
    const at = '/gigabyte/s/films'
    const [owner, member] = [await newcomer(browser, server), await newcomer(browser, server)]
    const guest = await (await browser.newContext()).newPage()
    await owner.post('/communities', { name: 'Gigabyte', slug: 'gigabyte' })
    const films = { name: 'Films', slug: 'films', spaceType: 'resources', visibility: 'private' }
    await owner.post('/gigabyte/spaces', films)
    await member.post('/gigabyte/membership', {})

    await owner.page.goto(`${server.url}${at}/resources/new?kind=file`)
    const sent = await watched(async () => {
      await owner.page.locator('file-uploads[data-ready]').waitFor()
      await owner.page.locator('input[type=file]').first().setInputFiles(path)
      await arrived(owner.page, 0.4)
      await server.kill()
      await new Promise((go) => setTimeout(go, 1000 * away))
      server = await startServer(join(dataDir, 'stack'), server)
      await owner.page.waitForURL(`${server.url}${at}`, { timeout: 0 })
    })
    say(`up, killed at 40 % and away for ${away} s: ${told(sent, size)}`)

    const summed = await watched(async () =>
      say(`its sum is right: ${await isSummed(server.databaseUrl, path)}`),
    )
    say(`until it was noted: ${told(summed)}`)

    const film = await owner.fileIn(at)
    const played = await watched(async () => say(await play(owner.page, film.href, seconds)))
    say(`while it played: ${told(played)}`)
    const url = `${server.url}${film.url}`
    say(
      `asked for by a guest: ${await reads(guest, url)}, an uninvited member: ${await reads(member.page, url)}`,
    )
    const read = await download({ url, size, cookie: await owner.cookie() })
    say(`down: ${told(read, size)}`)
    const night = `${server.url}/cdn-cgi/local/scheduled?cron=${encodeURIComponent('17 3 * * *')}`
    say(`the night: ${(await fetch(night)).status}`)
    const { databaseUrl } = server
    say(await whatIsKept(join(dataDir, 'stack'), databaseUrl))
  } finally {
    await browser.close()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
