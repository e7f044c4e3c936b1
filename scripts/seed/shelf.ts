import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { folders, resources as seedResources } from '../../local/seed/resources.ts'
import type { SeedResource } from '../../local/seed/types.ts'
import { connect, type Db } from '../../src/db/connect.ts'
import { insertResource } from '../../src/files/resources/edit/queries.ts'
import { resources } from '../../src/files/resources/tables.ts'
import type { Made } from './community.ts'
import { type People, personOf } from './people.ts'
import { DAY, idOf, type Statement } from './statements.ts'

type Place = { db: Db; everyone: People; made: Made; now: Date }

/** The shelf's folders and links; its files come when there is a Worker to take them. */
export function shelfOf(place: Place): Statement[] {
  const { db, everyone, made, now } = place
  const ids = new Map<string, string>()
  return [...folders, ...seedResources].flatMap((resource) => {
    const { title, description, uploader, space, daysAgo, link = '' } = resource
    if (resource.file || resource.body) return []
    const at = new Date(now.getTime() - daysAgo * DAY)
    const id = idOf(at)
    const kind = link ? 'link' : 'folder'
    if (kind === 'folder') ids.set(title, id)
    const spaceId = made.spaces.get(space)?.id ?? ''
    const to = { id, spaceId, me: personOf(everyone, uploader).id }
    const words = { title, description, url: link, pictureUrl: resource.picture ?? null }
    const folder = ids.get(resource.folder ?? '') ?? null
    return [
      insertResource(db, to, { kind, ...words, folder }),
      db
        .update(resources)
        .set({ createdAt: at, updatedAt: at })
        .where(sql`${resources.id} = ${id}::uuid`),
    ]
  })
}

export type Stack = { url: string; clerkUrl: string; databaseUrl: string; neonEndpoint?: string }

/**
 * Puts the files of the seeds on their shelf: through the Worker, as their owners would, since the
 * database alone knows no bucket. Their times are then those of the seeds.
 */
export async function uploadShelf(stack: Stack, community: string): Promise<void> {
  const db = connect({ DATABASE_URL: stack.databaseUrl, NEON_ENDPOINT: stack.neonEndpoint })
  for (const resource of seedResources) {
    const bytes = bytesOf(resource)
    if (!bytes) continue
    const { title, description, space, daysAgo } = resource
    const ask = await signedIn(stack, resource.uploader)
    const shelf = `/${community}/s/${space}`
    const { items: found } = (await ask<Shelf>('GET', shelf)).shelf
    const folder = found.find((item) => item.title === resource.folder)
    const place = { purpose: 'resource', community, space, of: folder?.id }
    const name = `${title}.${resource.file ? 'webp' : 'md'}`
    const { id } = await ask<{ id: string }>('POST', '/uploads', {
      ...{ ...place, name, size: bytes.length },
    })
    await ask('PUT', `/uploads/${id}`, bytes)
    const { items } = (await ask<Shelf>('GET', folder?.href ?? shelf)).shelf
    const item = items.find(({ file }) => file?.id === id)
    await ask('PATCH', `${shelf}/resources/${item?.id}`, { title, description })
    const at = new Date(Date.now() - daysAgo * DAY)
    await db
      .update(resources)
      .set({ createdAt: at, updatedAt: at })
      .where(sql`${resources.id} = ${item?.id ?? null}::uuid`)
  }
}

type Shelf = {
  shelf: { items: { id: string; title: string; href: string; file: { id: string } | null }[] }
}

function bytesOf({ body, file }: SeedResource): Uint8Array<ArrayBuffer> | null {
  if (body) return new TextEncoder().encode(body)
  return file
    ? Uint8Array.from(readFileSync(new URL(`../../public${file}`, import.meta.url)))
    : null
}

/** Signs someone in, and gives what they ask the Worker with. */
export async function signedIn({ url, clerkUrl }: Stack, user: string) {
  const headers = { origin: clerkUrl }
  const body = new URLSearchParams({ user, redirect_url: `${url}/sign-in/callback` })
  const signIn = await fetch(`${clerkUrl}/sign-in`, {
    ...{ method: 'POST', redirect: 'manual', headers, body },
  })
  const jwt = /__session=([^;]+)/.exec(signIn.headers.getSetCookie().join('\n'))?.[1]
  const json = { accept: 'application/json', 'content-type': 'application/json' }
  const session = await fetch(`${url}/sessions`, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${jwt}` },
    body: '{}',
  })
  const cookie = session.headers.getSetCookie().map((line) => line.split(';')[0])
  return async <T>(method: string, path: string, sent?: object): Promise<T> => {
    const answer = await fetch(url + path, {
      method,
      headers: { ...json, cookie: [...cookie, 'wrote=1'].join('; ') },
      body: sent instanceof Uint8Array ? Uint8Array.from(sent) : sent && JSON.stringify(sent),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json() as Promise<T>
  }
}
