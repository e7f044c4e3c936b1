import type { Page } from 'playwright-core'
import { call, newcomer, type Visitor, visitor } from '../visitor.ts'

const WORD = 'Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft'
const NAME = 'Rindfleischetikettierungsueberwachungsaufgabenuebertragungen'
/** the address of a picture that is not there */
export const MISSING = '/seed/missing.webp'
const MONTH = 30 * 24 * 3600 * 1000
const RTL = 'مرحبا بكم في حديقتنا الصغيرة، حيث نتعلم معًا كل يوم'

type Names = 'guest' | 'june' | 'margot' | 'olu' | 'fay'

/** People with a window each, the seeds, and a community that is hard to draw. */
export type World = {
  people: Record<Names, Visitor>
  /** the slug of a community where everything is as long, odd or deep as it may be */
  odd: string
  /** the slug of a community where nothing has happened */
  fresh: string
  thread: string
  poll: string
  mine: string
  edited: string
  deep: string
  comment: string
  /** in the odd community's space for resources */
  folder: string
  link: string
  /** in its space for courses */
  course: string
  lesson: string
  code: string
  /** the address of an event of the seeds, and the id of one in the odd community */
  event: string
  date: string
}

/** Opens the windows and makes what the seeds do not have. */
export async function world(): Promise<World> {
  const olu = await newcomer('Olu', { fullName: RTL })
  const fay = await newcomer('Fay', { fullName: WORD })
  const people: World['people'] = {
    guest: await visitor(null),
    june: await visitor('june'),
    margot: await visitor('margot'),
    olu,
    fay,
  }
  const odd = `odd-${crypto.randomUUID().slice(0, 8)}`
  const fresh = `fresh-${crypto.randomUUID().slice(0, 8)}`
  await call(olu.page, 'POST', '/communities', { name: NAME, slug: odd, description: long(500) })
  await call(fay.page, 'POST', '/communities', { name: 'Fresh', slug: fresh })
  const seeds = await fromSeeds(people)
  return { people, odd, fresh, ...seeds, ...(await oddities(olu.page, fay.page, odd)) }
}

async function fromSeeds({ june, margot }: World['people']) {
  type Posts = { posts: { id: string; poll: unknown; commentsCount: number }[] }
  const { posts } = await call<Posts>(margot.page, 'GET', '/loam/s/questions')
  const [thread] = posts.toSorted((a, b) => b.commentsCount - a.commentsCount)
  const welcome = await call<Posts>(margot.page, 'GET', '/loam/s/welcome')
  const poll = welcome.posts.find((post) => post.poll)
  const mine = await call<{ id: string }>(june.page, 'POST', '/loam/s/sills/posts', {
    title: 'Three pots',
    content: 'Basil, mint and one that I forgot.',
  })
  await call(june.page, 'PATCH', `/loam/posts/${mine.id}`, { content: 'Basil and mint.' })
  type Dates = { calendar: { cards: { href: string; title: string }[] } }
  const { calendar } = await call<Dates>(margot.page, 'GET', '/loam/s/gatherings')
  const event = calendar.cards.find(({ title }) => title.startsWith('Pruning'))?.href ?? ''
  return { event, thread: thread?.id ?? '', poll: poll?.id ?? '', mine: mine.id, edited: mine.id }
}

