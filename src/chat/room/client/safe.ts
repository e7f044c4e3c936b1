import { type Bytes, utf8 } from '../../bytes/rules.ts'
import type { Db } from './db.ts'

type Item = { id: string; channel: string }
type Sealed = Item & { iv: Bytes; sealed: Bytes }
type Shelf = 'queue' | 'sent'

const NAME = 'local'

/** What someone wrote, as it lies in this browser: under a key that the browser does not give away. */
export class Safe {
  private constructor(
    readonly db: Db,
    readonly key: CryptoKey,
  ) {}

  static async open(db: Db): Promise<Safe> {
    const aes = { name: 'AES-GCM', length: 256 }
    const key = await crypto.subtle.generateKey(aes, false, ['encrypt', 'decrypt'])
    // the first window's counts for all
    return new Safe(db, (await db.first<{ key: CryptoKey }>('keys', { name: NAME, key })).key)
  }

  async ofChannel<T extends Item>(shelf: Shelf, channel: string): Promise<T[]> {
    const kept = await this.db.ofChannel<Sealed>(shelf, channel)
    return Promise.all(kept.map((one) => this.#opened<T>(one)))
  }

  async put<T extends Item>(shelf: Shelf, item: T): Promise<void> {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const plain = utf8(JSON.stringify(item))
    const sealed = new Uint8Array(await crypto.subtle.encrypt(this.#about(iv), this.key, plain))
    await this.db.put(shelf, { id: item.id, channel: item.channel, iv, sealed })
  }

  async one<T extends Item>(shelf: Shelf, id: string): Promise<T | undefined> {
    const kept = await this.db.one<Sealed>(shelf, id)
    return kept && this.#opened<T>(kept)
  }

  has = async (shelf: Shelf, id: string): Promise<boolean> =>
    (await this.db.one(shelf, id)) !== undefined

  delete = (shelf: Shelf, id: string) => this.db.delete(shelf, id)

  async #opened<T>({ iv, sealed }: Sealed): Promise<T> {
    const plain = await crypto.subtle.decrypt(this.#about(iv), this.key, sealed)
    // what `put` has written
    return JSON.parse(new TextDecoder().decode(plain)) as T
  }

  #about = (iv: Bytes) => ({ name: 'AES-GCM', iv })
}
