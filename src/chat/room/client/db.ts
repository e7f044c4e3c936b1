const STORES = { keys: 'name', queue: 'id', sent: 'id', wires: 'hash' } as const
type Store = keyof typeof STORES

/** What this browser keeps of one person's chats, in all its windows: keys that cannot be taken out, and ciphertext. */
export class Db {
  private constructor(readonly db: IDBDatabase) {}

  static open(profile: string): Promise<Db> {
    const request = indexedDB.open(`chat-${profile}`, 1)
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) {
        const store = request.result.createObjectStore(name, { keyPath })
        if (name !== 'keys') store.createIndex('channel', 'channel')
      }
    }
    return settled(request).then((db) => new Db(db))
  }

  one<T>(store: Store, key: string): Promise<T | undefined> {
    return settled<T | undefined>(this.#store(store, 'readonly').get(key))
  }

  ofChannel<T>(store: Store, channel: string): Promise<T[]> {
    return settled<T[]>(this.#store(store, 'readonly').index('channel').getAll(channel))
  }

  put = (store: Store, value: object) => this.putAll(store, [value])

  /** Puts it unless there is one: gives the one that is there then. */
  first = <T>(store: Store, value: T & { name: string }): Promise<T> =>
    this.#change<T>(store, value.name, (known) => known ?? value)

  /** The next number of a count, above `least`. */
  next = async (name: string, least: number): Promise<number> => {
    const { last } = await this.#change<{ last: number }>('keys', name, (known) => ({
      ...{ name, last: Math.max(least, known?.last ?? 0) + 1 },
    }))
    return last
  }

  delete = (store: Store, key: string) => this.#write(store, (into) => into.delete(key))

  putAll = (store: Store, values: object[]) =>
    this.#write(store, (into) => {
      for (const value of values) into.put(value)
    })

  #write(store: Store, write: (into: IDBObjectStore) => void): Promise<void> {
    const into = this.#store(store, 'readwrite')
    write(into)
    // at once: a page that is left would take back what it had only begun to write
    into.transaction.commit()
    return new Promise((resolve, reject) => {
      into.transaction.oncomplete = () => resolve()
      into.transaction.onabort = () => reject(into.transaction.error)
    })
  }

  /** Reads and writes in one transaction, so that no other window comes between. */
  #change<T>(store: Store, key: string, change: (known?: T) => T): Promise<T> {
    const into = this.#store(store, 'readwrite')
    const asked: IDBRequest<T | undefined> = into.get(key)
    return new Promise((resolve, reject) => {
      asked.onsuccess = () => {
        const value = change(asked.result)
        into.put(value)
        into.transaction.oncomplete = () => resolve(value)
      }
      into.transaction.onabort = () => reject(into.transaction.error)
    })
  }

  #store = (store: Store, mode: IDBTransactionMode) =>
    this.db.transaction(store, mode).objectStore(store)
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
