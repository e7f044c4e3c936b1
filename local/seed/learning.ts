import { readFileSync } from 'node:fs'
import type { SeedCourse, SeedLesson } from './types.ts'

// course.txt:  # module   ## lesson | type | minutes [| preview] [| drip days]
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
  if (!type) throw new Error(`course.txt: cannot read the lesson "${head}"`)
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

const text = readFileSync(new URL('content/course.txt', import.meta.url), 'utf8')

/** Loam's one course. */
export const courses: SeedCourse[] = [
  {
    space: 'garden-year',
    title: 'A Garden in a Year',
    description:
      'Five parts and twenty lessons, from a chair on bare ground to a table with people round it. Taught by eleven members in nine climates; made for whichever one is yours.',
    cover: '/seed/covers/course-garden-year.webp',
    published: true,
    priceCents: null,
    modules: text
      .split(/^# /m)
      .slice(1)
      .map((block) => {
        const [title = '', ...lessons] = block.split(/^## /m)
        return { title: title.trim(), lessons: lessons.map(parseLesson) }
      }),
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
