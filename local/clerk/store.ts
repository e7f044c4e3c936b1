import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asUser, newId, type Person, type Session, type User } from './users.ts'

type Saved = { users: Record<string, User>; deleted: string[]; sessions: Session[] }

export type Store = ReturnType<typeof openStore>

/**
 * The people that the service knows: those of the database, over them what was changed or added
 * here, kept in `dataDir`, and the sessions that it began.
 */
export function openStore(dataDir: string, people: () => Promise<Person[]>, madeAt: number) {
  const file = join(dataDir, 'clerk.json')
  const saved = read(file)

  const keep = () => {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(saved), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }

  /** Everyone, the newest sign-ups of this machine first. */
  const all = async (): Promise<User[]> => {
    const known = (await people()).filter(({ clerkId }) => !saved.deleted.includes(clerkId))
    const ids = new Set(known.map(({ clerkId }) => clerkId))
    const added = Object.values(saved.users).filter(({ clerkId }) => !ids.has(clerkId))
    const changed = known.map((person) => {
      const own = saved.users[person.clerkId]
      return own ? { ...own, note: person.note } : asUser(person, madeAt)
    })
    return [...added.reverse(), ...changed]
  }

  const end = (session: Session, status: 'ended' | 'revoked'): Session => {
    session.status = status
    session.updatedAt = Date.now()
    keep()
    return session
  }

  return {
    all,
    /** by id, username or e-mail address */
    find: async (who: string): Promise<User | undefined> => {
      const wanted = who.trim().toLowerCase()
      return (await all()).find(
        (user) =>
          user.clerkId === who.trim() ||
          user.username.toLowerCase() === wanted ||
          user.email.toLowerCase() === wanted,
      )
    },
    add: (fields: Pick<User, 'username' | 'fullName' | 'email' | 'avatarUrl'>): User => {
      const now = Date.now()
      const user = { ...fields, clerkId: newId('user'), createdAt: now, updatedAt: now }
      saved.users[user.clerkId] = user
      keep()
      return user
    },
    change: (user: User, fields: Partial<User>): User => {
      const changed = { ...user, ...fields, updatedAt: Date.now() }
      saved.users[user.clerkId] = changed
      keep()
      return changed
    },
    remove: (id: string): void => {
      delete saved.users[id]
      saved.deleted.push(id)
      saved.sessions = saved.sessions.filter(({ userId }) => userId !== id)
      keep()
    },
    begin: (userId: string): Session => {
      const now = Date.now()
      const session: Session = {
        id: newId('sess'),
        userId,
        status: 'active',
        createdAt: now,
        updatedAt: now,
      }
      // enough to end what is open; a stand-in needs no history
      saved.sessions = [...saved.sessions.slice(-999), session]
      keep()
      return session
    },
    session: (id: string) => saved.sessions.find((session) => session.id === id),
    sessionsOf: (userId: string) =>
      saved.sessions.filter((session) => session.userId === userId && session.status === 'active'),
    end,
  }
}

function read(file: string): Saved {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { users: {}, deleted: [], sessions: [] }
  }
}
