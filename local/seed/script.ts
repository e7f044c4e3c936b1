import { chance, pick } from './pick.ts'
import type { Reaction, SeedComment, SeedPoll, SeedPost, SeedReactions } from './types.ts'

// The posts are written as a script, a text file per space (not .md: a formatter would take ~~~ for a fence), so that words stay readable:
//   === space author 12.3d pinned +24 heart6      a post: days ago, likes, reactions
//   # Title                                       optional, then the Markdown
//   ?poll single open 6d | Question?              open for 6 days more, or `closed 6d` ago
//   - Answer :: anna bob                          who chose it, or how many
//   ~ bob +2 laugh1: A comment                    ~~ answers the comment above it, and so on

const postLine = /^=== (\S+) (\S+) ([\d.]+)d(.*)$/
const commentLine = /^(~+) ([a-z0-9]+)((?: [+a-z]+\d+)*): (.*)$/
const pollLine = /^\?poll (single|multiple) (open|closed) ([\d.]+)d \| (.*)$/
const optionLine = /^- (.*) :: (.*)$/
const kinds: readonly Reaction[] = ['heart', 'party', 'laugh', 'wow', 'thanks', 'fire']

function parseMarks(text: string): { likes: number | undefined; reactions: SeedReactions } {
  let likes: number | undefined
  const reactions: SeedReactions = {}
  for (const mark of text.split(' ').filter((word) => word !== '' && word !== 'pinned')) {
    const [, name = '', count = ''] = /^([+a-z]+?)(\d+)$/.exec(mark) ?? []
    const kind = kinds.find((each) => each === name)
    if (name === '+') likes = Number(count)
    else if (kind) reactions[kind] = Number(count)
    else throw new Error(`cannot read the mark "${mark}"`)
  }
  return { likes, reactions }
}

function parsePoll(lines: string[], names: readonly string[]): SeedPoll | undefined {
  const [, choice, state, days, question = ''] = pollLine.exec(lines[0] ?? '') ?? []
  if (!choice) return undefined
  const options = lines.slice(1).map((line) => {
    const [, label = '', votes = ''] = optionLine.exec(line) ?? []
    return { label, votes }
  })
  const total = options.reduce((sum, option) => sum + Number(option.votes || 0), 0)
  const single = choice === 'single'
  // In a single choice nobody may vote twice, so the voters are dealt out of one shuffled pack.
  const pack = pick(question, Math.min(total || 0, names.length), names)
  if (single && total > names.length) throw new Error(`more votes than people: ${question}`)
  return {
    question,
    multiple: !single,
    closesInDays: (state === 'open' ? 1 : -1) * Number(days),
    options: options.map(({ label, votes }) => {
      const count = Number(votes)
      if (Number.isNaN(count)) return { label, voters: votes.split(' ') }
      const voters = single ? pack.splice(0, count) : pick(question + label, count, names)
      return { label, voters }
    }),
  }
}

function parseComments(lines: string[]): SeedComment[] {
  const roots: SeedComment[] = []
  const path: SeedComment[] = []
  for (const line of lines) {
    const [, depth = '', author = '', marks = '', content = ''] = commentLine.exec(line) ?? []
    if (!author) {
      const last = path.at(-1)
      if (last) last.content += `\n${line}`
      continue
    }
    const { likes, reactions } = parseMarks(marks)
    const some = Math.floor(chance(author + content) ** 2 * 4)
    const comment = {
      author,
      content,
      hoursAfter: 0,
      likes: likes ?? some,
      reactions,
      replies: [],
    }
    const parent = path[depth.length - 2]
    if (depth.length > 1 && !parent) throw new Error(`no comment above "${line}"`)
    ;(parent ? parent.replies : roots).push(comment)
    path.splice(depth.length - 1, path.length, comment)
  }
  return roots
}

function spreadTimes(comments: SeedComment[], start: number): number {
  let clock = start
  let latest = start
  for (const comment of comments) {
    comment.content = comment.content.trim()
    clock += 0.1 + chance(comment.content) ** 2 * 7
    comment.hoursAfter = clock
    latest = Math.max(latest, clock, spreadTimes(comment.replies, clock))
  }
  return latest
}

function shrink(comments: SeedComment[], factor: number): void {
  for (const comment of comments) {
    comment.hoursAfter = Math.round(comment.hoursAfter * factor * 100) / 100
    shrink(comment.replies, factor)
  }
}

function parsePost(block: string, names: readonly string[]): SeedPost {
  const [head = '', ...lines] = block.trimEnd().split('\n')
  const [, space = '', author = '', days, marks = ''] = postLine.exec(head) ?? []
  if (!days) throw new Error(`cannot read the post "${head}"`)
  const daysAgo = Number(days)
  const firstComment = lines.findIndex((line) => commentLine.test(line))
  const body = firstComment < 0 ? lines : lines.slice(0, firstComment)
  const pollAt = body.findIndex((line) => pollLine.test(line))
  const text = pollAt < 0 ? body : body.slice(0, pollAt)
  const title = text[0]?.startsWith('# ') ? text.shift()?.slice(2) : undefined
  const poll = pollAt < 0 ? undefined : parsePoll(body.slice(pollAt).filter(Boolean), names)
  const comments = firstComment < 0 ? [] : parseComments(lines.slice(firstComment))
  const latest = spreadTimes(comments, 0)
  // Nobody answers in the future: a talk under a fresh post went faster.
  shrink(comments, Math.min(1, (daysAgo * 24 * 0.9) / (latest || 1)))
  const { likes, reactions } = parseMarks(marks)
  return {
    space,
    author,
    daysAgo,
    ...(title ? { title } : {}),
    content: text.join('\n').trim(),
    ...(marks.includes(' pinned') ? { pinned: true as const } : {}),
    ...(poll ? { poll } : {}),
    likes: likes ?? 0,
    reactions,
    comments,
  }
}

/**
 * Reads a script of posts. `names` are the people among whom votes given as a number are dealt.
 * Throws at the first line that it does not understand.
 */
export function parsePosts(script: string, names: readonly string[]): SeedPost[] {
  return script
    .split(/^(?==== )/m)
    .filter((block) => block.trim() !== '')
    .map((block) => parsePost(block, names))
}
