import { gzipSync } from 'node:zlib'
import type { BrowserContext } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { call, closeBrowser, phone, visitor } from './visitor.ts'

afterAll(closeBrowser)

/** of scripts, and again of styles, on any page: bytes as they are sent, compressed */
const MOST = 20_000

it('opens any page with little to load', async () => {
  const { page, context } = await visitor('margot')
  const storageState = await context.storageState()
  type Posts = { posts: { id: string }[] }
  const { posts } = await call<Posts>(page, 'GET', '/loam/s/questions')
  const paths = ['/', '/loam', `/loam/posts/${posts[0]?.id}`, '/loam/new', '/loam/spaces', '/inbox']
  await weighAll(paths, storageState)
})

it('opens any page of a course with little to load, to who learns and to who builds', async () => {
  const margot = await visitor('margot')
  const { cards } = await call<{ cards: { href: string }[] }>(
    margot.page,
    'GET',
    '/loam/s/first-steps',
  )
  const course = cards.at(0)?.href ?? ''
  type Outline = { outline: { lessons: { id: string; lessonType: string }[] }[] }
  const { outline } = await call<Outline>(margot.page, 'GET', `${course}/edit`)
  const lessons = new Map(
    outline
      .flatMap((module) => module.lessons)
      .map(({ id, lessonType }) => [lessonType, `${course}/lessons/${id}`]),
  )
  const [film, quiz, task] = ['video', 'quiz', 'assignment'].map((type) => lessons.get(type) ?? '')
  const building = ['edit', 'settings', 'people', 'submissions', 'statistics']
  await weighAll(
    [
      ...[`${film}/edit`, `${quiz}/quiz/edit`, `${quiz}/quiz/questions/new?kind=order`],
      ...[`${task}/assignment/edit`, ...building.map((part) => `${course}/${part}`)],
    ],
    await margot.context.storageState(),
  )
  // finished all but the last two, so that the quiz is open
  const priya = await visitor('priya')
  await weighAll(
    ['/loam/s/first-steps', course, film ?? '', quiz ?? ''],
    await priya.context.storageState(),
  )
})

async function weighAll(paths: string[], storageState: StorageState): Promise<void> {
  for (const path of paths) {
    const weight = await weigh(path, storageState)
    console.info(
      `first visit to ${path.replaceAll(/[\da-f-]{36}/g, ':id')}: ${JSON.stringify(weight)}`,
    )
    expect(weight.scripts, path).toBeGreaterThan(0)
    expect(weight.scripts, path).toBeLessThanOrEqual(MOST)
    expect(weight.styles, path).toBeGreaterThan(0)
    expect(weight.styles, path).toBeLessThanOrEqual(MOST)
  }
}

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>
type Weight = { requests: number; document: number; scripts: number; styles: number; rest: number }

/** What someone's first visit to a page costs, in bytes. */
async function weigh(path: string, storageState: StorageState): Promise<Weight> {
  const { page, context } = await visitor(null, { viewport: phone, storageState })
  const weight = { requests: 0, document: 0, scripts: 0, styles: 0, rest: 0 }
  const kinds = { document: 'document', script: 'scripts', stylesheet: 'styles' } as const
  const arrived: Promise<void>[] = []
  const isKnown = (kind: string): kind is keyof typeof kinds => kind in kinds
  page.on('requestfinished', (request) => {
    const note = async () => {
      const kind = request.resourceType()
      const response = await request.response()
      if (!response?.ok()) throw new Error(`${request.url()}: ${response?.status()}`)
      const body = await response.body()
      weight.requests++
      weight[isKnown(kind) ? kinds[kind] : 'rest'] += isKnown(kind)
        ? gzipSync(body).length
        : body.length
    }
    arrived.push(note())
  })
  await page.goto(path)
  // pictures further down still come
  page.removeAllListeners('requestfinished')
  await Promise.all(arrived)
  await context.close()
  return weight
}
