import { type Person, someone } from './people.ts'

export { guest, Person, someone, timing } from './people.ts'

type Role = 'member' | 'moderator' | 'admin'
type Fields = Record<string, unknown>

/** A community of one test: made through HTTP, unknown to every other test. */
export class Community {
  constructor(
    readonly slug: string,
    readonly owner: Person,
  ) {}

  /** A path in this community. */
  at = (path = ''): string => `/${this.slug}${path}`

  /** Someone new who joins, and is given a role. */
  async join(name = 'Ben', role: Role = 'member'): Promise<Person> {
    const person = await someone(name)
    await ok(await person.post(this.at('/membership')))
    if (role !== 'member')
      await ok(await this.owner.put(this.at(`/members/${person.username}/role`), { role }))
    return person
  }

  /** A space of its own; gives its slug. */
  async space(fields: Fields = {}): Promise<string> {
    const slug = `space-${word()}`
    const space = { name: `Space ${slug}`, slug, spaceType: 'discussion', visibility: 'public' }
    await ok(await this.owner.post(this.at('/spaces'), { ...space, ...fields }))
    return typeof fields.slug === 'string' ? fields.slug : slug
  }

  /** A tier; gives its id. */
  async tier(fields: Fields = {}): Promise<string> {
    const tier = { name: 'Supporter', priceCents: 1000, billingPeriod: 'monthly' }
    return idOf(await this.owner.post(this.at('/tiers'), { ...tier, ...fields }))
  }

  /** Something said in a space; gives the post's id. */
  async post(author: Person, space: string, fields: Fields = {}): Promise<string> {
    const post = { title: 'A title', content: 'Some words.' }
    return idOf(await author.post(this.at(`/s/${space}/posts`), { ...post, ...fields }))
  }

  /** A link in a resource space; gives its id. */
  async link(author: Person, space: string, fields: Fields = {}): Promise<string> {
    const link = { kind: 'link', title: 'A link', url: 'https://example.test/page' }
    return idOf(await author.post(this.at(`/s/${space}/resources`), { ...link, ...fields }))
  }

  /** An event in a space for events, published, some days from now; gives its id. */
  async event(host: Person, space: string, fields: Fields = {}): Promise<string> {
    const event = {
      title: 'An event',
      startsAt: inDays(7),
      timezone: 'Europe/Berlin',
      publish: true,
    }
    return idOf(await host.post(this.at(`/s/${space}/events`), { ...event, ...fields }))
  }

  /** A folder in a resource space; gives its id. */
  folder = (author: Person, space: string, fields: Fields = {}): Promise<string> =>
    this.link(author, space, { kind: 'folder', title: 'A folder', url: '', ...fields })

  /** A course in a course space; gives its id. Published as soon as it has a lesson, unless said. */
  async course(space: string, fields: Fields = {}): Promise<string> {
    const { title = 'A course', lessons = ['One', 'Two'], isPublished = true, ...more } = fields
    const id = await idOf(await this.owner.post(this.at(`/s/${space}/courses`), { title }))
    const at = this.at(`/courses/${id}`)
    const module = await idOf(await this.owner.post(`${at}/modules`, { title: 'A module' }))
    for (const one of lessons as (string | Fields)[]) await this.lesson(id, module, one)
    if (Object.keys(more).length) await ok(await this.owner.patch(at, more))
    if (isPublished) await ok(await this.owner.put(`${at}/publication`))
    return id
  }

  /** A lesson of a course, known by its title or with more to it; gives its id. */
  async lesson(course: string, module: string, said: string | Fields): Promise<string> {
    const at = this.at(`/courses/${course}`)
    const { title, lessonType, ...more } = typeof said === 'string' ? { title: said } : said
    const made = await this.owner.post(`${at}/modules/${module}/lessons`, { title, lessonType })
    const id = await idOf(made)
    if (Object.keys(more).length) await ok(await this.owner.patch(`${at}/lessons/${id}`, more))
    return id
  }

  /** The ids of a course's lessons, in their order. */
  async lessonsOf(course: string): Promise<string[]> {
    type Built = { outline: { lessons: { id: string }[] }[] }
    const { outline } = await this.owner.json<Built>(this.at(`/courses/${course}/edit`))
    return outline.flatMap(({ lessons }) => lessons.map(({ id }) => id))
  }

  /** A reply to a post or, with `parentId`, to a comment; gives its id. */
  async comment(author: Person, post: string, fields: Fields = {}): Promise<string> {
    const comment = { content: 'A reply.' }
    return idOf(await author.post(this.at(`/posts/${post}/comments`), { ...comment, ...fields }))
  }
}

/** Founds a community with an owner of its own. */
export async function community(settings: Fields = {}): Promise<Community> {
  const owner = await someone('Olivia')
  const slug = `test-${word()}`
  await ok(await owner.post('/communities', { name: `Community ${slug}`, slug }))
  const made = new Community(slug, owner)
  if (Object.keys(settings).length) await ok(await owner.patch(made.at(), settings))
  return made
}

/** Noon on the wall, some days from now. */
export const inDays = (days: number): string =>
  `${new Date(Date.now() + days * 24 * 3600_000).toISOString().slice(0, 10)}T12:00`

const word = () => crypto.randomUUID().slice(0, 13)

async function idOf(response: Response): Promise<string> {
  const { id } = await (await ok(response)).json<{ id: string }>()
  return id
}

async function ok(response: Response): Promise<Response> {
  if (response.ok) return response
  throw new Error(`${response.url}: ${response.status} ${await response.text()}`)
}
