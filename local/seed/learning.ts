import { readFileSync } from 'node:fs'
import type { SeedCourse, SeedLesson } from './types.ts'

// course-….txt:  # module   ## lesson | type | minutes [| preview] [| drip days]
//              then Markdown; in a quiz: ? question | choice | *the right choice
const types = ['video', 'text', 'audio', 'download', 'quiz', 'assignment'] as const

function parseQuestion(line: string) {
  const [question = '', ...choices] = line.slice(2).split(' | ')
  const answer = choices.findIndex((choice) => choice.startsWith('*'))
  if (answer < 0) throw new Error(`no right answer: ${line}`)
  return { question, choices: choices.map((choice) => choice.replace(/^\*/, '')), answer }
}

function parseLesson(block: string): SeedLesson {
  const [head = '', ...lines] = block.trim().split('\n')
  const [title = '', kind, minutes, ...flags] = head.split(' | ')
  const type = types.find((each) => each === kind)
  if (!type) throw new Error(`cannot read the lesson "${head}"`)
  const questions = lines.filter((line) => line.startsWith('? ')).map(parseQuestion)
  return {
    title,
    type,
    minutes: Number(minutes),
    preview: flags.includes('preview'),
    dripDays: Number(flags.find((flag) => flag.startsWith('drip '))?.slice(5) ?? 0),
    body: lines
      .filter((line) => !line.startsWith('? '))
      .join('\n')
      .trim(),
    ...(questions.length > 0 ? { quiz: questions } : {}),
  }
}

const modulesOf = (slug: string) =>
  readFileSync(new URL(`content/course-${slug}.txt`, import.meta.url), 'utf8')
    .split(/^# /m)
    .slice(1)
    .map((block) => {
      const [title = '', ...lessons] = block.split(/^## /m)
      return { title: title.trim(), lessons: lessons.map(parseLesson) }
    })

/** Loam's courses: a long one for a tier, and a small one for everyone. */
export const courses: SeedCourse[] = [
  {
    space: 'first-steps',
    title: 'Your first tomatoes',
    description:
      'Six short lessons from a windowsill to a bowl: light, a pot, a seed, and how to listen to it. No garden needed. By the end you have sown something, and we have seen it.',
    cover: '/seed/photos/tomatoes.webp',
    published: true,
    priceCents: null,
    unlockMode: 'sequential',
    timeZone: 'Europe/Lisbon',
    modules: modulesOf('first-tomatoes'),
    enrolled: [
      { username: 'priya', daysAgo: 30, lessonsDone: 4 },
      { username: 'kwame', daysAgo: 12, lessonsDone: 3 },
      { username: 'luca', daysAgo: 3, lessonsDone: 1 },
    ],
  },
  {
    space: 'garden-year',
    title: 'A Garden in a Year',
    description:
      'Five parts and twenty lessons, from a chair on bare ground to a table with people round it. Taught by eleven members in nine climates; made for whichever one is yours.',
    cover: '/seed/covers/course-garden-year.webp',
    published: true,
    priceCents: null,
    unlockMode: 'timed',
    timeZone: 'Europe/Lisbon',
    modules: modulesOf('garden-year'),
    enrolled: [
      { username: 'wilhelmina', daysAgo: 118, lessonsDone: 20 },
      { username: 'priya', daysAgo: 110, lessonsDone: 17 },
      { username: 'marcus', daysAgo: 104, lessonsDone: 12 },
      { username: 'eleri', daysAgo: 97, lessonsDone: 9 },
      { username: 'chen', daysAgo: 76, lessonsDone: 11 },
      { username: 'camille', daysAgo: 60, lessonsDone: 6 },
      { username: 'nokuthula', daysAgo: 41, lessonsDone: 8 },
      { username: 'kwame', daysAgo: 22, lessonsDone: 3 },
      { username: 'luca', daysAgo: 8, lessonsDone: 1 },
    ],
  },
]
