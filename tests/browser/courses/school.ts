import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { knock } from '../../../local/seed/sound.ts'
import { call, newcomer, type Visitor, visitor } from '../visitor.ts'
import { fillCourse } from './long.ts'
import { type Made, made, makeCourse, makeLesson, sendFile } from './making.ts'
import { QUESTIONS } from './questions.ts'

const FILM = readFileSync(new URL('../../../local/seed/content/media/bed.mp4', import.meta.url))
const NAME = 'Rindfleischetikettierungsueberwachungsaufgabenuebertragungen'
const TALK =
  'A bed needs three things before a single seed: **light**, water that stays, and a year of leaves.\n\n- Sit where it will be, for a day.\n- Write down when the sun comes, and when it goes.\n\n> Whoever plants into dust, waters twice.'

export const TYPES = ['text', 'video', 'audio', 'download', 'quiz', 'assignment'] as const
type Type = (typeof TYPES)[number]

/** A school in which courses are in every state that one can meet, and who meets them. */
export type School = {
  people: Record<'guest' | 'lea' | 'fresh' | 'owner' | 'looker', Visitor>
  at: string
  courses: Record<
    | 'whole'
    | 'timed'
    | 'dated'
    | 'ordered'
    | 'paid'
    | 'tier'
    | 'invited'
    | 'empty'
    | 'odd'
    | 'long',
    string
  >
  lessons: Record<Type | 'taken' | 'preview' | 'locked' | 'later' | 'drip' | 'sold' | 'odd', string>
  attempts: Record<'running' | 'over', string>
  question: string
  submission: string
  certificate: string
  lea: string
}

/** Builds it. */
export async function school(): Promise<School> {
  const owner = await newcomer('Olu', { fullName: 'Olu Adeyemi' })
  const lea = await newcomer('Lea', { fullName: 'Lea Brandt' })
  const fresh = await newcomer('Nia', { fullName: NAME })
  const looker = await newcomer('Mo', { fullName: 'Mo Keller' })
  const slug = `school-${crypto.randomUUID().slice(0, 8)}`
  const at = `/${slug}`
  const { page } = owner
  const about = { name: 'A school of gardens', slug, isPublic: true }
  await call(page, 'POST', '/communities', about)
  await call(page, 'PATCH', at, { isPublic: true })
  const tier = { name: 'Friends of the garden', priceCents: 900 }
  const { id: tierId } = await made(page, `${at}/tiers`, tier)
  for (const space of ['classes', 'nothing'])
    await call(page, 'POST', `${at}/spaces`, { name: space, slug: space, spaceType: 'course' })
  for (const one of [lea, fresh, looker]) await call(one.page, 'POST', `${at}/membership`)
  await call(page, 'PUT', `${at}/members/${looker.username}/role`, { role: 'moderator' })
  const make = (title: string, types: readonly string[], fields: object = {}) =>
    makeCourse(page, slug, { title, types, ...fields })
  const publish = ({ at: course }: Made) => call(page, 'PUT', `${course}/publication`)

  const whole = await make('A garden in a year', TYPES, {
    description: TALK,
    coverUrl: '/seed/photos/tomatoes.webp',
  })
  const of = (type: Type) => whole.lessons[TYPES.indexOf(type)]?.at ?? ''
  const taken = await makeLesson(page, whole, { title: 'What did you learn?', type: 'quiz' })
  await fill(page, slug, of)
  for (const [kind, fields] of QUESTIONS)
    await made(page, `${of('quiz')}/quiz/questions?kind=${kind}`, fields)
  for (const [kind, fields] of QUESTIONS.slice(0, 3))
    await made(page, `${taken.at}/quiz/questions?kind=${kind}`, fields)
  await call(page, 'PATCH', `${of('quiz')}/quiz`, { minutes: 45, attempts: 3, passMark: 70 })
  await publish(whole)

  const timed = await make('Twelve weeks of soil', ['text', 'video', 'quiz'], {
    ...{ unlockMode: 'timed', timeZone: 'Europe/Lisbon' },
  })
  for (const [index, { at: lesson }] of timed.lessons.entries())
    await call(page, 'PATCH', lesson, { dripDelayDays: index * 7 })
  await publish(timed)
  const dated = await make('Through the seasons', ['text', 'video', 'download'], {
    unlockMode: 'scheduled',
  })
  for (const [index, opensAt] of ['2020-01-01T09:00', '2031-03-01T09:00'].entries())
    await call(page, 'PATCH', dated.lessons[index]?.at ?? '', { opensAt })
  await publish(dated)
  const ordered = await make('One step after another', ['text', 'audio', 'video'], {
    unlockMode: 'sequential',
  })
  await publish(ordered)
  const paid = await make('The whole orchard', ['text', 'video'], {
    ...{ accessType: 'paid', price: '49', currency: 'eur', description: TALK },
  })
  await call(page, 'PATCH', paid.lessons[0]?.at ?? '', { isPreview: true, text: TALK })
  await publish(paid)
  const door = { accessType: 'tier', requiredTierIds: [tierId] }
  const friends = await make('For friends of the garden', ['text'], door)
  await publish(friends)
  const invited = await make('A circle of seven', ['text'], { accessType: 'invitation' })
  await publish(invited)
  const empty = await make('Not begun', [])
  const odd = await make(`${NAME} ${NAME}`.slice(0, 120), ['text', 'quiz'], {
    description: `${NAME}\n\n${NAME}`,
  })
  for (const lesson of odd.lessons)
    await call(page, 'PATCH', lesson.at, { title: `${NAME} ${NAME}`.slice(0, 120) })
  await publish(odd)
  const long = await make('Five hundred lessons', [], { unlockMode: 'sequential' })
  await fillCourse(long.at.split('/').at(-1) ?? '')
  await publish(long)

  for (const course of [whole, timed, dated, ordered, odd, long])
    await call(lea.page, 'PUT', `${course.at}/enrolment`)
  const learnt = await learn(lea, page, {
    ...{ whole, odd, taken: taken.at, quiz: of('quiz'), task: of('assignment') },
    first: ordered.lessons[0]?.at ?? '',
  })
  await call(fresh.page, 'PUT', `${ordered.at}/enrolment`)
  await call(looker.page, 'PUT', `${whole.at}/preview`)
  type Quiz = { mine: { quiz: { questions: { id: string }[] } } }
  const { mine } = await call<Quiz>(page, 'GET', `${of('quiz')}/quiz/edit`)
  return {
    people: { guest: await visitor(null), lea, fresh, owner, looker },
    at,
    courses: {
      ...{ whole: whole.at, timed: timed.at, dated: dated.at, ordered: ordered.at, paid: paid.at },
      ...{ tier: friends.at, invited: invited.at, empty: empty.at, odd: odd.at, long: long.at },
    },
    lessons: {
      ...{ text: of('text'), video: of('video'), audio: of('audio'), download: of('download') },
      ...{ quiz: of('quiz'), assignment: of('assignment'), taken: taken.at },
      preview: paid.lessons[0]?.at ?? '',
      locked: ordered.lessons[2]?.at ?? '',
      later: dated.lessons[1]?.at ?? '',
      drip: timed.lessons[1]?.at ?? '',
      sold: paid.lessons[1]?.at ?? '',
      odd: odd.lessons[0]?.at ?? '',
    },
    question: `${of('quiz')}/quiz/questions/${mine.quiz.questions[0]?.id}/edit`,
    ...learnt,
    lea: `${whole.at}/people/${lea.username}`,
  }
}

