import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [
          cloudflareTest(({ inject }) => ({
            main: './tests/setup/worker.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: inject('bindings'),
              // as where the account has Cloudflare Images; the makers' stand-in resizes with sharp
              images: { binding: 'IMAGES' },
              // more than a person does in a minute, since a test's few people do all of it
              ratelimits: {
                WRITES: { namespace_id: '1001', simple: { limit: 1000, period: 60 } },
                UPLOADS: { namespace_id: '1003', simple: { limit: 1000, period: 60 } },
              },
            },
          })),
        ],
        test: {
          name: 'worker',
          include: ['src/**/*.test.{ts,tsx}', 'tests/*.test.{ts,tsx}', 'tests/edge/*.test.ts'],
          globalSetup: './tests/setup/services.ts',
          setupFiles: './tests/setup/strict.ts',
          expect: { requireAssertions: true },
          // what takes a second may take a minute on a machine that does other things as well
          testTimeout: 90_000,
          hookTimeout: 90_000,
          // its 170 files become one: each would be fetched, and complained of for its missing map
          deps: { optimizer: { ssr: { enabled: true, include: ['stripe'] } } },
          // one Worker runs file after file: each test makes its own community, none needs a clean world
          isolate: false,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: './tests/setup/browser.ts',
          // what a page does in a moment takes longer beside other tests
          expect: { requireAssertions: true, poll: { timeout: 30_000 } },
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
