import { readFileSync } from 'node:fs'

export type Site = { url: string; clerkUrl: string; databaseUrl: string; neonEndpoint?: string }

/** Asks the Worker as someone who is signed in. */
export type Ask = <T>(method: string, path: string, sent?: object) => Promise<T>

/** Signs someone in, and gives what they ask the Worker with. */
export async function signedIn({ url, clerkUrl }: Site, user: string): Promise<Ask> {
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

type Sent = { name: string; purpose: string; community: string; space: string; of?: string }

/** Uploads a file, as its owner would: the database alone knows no bucket. Gives its id. */
export async function sendFile(ask: Ask, bytes: Uint8Array, wanted: Sent): Promise<string> {
  const { id } = await ask<{ id: string }>('POST', '/uploads', { ...wanted, size: bytes.length })
  await ask('PUT', `/uploads/${id}`, bytes)
  return id
}

/** The bytes of a file among the artwork. */
export const artwork = (file: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(readFileSync(new URL(`../../public${file}`, import.meta.url)))

/** The end of a file's name, with its dot. */
export const endingOf = (file: string): string => file.slice(file.lastIndexOf('.'))
