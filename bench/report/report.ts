import { budgetTable } from './budgets.ts'
import { details } from './details.ts'
import type { Machine } from './machine.ts'
import type { Result } from './result.ts'

/** All that was measured, in Markdown. */
export function report(command: string, where: Machine, results: Result[]): string {
  const { date, processor, memory, system, busy, node, workerd, postgres, hono } = where
  const sizes = results.map(({ size }) => {
    const [posts, people, comments] = [size.posts, size.people, size.comments].map((count) =>
      count.toLocaleString('en'),
    )
    return `${posts} posts by ${people} people with ${comments} comments`
  })
  return [
    `## \`${command}\``,
    `${date} UTC, ${processor}, ${memory}, ${system}, load ${busy} before; Node ${node}, workerd ${workerd}, Postgres ${postgres}, Hono ${hono}. Communities of ${sizes.join('; ')}.`,
    NOTES,
    budgetTable(results),
    ...details(results),
  ]
    .filter(Boolean)
    .join('\n\n')
}

const NOTES = `Everything runs on this one machine: workerd, Postgres, the generator of load or Chromium share its cores, so that a member's pages a second are those of Postgres, too. The Worker is the minified bundle in workerd behind nothing but its own socket, with the stand-in of Workers Cache. CPU is that of the whole of workerd, garbage collection and sockets too, less an empty route's where pages are listed. The member's requests say that scripts run, as a browser's do after its first page. Round trips are counted between the Worker and a database that is 120 ms away, rows by running the same statements once more. Chromium (1280 × 800) sees the page through a front that compresses as Cloudflare does, over HTTP/1.1, from a warm cache; each figure is a median, and the bare page is one paragraph with nothing to load; pages with pictures are of the first start’s own community. middle: 4 × slower CPU, 10/5 Mbit/s, 40 ms; slow: 4 × slower CPU, 1.6/0.75 Mbit/s, 150 ms.`
