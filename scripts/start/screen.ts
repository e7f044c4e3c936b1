import type { Person } from '../../local/clerk/users.ts'
import type { Stack } from '../../local/stack.ts'

export const help = `
  npm start                 starts OpenCircle on this machine; Ctrl-C stops it
  npm start -- --reset      starts over: forgets everybody and everything in .data/
  npm start -- --port 3000  on another port (8787 unless told; sign-in, payments and mail are on the next three)
`

/** Runs one part of the start and shows it, with the time it took. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const live = process.stdout.isTTY
  if (live) process.stdout.write(`  … ${name}`)
  const end = (mark: string) => {
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    process.stdout.write(`${live ? '\r\x1b[K' : ''}  ${mark} ${name} ${dim(`${seconds} s`)}\n`)
  }
  try {
    const result = await work()
    end('✓')
    return result
  } catch (error) {
    end('✗')
    throw error
  }
}

/** The one screen that stays: where it is, who to be, where the data lies, how to stop. */
export function endScreen(props: { stack: Stack; people: Person[]; seconds: string }): string {
  const { stack, people, seconds } = props
  const { url, clerkUrl, stripeUrl, mailUrl } = stack
  return [
    '',
    `  ${bold('OpenCircle')} is open at ${bold(url)} ${dim(`ready in ${seconds} s`)}`,
    '',
    `  Sign in   ${clerkUrl ? asWhom(people, clerkUrl) : 'with Clerk, by the keys in .dev.vars'}`,
    `  Payments  ${stripeUrl ? `with test cards; a clock to move on ${dim(stripeUrl)}` : 'with Stripe, by the keys in .dev.vars'}`,
    `  Mail      ${mailUrl ? `lands here, to be read ${dim(mailUrl)}` : 'is sent, as .dev.vars says'}`,
    '  Data      .data/, kept until npm start -- --reset',
    '  Stop      Ctrl-C',
    '',
  ].join('\n')
}

function asWhom(people: Person[], clerkUrl: string): string {
  const [first] = people
  if (!first) return `as someone new, without a password ${dim(clerkUrl)}`
  const role = first.note ? ` (${first.note})` : ''
  const others = people.length > 1 ? `, as any of ${people.length - 1} others` : ''
  return `as ${first.username}${role}${others} or as someone new ${dim(clerkUrl)}`
}

const bold = (text: string): string => styled(1, text)
const dim = (text: string): string => styled(2, text)
const styled = (code: number, text: string): string =>
  process.stdout.isTTY ? `\x1b[${code}m${text}\x1b[0m` : text
