import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startStack } from '../../local/stack.ts'

declare module 'vitest' {
  interface ProvidedContext {
    site: {
      url: string
      clerkUrl: string
      stripeUrl: string
      mailUrl: string
      pushUrl: string
      databaseUrl: string
      wakuUrl: string
      /** where the stack keeps what it keeps, the bucket too */
      dataDir: string
    }
  }
}

/** Nodes of another kind, for the tests of chat that need no hand on the node. */
const messageNetwork = () =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith('WAKU_') && value ? [[name, value]] : [],
    ),
  )

/** What npm start brings up, seeds and all, on free ports, for the tests in Chromium. */
export default async function setup(project: TestProject) {
  const dataDir = await mkdtemp(join(tmpdir(), 'opencircle-browser-'))
  const ports = { worker: 0, clerk: 0, stripe: 0, mail: 0, postgres: 0, waku: 0 }
  // wrangler builds for it, and in a build for tests Clerk's client calls fetch as workerd refuses to
  process.env.NODE_ENV = 'development'
  const stack = await startStack({ dataDir, ports, fast: true, vars: messageNetwork() })
  const {
    url,
    clerkUrl = '',
    stripeUrl = '',
    mailUrl = '',
    pushUrl,
    wakuUrl = '',
    databaseUrl,
  } = stack
  project.provide('site', {
    url,
    clerkUrl,
    stripeUrl,
    mailUrl,
    pushUrl,
    databaseUrl,
    wakuUrl,
    dataDir,
  })
  return async () => {
    await stack.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
