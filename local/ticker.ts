/** Calls the Worker's cron path at each minute for the triggers that are due, as Cloudflare does. */
export function startTicker(url: string, crons: string[]): { stop(): void } {
  let timer: NodeJS.Timeout | undefined
  const wait = () => {
    timer = setTimeout(tick, 60_000 - (Date.now() % 60_000))
  }
  const tick = () => {
    const now = new Date()
    for (const cron of crons.filter((cron) => isDue(cron, now))) {
      // a Worker that is just reloading misses a tick, which changes nothing in the end
      fetch(`${url}/cdn-cgi/local/scheduled?cron=${encodeURIComponent(cron)}`).catch(
        () => undefined,
      )
    }
    wait()
  }
  wait()
  return { stop: () => clearTimeout(timer) }
}

/** Whether a cron expression of numbers, lists, ranges and steps names this minute, in UTC. */
export function isDue(cron: string, at: Date): boolean {
  const now = [
    at.getUTCMinutes(),
    at.getUTCHours(),
    at.getUTCDate(),
    at.getUTCMonth() + 1,
    // Cloudflare counts Sunday as 1
    at.getUTCDay() + 1,
  ]
  return cron.split(' ').every((field, i) => field.split(',').some((part) => names(part, now[i])))
}

function names(part: string, value = 0): boolean {
  const [range = '*', step = '1'] = part.split('/')
  const [from = '', to = from] = range.split('-')
  if (range === '*') return value % Number(step) === 0
  return value >= Number(from) && value <= Number(to) && (value - Number(from)) % Number(step) === 0
}
