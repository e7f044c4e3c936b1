import { randomBytes } from 'node:crypto'

/** Someone who is already in the database: seeded, or signed up in an earlier run. */
export type Person = {
  clerkId: string
  username: string
  fullName: string
  avatarUrl: string | null
  /** one line about them, for the list: "Owner of Open Kitchen" */
  note?: string | null
}

export type User = Person & {
  email: string
  /** milliseconds since 1970 */
  createdAt: number
  updatedAt: number
}

export type Session = {
  id: string
  userId: string
  status: 'active' | 'ended' | 'revoked'
  createdAt: number
  updatedAt: number
}

export const newId = (kind: 'user' | 'sess' | 'inst'): string =>
  `${kind}_${randomBytes(14).toString('hex').slice(0, 27)}`

/** of the addresses of those who came from the database */
export const HOST = 'example.com'

export const asUser = (person: Person, at: number): User => ({
  ...person,
  email: `${person.username}@${HOST}`,
  createdAt: at,
  updatedAt: at,
})

/** Clerk's User object, as its Backend API and its webhooks spell it. */
export function userJson(user: User) {
  const [first = '', ...rest] = user.fullName.split(' ')
  const emailId = `idn_${user.clerkId.slice(5)}`
  return {
    object: 'user',
    id: user.clerkId,
    username: user.username,
    first_name: first || null,
    last_name: rest.join(' ') || null,
    image_url: user.avatarUrl ?? '',
    has_image: user.avatarUrl !== null,
    primary_email_address_id: emailId,
    primary_phone_number_id: null,
    primary_web3_wallet_id: null,
    email_addresses: [
      {
        id: emailId,
        object: 'email_address',
        email_address: user.email,
        reserved: false,
        linked_to: [],
        verification: { status: 'verified', strategy: 'admin', attempts: null, expire_at: null },
        created_at: user.createdAt,
        updated_at: user.updatedAt,
      },
    ],
    phone_numbers: [],
    web3_wallets: [],
    external_accounts: [],
    enterprise_accounts: [],
    external_id: null,
    public_metadata: {},
    private_metadata: {},
    unsafe_metadata: {},
    password_enabled: false,
    two_factor_enabled: false,
    totp_enabled: false,
    backup_code_enabled: false,
    banned: false,
    locked: false,
    last_sign_in_at: null,
    last_active_at: null,
    delete_self_enabled: true,
    create_organization_enabled: false,
    legal_accepted_at: null,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
  }
}

const WEEK = 7 * 24 * 3600 * 1000

export function sessionJson(session: Session) {
  return {
    object: 'session',
    id: session.id,
    user_id: session.userId,
    client_id: `client_${session.id.slice(5)}`,
    status: session.status,
    last_active_at: session.updatedAt,
    expire_at: session.createdAt + WEEK,
    abandon_at: session.createdAt + 4 * WEEK,
    created_at: session.createdAt,
    updated_at: session.updatedAt,
  }
}
