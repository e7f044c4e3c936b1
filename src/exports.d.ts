declare namespace Cloudflare {
  /** Gives `exports` of cloudflare:workers the types of the Worker's own entrypoints. */
  interface GlobalProps {
    mainModule: typeof import('./index.ts')
  }
}
