import type { Page } from 'playwright-core'

/**
 * What stands in a page, or happened there, that no page of ours would hold by itself; with `path`,
 * what that page would hold, which is parsed and not opened.
 */
export const intruders = (page: Page, path?: string): Promise<string[]> =>
  page.evaluate(async (elsewhere) => {
    const source = elsewhere && (await (await fetch(elsewhere)).text())
    const root = source ? new DOMParser().parseFromString(source, 'text/html') : document
    const ALIEN = `iframe, frame, frameset, object, embed, applet, base, math, template, noscript,
      style, marquee, listing, video, audio, source, animate, set, foreignObject, shadow,
      body link, body meta, body title, svg script, svg a, [srcdoc], [style], [background], [is]`
    const WRITTEN = `a, abbr, blockquote, br, code, del, em, h1, h2, h3, h4, h5, h6, hr, img, input.task,
      li, ol, p, pre, s, strong, table, tbody, td, th, thead, tr, ul`
    const WORDS = `href src alt title rel class start loading decoding referrerpolicy tabindex type
      disabled checked aria-label`.split(/\s+/)
    const BUILT = /^\/build\/[a-z]+-[0-9a-f]{10}\.js$/
    const found = new Set<string>()
    const accuse = (why: string, element: Element) =>
      found.add(`${why}: ${element.outerHTML.slice(0, 200)}`)
    const OURS = ['post-editor', 'file-uploads']
    for (const element of root.querySelectorAll(ALIEN))
      if (!element.matches('file-uploads :is(template, noscript), .player, .player *'))
        accuse('alien', element)
    for (const element of root.querySelectorAll('*')) {
      const tag = element.localName
      // said by our own script, in a page that is open
      const isAhead = !source && element.matches('head > script[type=speculationrules]')
      if (tag === 'script' && !isAhead && !BUILT.test(element.getAttribute('src') ?? ''))
        accuse('script', element)
      if (tag.includes('-') && !OURS.includes(tag)) accuse('custom element', element)
      const isWritten = element.closest('.prose') && !element.matches('.prose')
      if (isWritten && !element.matches(WRITTEN)) accuse('not Markdown', element)
      for (const { name, value } of element.attributes) {
        const isAddress = /^(href|src|action|formaction|poster|cite|xlink:href|hx-\w+)$/.test(name)
        if (/^on|^hx-on/.test(name)) accuse('handler', element)
        if (isAddress && /^[\s\p{Cc}]*(javascript|vbscript|data):/iu.test(value))
          accuse('address', element)
        if (isAddress && /^\s*[/\\]{2}/.test(value)) accuse('elsewhere', element)
        if (isWritten && !WORDS.includes(name)) accuse(`attribute ${name}`, element)
      }
    }
    if ('__xss' in window) found.add('a script ran')
    return [...found]
  }, path)
