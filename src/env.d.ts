declare namespace Cloudflare {
  interface Env {
    ASSETS: Fetcher
    FILES: R2Bucket
    JOBS: Queue
    PURGES: Queue
    PURGE_CALLS: RateLimit
    WRITES: RateLimit
    UPLOADS: RateLimit
    /** Cloudflare Images; only where the account has it */
    IMAGES?: ImagesBinding
    /** 'production', or 'development' under npm start and in tests */
    ENVIRONMENT: string
    /** who may found a community: 'anyone' signed in, or 'staff' of the deployment */
    COMMUNITIES: string
    DATABASE_URL: string
    CLERK_PUBLISHABLE_KEY: string
    CLERK_SECRET_KEY: string
    /** PEM public key: verifies Clerk's tokens without a request to Clerk */
    CLERK_JWT_KEY?: string
    /** one or more, comma-separated, for rotation */
    CLERK_WEBHOOK_SECRET: string
    CLERK_SIGN_IN_URL: string
    /** one or more, comma-separated; the first signs, all verify */
    SESSION_KEYS: string
    STRIPE_SECRET_KEY: string
    /** one or more, comma-separated, for rotation */
    STRIPE_WEBHOOK_SECRET: string
    /** what the keys of chats are derived from: who has it could read them. Never to be changed */
    CHAT_MASTER_SECRET?: string
    /** multiaddrs of the message network's nodes, comma-separated; without one there is no chat */
    WAKU_BOOTSTRAP?: string
    WAKU_CLUSTER_ID?: string
    WAKU_SHARDS?: string
    /** a node's REST API, from which the archive is filled; without it there is none */
    WAKU_REST?: string
    /** only on a developer's machine */
    NEON_ENDPOINT?: string
    CLERK_API_URL?: string
    STRIPE_API_URL?: string
  }
}

interface Env extends Cloudflare.Env {}