/** One of everything, with the words that break layouts. */
async function oddities(olu: Page, fay: Page, odd: string) {
  const at = `/${odd}`
  const tier = { name: NAME, description: long(500), priceCents: 999_900, features: [WORD, RTL] }
  const { id: tierId } = await call<{ id: string }>(olu, 'POST', `${at}/tiers`, tier)
  for (const spaceType of ['discussion', 'chat', 'course', 'events', 'resources'])
    await call(olu, 'POST', `${at}/spaces`, {
      name: `${NAME.slice(0, 50)}${spaceType}`.slice(0, 60),
      slug: spaceType,
      emoji: '👩🏽‍🌾',
      description: long(200),
      coverUrl: MISSING,
      spaceType,
    })
  const paid = { name: RTL, slug: 'paid', visibility: 'paid', requiredTierIds: [tierId] }
  await call(olu, 'POST', `${at}/spaces`, paid)
  await call(olu, 'POST', `${at}/spaces`, { name: 'Old', slug: 'old' })
  await call(olu, 'PUT', `${at}/s/old/archive`)
  const { code } = await call<{ code: string }>(olu, 'POST', `${at}/invites`, { life: 'week' })
  await call(olu, 'POST', `${at}/invites`, { life: 'ever', maxUses: 10_000 })
  const say = (fields: object) =>
    call<{ id: string }>(olu, 'POST', `${at}/s/discussion/posts`, fields)
  await say({ content: '🎉🌱🐌' })
  await say({ title: RTL, content: `${RTL}\n\n> ${RTL}\n\n- ${RTL}\n- ${RTL}` })
  await say({ title: 'Later', content: 'Not yet.', scheduledAt: new Date(Date.now() + MONTH) })
  const pollOptions = [...'ABCDEFGHI'].map((letter) => `${letter} ${WORD}`)
  const deep = await say({
    title: `${WORD} ${WORD}`,
    content: [HARD, `[${WORD}](https://example.test/${WORD})`, `![no picture](${MISSING})`]
      .concat(`![](/seed/photos/bread.webp)`, `https://example.test/${WORD}/${WORD}`)
      .join('\n\n'),
    pollQuestion: `${RTL} ${WORD}`,
    pollOptions: [...pollOptions, RTL],
    pollMultiple: true,
  })
  await call(olu, 'PUT', `${at}/posts/${deep.id}/pin`)
  await call(fay, 'POST', `${at}/membership`)
  let parentId: string | undefined
  for (let depth = 0; depth < 9; depth++) {
    const who = depth % 2 ? olu : fay
    const path = `${at}/posts/${deep.id}/comments`
    const made = await call<{ id: string }>(who, 'POST', path, { content: WORD, parentId })
    parentId = made.id
  }
  await call(fay, 'PUT', `${at}/comments/${parentId}/reactions/like`)
  const things = await shelved(olu, `${at}/s/resources/resources`)
  const taught = await teaching(olu, at)
  await call(olu, 'PATCH', at, { joining: 'approval', coverUrl: MISSING })
  const asker = await newcomer('Ask', { fullName: NAME })
  await call(asker.page, 'POST', `${at}/membership`)
  await asker.context.close()
  const { id: date } = await call<{ id: string }>(olu, 'POST', `${at}/s/events/events`, {
    ...{ title: `${WORD} ${RTL}`.slice(0, 120), description: long(3000), coverUrl: MISSING },
    ...{ startsAt: '2031-05-01T10:00', endsAt: '2031-05-09T12:00', timezone: 'Asia/Kolkata' },
    ...{ eventType: 'hybrid', location: `${RTL} ${WORD}`, capacity: 1, publish: true },
    rule: 'FREQ=MONTHLY;BYDAY=-1TU,2FR;COUNT=12',
  })
  await call(olu, 'PUT', `${at}/s/events/events/${date}/rsvp`, { status: 'going' })
  return { deep: deep.id, comment: parentId ?? '', code, date, ...things, ...taught }
}

/** A course whose lessons have the words that break layouts. */
async function teaching(page: Page, at: string) {
  const made = (path: string, fields: object) =>
    call<{ id: string }>(page, 'POST', `${at}${path}`, fields)
  const { id: course } = await made('/s/course/courses', { title: NAME, description: HARD })
  const { id: module } = await made(`/courses/${course}/modules`, {
    title: `${WORD} ${RTL}`.slice(0, 120),
  })
  const lessons = `/courses/${course}/modules/${module}/lessons`
  await made(lessons, { title: RTL.slice(0, 120), lessonType: 'quiz' })
  const { id: lesson } = await made(lessons, { title: `${WORD} ${WORD}`.slice(0, 120) })
  await call(page, 'PATCH', `${at}/courses/${course}/lessons/${lesson}`, { text: HARD })
  await call(page, 'PUT', `${at}/courses/${course}/publication`)
  return { course, lesson }
}

async function shelved(page: Page, at: string) {
  const made = (fields: object) => call<{ id: string }>(page, 'POST', at, fields)
  const folder = await made({ kind: 'folder', title: WORD, description: long(500) })
  const inner = await made({ kind: 'folder', title: RTL, folder: folder.id })
  await made({ kind: 'link', title: '🌱', url: 'https://example.test', folder: inner.id })
  const link = await made({
    ...{ kind: 'link', title: `${WORD} ${RTL}`.slice(0, 120), url: `https://${WORD}.test/${WORD}` },
    ...{ description: HARD, pictureUrl: MISSING, folder: inner.id },
  })
  return { folder: inner.id, link: link.id }
}

const HARD = `# One\n\n###### Six\n\n${WORD}

\`\`\`
${'const veryLongLine = "that does not break"; '.repeat(6)}
\`\`\`

| ${WORD} | right | ${WORD} |
|---|--:|---|
| ${'cell '.repeat(20)} | 2 | \`${WORD}\` |

- [ ] to do
- [x] done
  - deeper
    - and deeper
      1. and deeper

> quoted \`${WORD}\`

---

**bold** _soft_ ~~gone~~ @june \`code\``

const long = (size: number) => `${WORD} ${'and many more words '.repeat(50)}`.slice(0, size).trim()
