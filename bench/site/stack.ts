import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startClerk } from '../../local/clerk.ts'
import { startNeon } from '../../local/neon.ts'
import { openPeople } from '../../local/people.ts'
import { MEMBER } from '../seed/places.ts'
import { type Front, startFront } from './front.ts'
import { type Cookie, signIn } from './signin.ts'
import { type Site, startSite } from './start.ts'
import { startWire } from './wire.ts'

export type Stack = AsyncDisposable & {
  site: Site
  /** what a browser sees */
  front: Front
  wire: Awaited<ReturnType<typeof startWire>>
  session: Cookie
  /** the request headers of each kind of viewer, of a browser that runs our scripts */
  viewers: { guest: Record<string, string>; member: Record<string, string> }
}

/**
 * All that the Worker needs, and a member who is signed in.
 * @param wired whether the wire is between the Worker and the database: it costs time of its own
 */
export async function startStack(options: {
  root: string
  folder: string
  script: string
  databaseUrl: string
  wired: boolean
}): Promise<Stack> {
  const { databaseUrl, wired, ...bundle } = options
  const dataDir = mkdtempSync(join(tmpdir(), 'opencircle-bench-keys-'))
  const parts: { stop(): Promise<void> | void }[] = [
    { stop: () => rmSync(dataDir, { recursive: true, force: true }) },
  ]
  const started = <T extends { stop(): Promise<void> }>(part: T): T => {
    parts.push(part)
    return part
  }
  const stop = async () => {
    for (const part of parts.splice(0).reverse()) await part.stop()
  }
  try {
    const neon = started(await startNeon({ databaseUrl }))
    const wire = started(await startWire(neon.endpoint))
    const front = started(await startFront())
    const people = started(openPeople(databaseUrl))
    const clerk = started(await startClerk({ dataDir, people, appUrl: front.url }))
    const vars = {
      ...clerk.env,
      // as in production, but for the lines that it logs
      ENVIRONMENT: 'test',
      SESSION_KEYS: 'only-for-this-run',
      DATABASE_URL: databaseUrl,
      NEON_ENDPOINT: wired ? wire.endpoint : neon.endpoint,
    }
    const site = started(await startSite({ ...bundle, vars }))
    front.target = site.routed
    const session = await signIn(front.url, clerk.url, MEMBER)
    const cookie = `${session.name}=${session.value}; js=1`
    return {
      site,
      front,
      wire,
      session,
      viewers: { guest: {}, member: { cookie } },
      [Symbol.asyncDispose]: stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
