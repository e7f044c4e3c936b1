import { CERTIFICATE_SECONDS, type Certificate, signCertificate } from '../certificates/rules.ts'
import type { Shut } from '../checks/rules.ts'
import { signerOf, spaceSecrets } from '../secrets/rules.ts'

/** Why someone who may read may not write now. */
export type Why = 'muted' | 'staff' | 'closed' | 'device' | 'waiting'

/** A browser that a direct message is sealed to: its name and its public key. */
export type Reader = { id: string; key: string }

export type Epoch = {
  number: number
  key: string
  topic: string
  /** milliseconds since 1970; null for the one that holds */
  endedAt: number | null
}

/** What a page is told so that it can read and write in one space or conversation. */
export type Keys = Shut & {
  now: number
  serverKey: string
  epochs: Epoch[]
  /** of a conversation: the devices that its messages are sealed to */
  readers?: Reader[]
  /** whether this person shows when they are here or typing */
  isShown: boolean
  certificate: string | null
  why: Why | null
  deleted: string[]
  readAt: number | null
  isSilent: boolean
}

/** The last keys of a chat that are handed out: what a hundred rotations ago was said is history. */
const MOST_EPOCHS = 100

export const epochsFrom = (
  secret: string,
  space: string,
  rows: { number: number; startedAt: number }[],
): Promise<Epoch[]> =>
  Promise.all(
    rows.slice(-MOST_EPOCHS).map(async ({ number }) => ({
      number,
      ...(await spaceSecrets(secret, space, number)),
      endedAt: rows.find((row) => row.number === number + 1)?.startedAt ?? null,
    })),
  )

/** The Worker's word on an author, for ten minutes from `now`, in milliseconds. */
export async function certify(
  secret: string,
  said: Omit<Certificate, 'iat' | 'exp'>,
  now: number,
): Promise<string> {
  const iat = Math.floor(now / 1000)
  const { key } = await signerOf(secret)
  return signCertificate(key, { ...said, iat, exp: iat + CERTIFICATE_SECONDS })
}
