import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { HtmlValidate } from 'html-validate/node'
import type { BrowserContext, Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const html = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // matters of taste, which hono/jsx, Markdown and people decide; none makes HTML invalid
    'doctype-style': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
  },
})

/** What is not valid in the HTML of a page, with what came late in its place. */
export function htmlFaults(source: string): string[] {
  const { results } = html.validateStringSync(placed(source))
  return results
    .flatMap((result) => result.messages)
    .map(({ ruleId, message, selector }) => `HTML ${ruleId}: ${message} (${selector})`)
}

const LATE = '<template data-fill="'

/** Puts what stands at the end of a page into its places, as src/ui/client.ts does. */
function placed(source: string): string {
  const [page = '', ...late] = source.split(LATE)
  const tail = late.length ? '</body></html>' : ''
  return (
    late.reduce((text, template) => {
      const [name = ''] = template.split('"')
      const fill = template.slice(name.length + 2, template.lastIndexOf('</template>'))
      const [start, end] = [`<!--slot:${name}-->`, `<!--/slot:${name}-->`]
      const from = text.indexOf(start) + start.length
      return text.slice(0, from) + fill + text.slice(text.indexOf(end))
    }, page) + tail
  )
}

/** Begins to measure, in every page that the context opens, what moves after it was painted. */
export const measureShift = (context: BrowserContext) =>
  context.addInitScript(() => {
    const shifts: string[] = []
    Object.assign(window, { shifts })
    const note = (entries: PerformanceEntryList) => {
      for (const entry of entries)
        if ('value' in entry && 'sources' in entry && Array.isArray(entry.sources)) {
          const moved = entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 60))
          shifts.push(`${entry.value} ${moved}`)
        }
    }
    const observer = new PerformanceObserver((list) => note(list.getEntries()))
    observer.observe({ type: 'layout-shift', buffered: true })
    Object.assign(window, { takeShifts: () => note(observer.takeRecords()) })
  })

/** Two frames have been painted, or a window that nobody looks at has painted none for two seconds. */
const FRAMES = `new Promise((done) => {
  setTimeout(done, 2000)
  requestAnimationFrame(() => requestAnimationFrame(done))
})`

/** Most that may move: a hundredth of the screen, as far. */
const MAX_SHIFT = 0.01

/** What moved, once the fonts are there and two frames have been painted. */
export async function shiftFaults(page: Page): Promise<string[]> {
  const shifts: string[] = await page.evaluate(`
    Promise.race([document.fonts.ready, new Promise((late) => setTimeout(late, 5000))])
      .then(() => ${FRAMES}).then(() => (takeShifts(), shifts))`)
  const total = shifts.reduce((sum, shift) => sum + Number.parseFloat(shift), 0)
  return total > MAX_SHIFT ? [`moves by ${total.toFixed(3)}: ${shifts.join('; ')}`] : []
}

/** Whether the page must be scrolled sideways, and what sticks out. */
export const overflowFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.scrollingElement?.scrollWidth ?? 0
    if (width <= innerWidth) return []
    const wide = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class')}`)
    return [`${width} px wide at ${innerWidth}: ${wide.slice(0, 4).join(', ')}`]
  })

/** What every document owes: one h1, a title, a language, pictures with words and a size. */
export const documentFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const headings = document.querySelectorAll('h1')
    const isSized = (image: HTMLImageElement) =>
      (image.hasAttribute('width') && image.hasAttribute('height')) ||
      getComputedStyle(image).aspectRatio !== 'auto'
    return [
      ...(headings.length === 1 ? [] : [`${headings.length} h1`]),
      ...(headings[0]?.textContent?.trim() ? [] : ['an empty h1']),
      ...(document.title ? [] : ['no title']),
      ...(document.documentElement.lang ? [] : ['no language']),
      ...[...document.images]
        .filter((image) => !image.hasAttribute('alt') || !isSized(image))
        .map((image) => `a picture without alt or size: ${image.outerHTML.slice(0, 120)}`),
    ]
  })

/** What axe finds that is serious or critical, but for contrast. */
export async function accessFaults(page: Page): Promise<string[]> {
  // by the debugger, which the page's policy does not bind
  await page.evaluate(axe)
  return found(page, { rules: { 'color-contrast': { enabled: false } } })
}

/** What cannot be read, once the colours are those of the theme that was chosen. */
export async function contrastFaults(page: Page): Promise<string[]> {
  await page.evaluate(FRAMES)
  return found(page, { runOnly: ['color-contrast'] })
}

async function found(page: Page, which: object): Promise<string[]> {
  const options = { ...which, resultTypes: ['violations'], preload: false }
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map(({ html, failureSummary }) => `axe ${id}: ${html.slice(0, 160)} ${failureSummary}`),
    )
}
