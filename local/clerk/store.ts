import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asUser, HOST, newId, type Person, type Session, type User } from './users.ts'

/** Who is in the database. */
export type People = {
  all: () => Promise<Person[]>
  /** by id or username */
  find: (name: string) => Promise<Person | undefined>
}

type Saved = { users: Record<string, User>; deleted: string[]; sessions: Session[] }

export type Store = ReturnType<typeof openStore>

/**
 * The people that the service knows: those of the database, over them what was changed or added
 * here, kept in `dataDir`, and the sessions that it began.
 */
export function openStore(dataDir: string, people: People, madeAt: number) {
  const file = join(dataDir, 'clerk.json')
  const saved = read(file)
  /** ids by all that one can be asked for by */
  const ids = new Map<string, string>()
  const namesOf = ({ clerkId, username, email }: User) =>
    [clerkId, username, email].map((name) => name.toLowerCase())
  const know = (user: User) => {
    for (const name of namesOf(user)) ids.set(name, user.clerkId)
  }
  const forget = (user: User) => {
    for (const name of namesOf(user)) if (ids.get(name) === user.clerkId) ids.delete(name)
  }
  for (const user of Object.values(saved.users)) know(user)

  let due: NodeJS.Timeout | undefined
  const write = () => {
    clearTimeout(due)
    due = undefined
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(saved), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  // thousands sign up in a run of tests: each would write down all of those before
  const keep = () => {
    due ??= setTimeout(write, 200)
  }

  /** Everyone, the newest sign-ups of this machine first. */
  const all = async (): Promise<User[]> => {
    const known = (await people.all()).filter(({ clerkId }) => !saved.deleted.includes(clerkId))
    const there = new Set(known.map(({ clerkId }) => clerkId))
    const added = Object.values(saved.users).filter(({ clerkId }) => !there.has(clerkId))
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
      const own = saved.users[ids.get(wanted) ?? '']
      if (own) return own
      const [name = '', host = HOST] = who.trim().split('@')
      const person = host.toLowerCase() === HOST ? await people.find(name) : undefined
      // whoever was changed here has other names by now
      if (!person || saved.users[person.clerkId] || saved.deleted.includes(person.clerkId)) return
      return asUser(person, madeAt)
    },
    add: (fields: Pick<User, 'username' | 'fullName' | 'email' | 'avatarUrl'>): User => {
      const now = Date.now()
      const user = { ...fields, clerkId: newId('user'), createdAt: now, updatedAt: now }
      saved.users[user.clerkId] = user
      know(user)
      keep()
      return user
    },
    change: (user: User, fields: Partial<User>): User => {
      const changed = { ...user, ...fields, updatedAt: Date.now() }
      forget(user)
      know(changed)
      saved.users[user.clerkId] = changed
      keep()
      return changed
    },
    remove: (id: string): void => {
      const user = saved.users[id]
      if (user) forget(user)
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
    /** Writes down what is not yet. */
    close: (): void => {
      if (due) write()
    },
  }
}

function read(file: string): Saved {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { users: {}, deleted: [], sessions: [] }
  }
}
