import { beforeAll, describe, expect, it } from 'vitest'
import { app } from '../src/app.tsx'
import { billingRows } from './access/billing.ts'
import { chatRows } from './access/chat.ts'
import { communityRows } from './access/communities.ts'
import { courseRows } from './access/courses/courses.ts'
import { invitedRows } from './access/courses/invited.ts'
import { lessonRows } from './access/courses/lessons.ts'
import { moduleRows } from './access/courses/modules.ts'
import { eventRows } from './access/events.ts'
import { fileRows } from './access/files.ts'
import { assignmentRows } from './access/learning/assignments.ts'
import { learnerRows } from './access/learning/learners.ts'
import { learningRows } from './access/learning/learning.ts'
import { quizRows } from './access/learning/quizzes.ts'
import { peopleRows } from './access/people.ts'
import { postRows } from './access/posts.ts'
import { resourceRows } from './access/resources.ts'
import type { Row } from './access/row.ts'
import { spaceRows } from './access/spaces.ts'
import { talkRows } from './access/talk.ts'
import { toldRows } from './access/told.ts'
import {
  columnsNobodySees,
  entering,
  type Kind,
  kinds,
  makeWorld,
  secrets,
  type ViewerName,
  viewers,
  type World,
} from './access/world.ts'
import { type Person, someone } from './community.ts'
import { apiDocument } from './docs/api.ts'
import { shapeOf } from './docs/shape.ts'

const table: Record<string, Row> = {
  ...peopleRows,
  ...communityRows,
  ...spaceRows,
  ...postRows,
  ...fileRows,
  ...resourceRows,
  ...{ ...courseRows, ...moduleRows, ...lessonRows, ...invitedRows },
  ...{ ...learningRows, ...quizRows, ...assignmentRows, ...learnerRows },
  ...eventRows,
  ...billingRows,
  ...toldRows,
  ...chatRows,
  ...talkRows,
}
const answers = new Map<string, unknown>()
const REFUSED = [401, 403, 404]
/** for rows that let nobody in: also what is wrong about the request itself */
const WRONG = [...REFUSED, 400, 409, 422]

let world: World
beforeAll(async () => {
  world = await makeWorld()
}, 60_000)

describe('access', () => {
  it('has a row for every route, and no other', () => {
    const routes = app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`)
    expect([...new Set(routes)].sort()).toEqual(Object.keys(table).sort())
  })

  const rows = Object.entries(table)
  for (const [route, row] of rows.filter(([, { alone, last, final }]) => !(alone || last || final)))
    it(route, () => walk(route, row))
  for (const [route, row] of rows.filter(([, { last }]) => last)) it(route, () => walk(route, row))
  for (const [route, row] of rows.filter(([, { final }]) => final))
    it(route, () => walk(route, row))
  for (const [route, row] of rows.filter(([, { alone }]) => alone))
    it(route, async () => {
      const sol = await someone('Sol')
      const response = await ask(route, await prepared(row, sol, 'public'), sol)
      expect(response.status).toBe(200)
    })

  it('keeps docs/api.md true', async () => {
    await expect(apiDocument(table, answers)).toMatchFileSnapshot('../docs/api.md')
  })
})

async function walk(route: string, row: Row) {
  const wrong: string[] = []
  for (const kind of row.kinds ? kinds : (['public'] as const)) {
    let asked: Asked | undefined
    for (const name of viewers) {
      const viewer = world.people[name]
      if (!asked || row.own) asked = await prepared(row, viewer, kind)
      const response = await ask(route, asked, viewer)
      const text = await response.text()
      const isIn = response.status < 400
      if (!statuses(row, name, kind).includes(response.status))
        wrong.push(`${name} on ${kind}: ${response.status} ${text.slice(0, 200)}`)
      for (const leak of leaksIn(text, name)) wrong.push(`${name} on ${kind} reads "${leak}"`)
      if (isIn && isJson(response)) answers.set(route, shapeOf(JSON.parse(text)))
      // who was refused has changed nothing: the next one finds it as it was
      if (isIn && !route.startsWith('GET ')) asked = undefined
    }
  }
  expect(wrong).toEqual([])
}

function statuses(row: Row, name: ViewerName, kind: Kind): number[] {
  const enters = !row.kinds || entering[kind].includes(name)
  if (row.allow.length === 0) return WRONG
  if (row.allow.includes(name) && enters) return [200, 201, 204, 302, 303]
  if (row.door && kind === 'paid' && name !== 'banned') return [403]
  // what one may not see does not exist; only a guest may be asked to sign in first
  if (!enters && name !== 'guest') return kind === 'paid' ? REFUSED : [404]
  return REFUSED
}

type Asked = { path: string; body?: object }

const prepared = async (row: Row, viewer: Person, kind: Kind): Promise<Asked> => ({
  path: await row.path(world, viewer, kind),
  body: await row.body?.(world, viewer, kind),
})

async function ask(route: string, { path, body }: Asked, person: Person): Promise<Response> {
  const [method = 'GET'] = route.split(' ')
  const response = await person.request(method as 'GET', path, body)
  const text = await response.text()
  // what was asked may be said again: it is no news to who asked
  const said = text.replaceAll(path, '').replaceAll(encodeURIComponent(path), '')
  return new Response(response.status === 204 ? null : said, response)
}

function leaksIn(text: string, name: ViewerName): string[] {
  const closed = kinds.filter((kind) => !entering[kind].includes(name))
  return [...columnsNobodySees, ...closed.flatMap((kind) => secrets[kind])].filter((secret) =>
    text.toLowerCase().includes(secret.toLowerCase()),
  )
}

const isJson = (response: Response) =>
  response.headers.get('content-type')?.includes('json') ?? false
