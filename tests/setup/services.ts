import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startClerk } from '../../local/clerk.ts'
import { startMail } from '../../local/mail.ts'
import { startNeon } from '../../local/neon.ts'
import { startPostgres } from '../../local/postgres.ts'
import { startPush } from '../../local/push.ts'
import { startStripe } from '../../local/stripe.ts'
import { migrate } from '../../scripts/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    bindings: Record<string, string>
  }
}

/** Real parts for the tests in workerd, on free ports, with data that goes when they end. */
export default async function setup(project: TestProject) {
  const dataDir = await mkdtemp(join(tmpdir(), 'opencircle-test-'))
  const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres'), fast: true })
  await migrate(postgres.url)
  const neon = await startNeon({ databaseUrl: postgres.url })
  const clerk = await startClerk({ dataDir: join(dataDir, 'clerk'), people: async () => [] })
  // it sends no webhooks: tests ask for them and bring them, in the order they like
  const stripe = await startStripe({})
  const mail = await startMail({ appUrl: 'http://localhost:8787' })
  const push = await startPush({})
  project.provide('bindings', {
    ...clerk.env,
    ...stripe.env,
    ...mail.env,
    ...push.env,
    MAIL_RELAY: mail.relay,
    DATABASE_URL: postgres.url,
    NEON_ENDPOINT: neon.endpoint,
    SESSION_KEYS: 'first-key-of-the-tests,second-key-of-the-tests',
    ENVIRONMENT: 'test',
  })
  return async () => {
    await push.stop()
    await mail.stop()
    await stripe.stop()
    await clerk.stop()
    await neon.stop()
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
