import { env, SELF } from 'cloudflare:test'

export const ORIGIN = 'http://localhost:8787'

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

const isRaw = (body: object): body is FormData | Uint8Array<ArrayBuffer> | ReadableStream =>
  body instanceof FormData || body instanceof Uint8Array || body instanceof ReadableStream

/** Bytes are the first piece of an upload; a form says its own type; all else is JSON. */
function typeOf(body?: object): Record<string, string> {
  if (!body || body instanceof FormData) return {}
  if (!isRaw(body)) return { 'content-type': 'application/json' }
  return { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }
}

/** Someone with a browser: keeps cookies, follows no redirects, asks for JSON unless told otherwise. */
export class Person {
  id = ''
  username = ''
  fullName = ''
  cookies = new Map<string, string>()

  async request(method: Method, path: string, body?: object, headers: Record<string, string> = {}) {
    const response = await SELF.fetch(ORIGIN + path, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...typeOf(body),
        ...headers,
      },
      body: body && (isRaw(body) ? body : JSON.stringify(body)),
    })
    for (const line of response.headers.getSetCookie()) this.keep(line)
    return response
  }

  get = (path: string, headers?: Record<string, string>) =>
    this.request('GET', path, undefined, headers)
  post = (path: string, body: object = {}) => this.request('POST', path, body)
  put = (path: string, body: object = {}) => this.request('PUT', path, body)
  patch = (path: string, body: object = {}) => this.request('PATCH', path, body)
  delete = (path: string, body: object = {}) => this.request('DELETE', path, body)

  /** The JSON of a page; fails unless it answers 200. */
  async json<T = Record<string, never>>(path: string): Promise<T> {
    const response = await this.get(path)
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
    return response.json()
  }

  /** The HTML of a page, whatever its status. */
  async page(path: string): Promise<string> {
    return (await this.get(path, { accept: 'text/html' })).text()
  }

  /** As some minutes after the last write: what is read comes from the cache again. */
  rest(): this {
    this.cookies.delete('wrote')
    return this
  }

  /** Submits a form as a browser without JavaScript does. */
  submit(path: string, fields: Record<string, string> | [string, string][], method?: Method) {
    const action = method && method !== 'POST' ? `${path}?_method=${method}` : path
    return this.send(action, new URLSearchParams(fields))
  }

  private async send(action: string, form: URLSearchParams) {
    const response = await SELF.fetch(ORIGIN + action, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        origin: ORIGIN,
        'content-type': 'application/x-www-form-urlencoded',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      body: form.toString(),
    })
    for (const line of response.headers.getSetCookie()) this.keep(line)
    return response
  }

  private keep(line: string) {
    const [pair = '', ...rest] = line.split(';')
    const at = pair.indexOf('=')
    const gone = rest.some((part) => /max-age=0$/i.test(part.trim()))
    if (gone) this.cookies.delete(pair.slice(0, at))
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
  }
}

/**
 * What a page cost: the word of the cache (null where it was not asked), round trips to the
 * database before the first byte, and after it.
 */
export function timing({ headers }: Response) {
  const said = new Map(
    [...(headers.get('server-timing') ?? '').matchAll(/(\w+);desc="(\w+)"/g)].map(
      ([, name = '', words = '']) => [name, words],
    ),
  )
  return {
    cache: said.get('cache') ?? null,
    db: Number(said.get('db')),
    own: Number(said.get('own') ?? 0),
  }
}

/** Someone who is not signed in. */
export const guest = (): Person => new Person()

let made = 0

/** Signs someone new in, through Clerk's stand-in and the Worker's real verification. */
export async function someone(name = 'Ada'): Promise<Person> {
  const person = new Person()
  const handle = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '')}-${Date.now().toString(36)}${(made++).toString(36)}${Math.random().toString(36).slice(2, 6)}`
  const signUp = await fetch(`${env.CLERK_API_URL}/sign-up`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: env.CLERK_API_URL ?? '' },
    body: new URLSearchParams({
      username: handle,
      fullName: `${name} Test`,
      email: `${handle}@example.test`,
    }),
  })
  const jwt = /__session=([^;]+)/.exec(signUp.headers.getSetCookie().join('\n'))?.[1]
  if (!jwt) throw new Error(`sign-up: ${signUp.status} ${await signUp.text()}`)
  const session = await person.request('POST', '/sessions', {}, { authorization: `Bearer ${jwt}` })
  if (session.status !== 201) throw new Error(`sign-in: ${session.status} ${await session.text()}`)
  const { profileId } = await session.json<{ profileId: string }>()
  return Object.assign(person, { id: profileId, username: handle, fullName: `${name} Test` })
}
