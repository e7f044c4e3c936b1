import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [
          cloudflareTest(({ inject }) => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: { bindings: inject('bindings') },
          })),
        ],
        test: {
          name: 'worker',
          include: ['src/**/*.test.{ts,tsx}', 'tests/*.test.{ts,tsx}'],
          globalSetup: './tests/setup/services.ts',
          setupFiles: './tests/setup/strict.ts',
          expect: { requireAssertions: true },
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: './tests/setup/browser.ts',
          expect: { requireAssertions: true },
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
