import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from '../scripts/migrate.ts'
import type { seedChat } from '../scripts/seed/chat.ts'
import type { Site } from '../scripts/seed/signed.ts'
import { startClerk } from './clerk.ts'
import { startMail } from './mail.ts'
import { isNeon, startNeon } from './neon.ts'
import { openPeople } from './people.ts'
import { freePort } from './ports.ts'
import { startPostgres } from './postgres.ts'
import { startPush } from './push.ts'
import { startStripe } from './stripe.ts'
import { startWaku } from './waku.ts'

type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>

export type Stack = {
  /** of the Worker, without a slash at the end */
  url: string
  /** absent when Clerk itself is used */
  clerkUrl: string | undefined
  /** absent when Stripe itself is used */
  stripeUrl: string | undefined
  /** where letters can be read; absent when they are really sent */
  mailUrl: string | undefined
  /** the push service that browsers of tests listen at */
  pushUrl: string
  /** the REST API of the message node, which tests control it by; absent when another network is used */
  wakuUrl: string | undefined
  databaseUrl: string
  /** absent when Neon itself is used */
  neonEndpoint: string | undefined
  /** all that the Worker was given */
  vars: Record<string, string>
  people: ReturnType<typeof openPeople>
  /** settles with the reason when a part ends without being asked */
  crashed: Promise<string>
  stop(): Promise<void>
}

/**
 * Brings up everything that OpenCircle needs on one machine: Postgres, Neon's protocol, migrations,
 * seeds when there is no community yet, sign-in, payments, mail, and the Worker. What `vars` names (the content of
 * .dev.vars) takes the place of a local part. Ports are wishes: a taken one gives the next free one,
 * 0 any. When a part fails to start, the parts before it are stopped.
 */
