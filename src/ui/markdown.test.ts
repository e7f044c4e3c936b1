import { describe, expect, it } from 'vitest'
import { excerpt, mentionsIn, toHtml } from './markdown.ts'

describe('toHtml', () => {
  it('escapes HTML in both formats', () => {
    for (const format of ['markdown', 'plain'] as const)
      expect(toHtml('<img src=x onerror=alert(1)>', format)).toBe(
        '<p>&lt;img src=x onerror=alert(1)&gt;</p>\n',
      )
  })

  it('links only names that are somebody’s, if it is told which', () => {
    const text = '@Ada and @media'
    expect(toHtml(text)).toContain('<a class="mention" href="/@media">@media</a>')
    expect(toHtml(text, 'markdown', ['ada'])).toBe(
      '<p><a class="mention" href="/@ada">@Ada</a> and @media</p>\n',
    )
  })

  it('makes links only of what leads on', () => {
    const bad = [
      'javascript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      '//evil.test',
      '/\\evil.test',
    ]
    for (const address of bad) expect(toHtml(`[x](${address})`)).not.toMatch(/href="(?!\/%5C)/)
    for (const address of ['https://a.test/b', 'mailto:a@b.test', '/about', '#top'])
      expect(toHtml(`[x](${address})`)).toContain(
        `<a href="${address}" rel="nofollow ugc noopener">x</a>`,
      )
    expect(toHtml('[x](example.com/a)')).toContain('href="https://example.com/a"')
  })

  it('links addresses that are written out, and leaves file names alone', () => {
    expect(toHtml('see https://a.test/b.')).toContain('<a href="https://a.test/b"')
    expect(toHtml('see notes.md and main.rs')).not.toContain('<a')
  })

  it('shows pictures by https or from here, and keeps others as links', () => {
    expect(toHtml('![a"b](https://a.test/b.png)')).toContain(
      '<img src="https://a.test/b.png" alt="a&quot;b" loading="lazy"',
    )
    expect(toHtml('![a](http://a.test/b.png)')).not.toContain('<img')
    expect(toHtml('![a](data:image/svg+xml,x)')).not.toContain('<img')
  })

  it('starts headings below those of the page, and sets no inline style', () => {
    expect(toHtml('# One\n\n###### Six')).toMatch(/<h3>One<\/h3>\s*<h6>Six<\/h6>/)
    const table = toHtml('|a|b|\n|--:|:-:|\n|1|2|')
    expect(table).toContain('<td class="cell-right">1</td>')
    expect(table).not.toContain('style=')
  })

  it('makes boxes of tasks', () => {
    const html = toHtml('- [ ] a\n- [x] b\n- c')
    expect(html.match(/<input type="checkbox"[^>]*disabled/g)).toHaveLength(2)
    expect(html.match(/ checked/g)).toHaveLength(1)
  })

  it('keeps plain text as it was typed', () => {
    expect(toHtml('*a* `b`\nc\n\nd @ana https://a.test', 'plain')).toBe(
      '<p>*a* `b`<br>\nc</p>\n<p>d <a class="mention" href="/@ana">@ana</a> ' +
        '<a href="https://a.test" rel="nofollow ugc noopener">https://a.test</a></p>\n',
    )
  })

  it('renders hostile nesting in bounded time', () => {
    const start = Date.now()
    for (const text of [
      '>'.repeat(20_000),
      '['.repeat(20_000),
      '*a_'.repeat(10_000),
      '`'.repeat(20_000),
    ])
      toHtml(text)
    expect(Date.now() - start).toBeLessThan(3000)
  })
})

describe('mentionsIn', () => {
  it('finds each person once, outside code, links and addresses', () => {
    const text =
      '@Ana, (@bo) `@code` me@ana.test @ana https://a.test/@x [@l](/y) @-no\n\n    @block'
    expect(mentionsIn(text)).toEqual(['ana', 'bo'])
    expect(mentionsIn('`@code`', 'plain')).toEqual(['code'])
  })
})

describe('excerpt', () => {
  it('is one line of words, cut between them', () => {
    expect(excerpt('# A\n\n**b** [c](/d)\n\n- e\n- f')).toBe('A b c e f')
    expect(excerpt('word '.repeat(100), 'markdown', 20)).toBe('word word word…')
    expect(excerpt('x'.repeat(300))).toHaveLength(160)
    expect(excerpt('')).toBe('')
  })
})
