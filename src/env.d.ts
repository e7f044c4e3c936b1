declare namespace Cloudflare {
  interface Env {
    ASSETS: Fetcher
    FILES: R2Bucket
    JOBS: Queue
    DEAD: Queue
    PURGES: Queue
    SUMS: Queue
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
    /** where people find this: letters lead there. Without it none are sent */
    SITE_URL?: string
    /** `Name <address>`: whom letters come from */
    MAIL_FROM?: string
    /** Cloudflare's Email Service, unless MAIL_URL names another provider */
    EMAIL?: SendEmail
    /** resend://KEY, postmark://TOKEN, ses://KEY:SECRET@REGION or smtps://USER:PASSWORD@HOST */
    MAIL_URL?: string
    /** by which the provider's reports of bounces and complaints are believed */
    MAIL_WEBHOOK_SECRET?: string
    /** the keys of web push (VAPID); without them nobody is offered it */
    VAPID_PUBLIC_KEY?: string
    VAPID_PRIVATE_KEY?: string
    /** what the keys of chats are derived from: who has it could read them. Never to be changed */
    CHAT_MASTER_SECRET?: string
    /** multiaddrs of the message network's nodes, comma-separated; without one there is no chat */
    WAKU_BOOTSTRAP?: string
    WAKU_CLUSTER_ID?: string
    WAKU_SHARDS?: string
    /** a node's REST API, from which the archive is filled; without it there is none */
    WAKU_REST?: string
    /** only on a developer's machine */
    PUSH_SERVICE_URL?: string
    NEON_ENDPOINT?: string
    CLERK_API_URL?: string
    STRIPE_API_URL?: string
  }
}

interface Env extends Cloudflare.Env {}
