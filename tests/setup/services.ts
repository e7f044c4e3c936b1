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
import { openArchive } from '../../local/waku/archive.ts'
import { startRest } from '../../local/waku/rest.ts'
import { migrate } from '../../scripts/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    bindings: Record<string, string>
  }
}

const NOBODY = { all: async () => [], find: async () => undefined }

/** Real parts for the tests in workerd, on free ports, with data that goes when they end. */
export default async function setup(project: TestProject) {
  const dataDir = await mkdtemp(join(tmpdir(), 'opencircle-test-'))
  const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres'), fast: true })
  await migrate(postgres.url)
  const neon = await startNeon({ databaseUrl: postgres.url })
  const clerk = await startClerk({ dataDir: join(dataDir, 'clerk'), people: NOBODY })
  // it sends no webhooks: tests ask for them and bring them, in the order they like
  const stripe = await startStripe({})
  const mail = await startMail({ appUrl: 'http://localhost:8787' })
  const push = await startPush({})
  // what a message node has kept, without the node: nobody speaks to it here
  const nothing = async () => undefined
  const kept = openArchive()
  const rest = await startRest(kept, { down: nothing, up: nothing, faults: {} })
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
    WAKU_REST: rest.url,
    CHAT_MASTER_SECRET: 'what-chats-of-the-tests-are-derived-from',
    // nobody dials it here: pages only name it
    WAKU_BOOTSTRAP:
      '/dns4/waku.example.test/tcp/443/wss/p2p/16Uiu2HAmHzBkRq62mG95vsjKMuYQBezZCtjPXYWUoyVxMxi71aB3',
  })
  return async () => {
    await push.stop()
    await mail.stop()
    await rest.stop()
    kept.close()
    await stripe.stop()
    await clerk.stop()
    await neon.stop()
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