export async function startStack(options: {
  dataDir: string
  ports?: {
    worker?: number
    clerk?: number
    stripe?: number
    mail?: number
    postgres?: number
    waku?: number
  }
  vars?: Record<string, string>
  seed?: boolean
  watch?: boolean
  /** data may be lost when the machine crashes: for tests */
  fast?: boolean
  step?: Step
}): Promise<Stack> {
  const { dataDir, ports = {}, vars = {}, step = (_, work) => work() } = options
  const ownClerk = hasAll(vars, 'Clerk', CLERK)
  const ownStripe = hasAll(vars, 'Stripe', STRIPE)
  const parts: { stop(): Promise<void> }[] = []
  const stop = async () => {
    for (const part of parts.splice(0).reverse()) await part.stop()
  }
  const started = <T extends { stop(): Promise<void> }>(part: T): T => {
    parts.push(part)
    return part
  }
  mkdirSync(dataDir, { recursive: true })
  // read while the database starts: it is the heaviest module
  const worker = import('./worker.ts')

  try {
    const port = await freePort(ports.worker)
    const url = `http://localhost:${port}`
    const postgres = vars.DATABASE_URL
      ? undefined
      : await step('Database', async () => {
          const folder = join(dataDir, 'postgres')
          const { fast } = options
          return started(await startPostgres({ dataDir: folder, port: ports.postgres, fast }))
        })
    const databaseUrl = vars.DATABASE_URL ?? postgres?.url ?? ''
    const neon = isNeon(databaseUrl) ? undefined : started(await startNeon({ databaseUrl }))
    await step('Migrations', () => migrate(databaseUrl)).catch((cause: Error) => {
      if (postgres) throw cause
      throw new Error(`The database of DATABASE_URL: ${cause.message}`, { cause })
    })
    const people = started(openPeople(databaseUrl))
    const isNew = postgres && options.seed !== false && (await people.isEmpty())
    if (isNew) await step('A community to look at', () => seed(databaseUrl, neon?.endpoint))
    const clerk = ownClerk
      ? undefined
      : await step('Sign-in', async () =>
          started(
            await startClerk({
              dataDir: join(dataDir, 'clerk'),
              port: await freePort(ports.clerk, port),
              people,
              appUrl: url,
              webhookUrl: `${url}/webhooks/clerk`,
            }),
          ),
        )
    const stripe = ownStripe
      ? undefined
      : await step('Payments', async () =>
          started(
            await startStripe({
              dataDir: join(dataDir, 'stripe'),
              port: await freePort(ports.stripe, port),
              appUrl: url,
              webhookUrl: `${url}/webhooks/stripe`,
            }),
          ),
        )
    const mail = vars.MAIL_URL
      ? undefined
      : await step('Mail', async () =>
          started(
            await startMail({
              dataDir: join(dataDir, 'mail'),
              port: await freePort(ports.mail, port),
              appUrl: url,
            }),
          ),
        )
    const push = started(await startPush({ dataDir: join(dataDir, 'push') }))
    const waku = vars.WAKU_BOOTSTRAP
      ? undefined
      : await step('Messages', async () => {
          const port = await freePort(ports.waku, 0)
          return started(await startWaku({ dataDir: join(dataDir, 'waku'), port }))
        })
    const given = {
      ENVIRONMENT: 'development',
      SESSION_KEYS: ownSecret(dataDir, 'session-key'),
      CHAT_MASTER_SECRET: ownSecret(dataDir, 'chat-secret'),
      DATABASE_URL: databaseUrl,
      ...(neon && { NEON_ENDPOINT: neon.endpoint }),
      ...clerk?.env,
      ...stripe?.env,
      ...mail?.env,
      ...push.env,
      ...waku?.env,
      ...vars,
    }
    const { watch } = options
    await step('Worker', async () => {
      const { startWorker } = await worker
      const folder = join(dataDir, 'worker')
      return started(await startWorker({ dataDir: folder, port, vars: given, watch }))
    })
    if (isNew && waku) {
      const at = { databaseUrl, neonEndpoint: neon?.endpoint, wakuUrl: waku.restUrl }
      await step('Words on the porch', () => seedWords({ ...at, secret: given.CHAT_MASTER_SECRET }))
    }
    if (isNew && clerk) {
      const at = { url, clerkUrl: clerk.url, databaseUrl, neonEndpoint: neon?.endpoint }
      await step('Files on its shelf', () => seedFiles(at))
    }
    return {
      url,
      clerkUrl: clerk?.url,
      stripeUrl: stripe?.url,
      mailUrl: mail?.url,
      pushUrl: push.url,
      wakuUrl: waku?.restUrl,
      databaseUrl,
      neonEndpoint: neon?.endpoint,
      vars: given,
      people,
      crashed: (postgres?.crashed ?? new Promise<string>(() => undefined)).then(
        (words) => `Postgres ended:\n${words}`,
      ),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const CLERK = [
  'CLERK_PUBLISHABLE_KEY',
  'CLERK_SECRET_KEY',
  'CLERK_WEBHOOK_SECRET',
  'CLERK_SIGN_IN_URL',
]
const STRIPE = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET']

/** A service's own keys come together: half of them would sign nobody in, or believe no payment. */
function hasAll(vars: Record<string, string>, service: string, needed: string[]): boolean {
  const missing = needed.filter((name) => !vars[name])
  if (missing.length === needed.length) return false
  if (missing.length)
    throw new Error(`.dev.vars has keys of ${service}, but not ${missing.join(', ')}.`)
  return true
}

/** A secret of this machine; made once, so that a restart signs nobody out and locks no chat. */
function ownSecret(dataDir: string, name: string): string {
  const file = join(dataDir, name)
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8')
}

async function seed(databaseUrl: string, neonEndpoint?: string): Promise<void> {
  const path = join(import.meta.dirname, '..', 'scripts', 'seed.ts')
  if (!existsSync(path)) return
  const seeds: {
    seed(options: { databaseUrl: string; neonEndpoint?: string; quiet: boolean }): Promise<void>
  } = await import(path)
  await seeds.seed({ databaseUrl, neonEndpoint, quiet: true })
}

/** What lies in no database: messages, sealed. */
async function seedWords(at: Parameters<typeof seedChat>[0]): Promise<void> {
  const { seedChat } = await import('../scripts/seed/chat.ts')
  await seedChat(at)
}

/** What only the Worker can take: bytes. */
async function seedFiles(at: Site): Promise<void> {
  const [{ uploadShelf }, { uploadAttachments }, { uploadLessons }] = await Promise.all([
    import('../scripts/seed/shelf.ts'),
    import('../scripts/seed/attachments.ts'),
    import('../scripts/seed/lessons.ts'),
  ])
  await Promise.all([
    uploadShelf(at, 'loam'),
    uploadAttachments(at, 'loam'),
    uploadLessons(at, 'loam'),
  ])
}
