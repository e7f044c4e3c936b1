import { parseArgs } from 'node:util'

export const PARTS = ['pages', 'load', 'browser', 'plans'] as const
export type Part = (typeof PARTS)[number]

export type Options = {
  /** how many posts each community has */
  posts: number[]
  parts: Part[]
  /** whether query plans are printed, too */
  plans: boolean
  /** seconds of a run under load, and the least that CPU is counted over */
  seconds: number
  /** how often Chromium opens each page */
  times: number
}

const ALL = [1000, 100_000, 1_000_000]

export const help = `
  npm run bench                                a community of 1,000 posts, everything
  npm run bench -- --all                       of 1,000, 100,000 and 1,000,000 posts
    --posts 1000,100000                        of so many
    --only pages,load,browser,plans            these parts alone
    --plans                                    prints the query plans, too
    --seconds 4  --times 5                     for each run under load, and for each page in Chromium
`

/** The options of the command line; undefined when help is asked for. Throws on what it does not know. */
export function readOptions(args: string[]): Options | undefined {
  const { values } = parseArgs({
    args,
    options: {
      posts: { type: 'string', default: '1000' },
      only: { type: 'string', default: PARTS.join() },
      all: { type: 'boolean', default: false },
      plans: { type: 'boolean', default: false },
      seconds: { type: 'string', default: '4' },
      times: { type: 'string', default: '5' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return undefined
  const wanted = values.only.split(',')
  const unknown = wanted.find((name) => !PARTS.some((part) => part === name))
  if (unknown) throw new Error(`--only: there is no part "${unknown}"`)
  return {
    posts: values.all ? ALL : values.posts.split(',').map((posts) => count('posts', posts, 1000)),
    parts: PARTS.filter((part) => wanted.includes(part)),
    plans: values.plans,
    seconds: count('seconds', values.seconds, 1),
    times: count('times', values.times, 1),
  }
}

function count(name: string, given: string, least: number): number {
  const number = Number(given)
  if (!Number.isInteger(number) || number < least) throw new Error(`--${name}: at least ${least}`)
  return number
}