/** Words, a film, a sound and sheets for the lessons that hold such. */
async function fill(page: Page, slug: string, of: (type: Type) => string) {
  const send = (name: string, body: Uint8Array) =>
    sendFile(page, slug, { name, body, space: 'classes' })
  const say = (type: Type, fields: object) => call(page, 'PATCH', of(type), fields)
  await say('text', { text: `${TALK}\n\n## And then\n\n${TALK}`, durationMinutes: 6 })
  await say('video', { media: [await send('bed.mp4', FILM)], text: TALK })
  await say('audio', { media: [await send('felix.wav', knock(6))] })
  const sheets = [
    await send('calendar.txt', Buffer.from('Sow in May.')),
    await send(`${NAME}.txt`, Buffer.from('x')),
  ]
  await say('download', { files: sheets, text: 'One page for the fridge.' })
  await say('assignment', { text: 'One photograph of your bed, and three sentences.' })
  await call(page, 'PATCH', `${of('assignment')}/assignment`, {
    ...{ takes: 'both', doneWhen: 'accepted', points: 20 },
  })
}

type Learnt = { whole: Made; odd: Made } & Record<'taken' | 'quiz' | 'task' | 'first', string>

/** What Lea did: a quiz that runs, one that she failed, work that went there and back, a whole course. */
async function learn(
  { page: lea, username }: Visitor & { username: string },
  owner: Page,
  { whole, odd, taken, quiz, task, first }: Learnt,
) {
  for (const lesson of [first, whole.lessons[0]?.at]) await call(lea, 'PUT', `${lesson}/done`)
  const over = await made(lea, `${taken}/attempts`)
  await call(lea, 'PUT', `${taken}/attempts/${over.id}/hand-in`, {})
  const running = await made(lea, `${quiz}/attempts`)
  await call(lea, 'PUT', `${task}/submission`, { content: 'Two metres of **beans**.', seen: 0 })
  type Own = { mine: { submission: { id: string } } }
  const { mine } = await call<Own>(lea, 'GET', `${task}/submission`)
  const submission = `${whole.at}/submissions/${mine.submission.id}`
  const verdict = { seen: 1, verdict: 'returned', content: 'Where is north? Draw an arrow.' }
  await call(owner, 'PUT', `${submission}/review`, verdict)
  await call(lea, 'POST', `${task}/submission/notes`, { content: 'Up, as ever.' })
  await call(lea, 'PUT', `${task}/submission`, { content: 'With **north**.', seen: 1 })
  await call(lea, 'POST', `${whole.lessons[0]?.at}/comments`, { content: 'How deep is deep?' })
  for (const { id } of odd.lessons)
    await call(owner, 'PUT', `${odd.at}/people/${username}/lessons/${id}/done`)
  const { code } = await call<{ code: string }>(lea, 'PUT', `${odd.at}/certificate`)
  const attempts = {
    running: `${quiz}/attempts/${running.id}`,
    over: `${taken}/attempts/${over.id}`,
  }
  return { attempts, submission, certificate: `/certificates/${code}` }
}
