import Markdown, {
  type MarkdownIt,
  type RendererRule,
  type StateCore,
  type StateInline,
  type Token,
} from 'markdown-it'

export type Format = 'markdown' | 'plain'

/** Common ones only, so that `notes.md` and `main.rs` stay words. */
const KNOWN_TLDS =
  'com net org edu gov io co dev app info eu uk de fr nl es it ch at ca us au tv me'.split(' ')

const LINK = /^(https?:\/\/|mailto:|\/|#)/i
const BARE_HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+([/?#]|$)/i
const MENTION = /@([a-z0-9](?:-?[a-z0-9]){0,39})/iy
const REL = 'nofollow ugc noopener'
const OPTIONS = { linkify: true, breaks: true, maxNesting: 20 }

const markdown = ruled(new Markdown(OPTIONS))
const plain = ruled(new Markdown('zero', OPTIONS).enable(['newline', 'linkify']))

const parserOf = (format: Format) => (format === 'plain' ? plain : markdown)

/**
 * What a person wrote, as HTML that is safe to put on a page: escaped, and only links that lead on.
 * @param mentions the usernames that are somebody's; the others stay words. Without it all are
 */
export const toHtml = (text: string, format: Format = 'markdown', mentions?: string[]): string =>
  parserOf(format).render(text, { mentions: mentions && new Set(mentions) })

/** The words of a text without its marks, in one line of at most `max` characters. */
export function excerpt(text: string, format: Format = 'markdown', max = 160): string {
  const words = wordsOf(parserOf(format).parse(text.slice(0, max * 8), {}))
  const line = [...words.join(' ').replace(/\s+/g, ' ').trim()]
  if (line.length <= max) return line.join('')
  const cut = line.slice(0, max - 1).join('')
  return `${cut.replace(/\s+\S{0,20}$/, '')}…`
}

/** The usernames that a text mentions, each once, in lower case; what stands in code is no mention. */
export function mentionsIn(text: string, format: Format = 'markdown'): string[] {
  const inline = parserOf(format)
    .parse(text, {})
    .flatMap((token) => token.children ?? [])
  const named = inline.filter((token) => token.type === 'mention')
  return [...new Set(named.map((token) => token.content.slice(1).toLowerCase()))]
}

const wordsOf = (tokens: Token[]): string[] =>
  tokens.flatMap((token) => {
    if (token.type === 'inline') return [wordsOf(token.children ?? []).join('')]
    if (token.type === 'image') return wordsOf(token.children ?? [])
    if (token.type === 'softbreak' || token.type === 'hardbreak') return [' ']
    return token.content && token.type !== 'task' ? [token.content] : []
  })

/** The rules of both formats: mentions, links that lead on, pictures, and no inline styles. */
function ruled(md: MarkdownIt): MarkdownIt {
  md.linkify.set({ fuzzyLink: true }).tlds(KNOWN_TLDS)
  const { normalizeLink } = md
  md.normalizeLink = (url) => normalizeLink(BARE_HOST.test(url) ? `https://${url}` : url)
  md.validateLink = (url) => LINK.test(url) && !/^\/[/\\]/.test(url)
  md.inline.ruler.push('mention', mention)
  md.core.ruler.push('tidied', tidied)
  const { escapeHtml } = md.utils
  md.renderer.rules.image = image
  for (const kind of ['fence', 'code_block']) {
    const block = md.renderer.rules[kind]
    md.renderer.rules[kind] = (...at) =>
      (block?.(...at) ?? '').replace(/^<pre>/, '<pre tabindex="0">')
  }
  md.renderer.rules.mention = (tokens, at, _options, env) => {
    const text = escapeHtml(tokens[at]?.content ?? '')
    const name = text.toLowerCase()
    if (env?.mentions instanceof Set && !env.mentions.has(name.slice(1))) return text
    return `<a class="mention" href="/${name}">${text}</a>`
  }
  md.renderer.rules.task = (tokens, at) =>
    tokens[at]?.content === ' '
      ? '<input type="checkbox" class="task" disabled aria-label="to do"> '
      : '<input type="checkbox" class="task" disabled checked aria-label="done"> '
  return md
}

function mention(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '@' || state.linkLevel > 0) return false
  if (/[\p{L}\p{N}_/@.-]/u.test(state.src[state.pos - 1] ?? ' ')) return false
  MENTION.lastIndex = state.pos
  const [text] = MENTION.exec(state.src) ?? []
  if (!text) return false
  if (!silent) state.push('mention', '', 0).content = text
  state.pos += text.length
  return true
}

/**
 * Headings start below the page's own; links say that a member made them; tasks become boxes; what
 * may scroll sideways can be reached with the keyboard.
 */
function tidied({ tokens, Token: Made }: StateCore) {
  for (const [at, token] of tokens.entries()) {
    if (token.type.startsWith('heading_')) token.tag = `h${Math.min(6, Number(token.tag[1]) + 2)}`
    if (token.type === 'table_open') token.attrSet('tabindex', '0')
    if (/^t[hd]_open$/.test(token.type)) aligned(token)
    for (const child of token.children ?? [])
      if (child.type === 'link_open') child.attrSet('rel', REL)
    if (tokens[at - 2]?.type === 'list_item_open') boxed(token, Made)
  }
}

/** The policy of the page forbids the inline style that the parser would align a cell with. */
function aligned(cell: Token) {
  const [, side] = `${cell.attrGet('style')}`.match(/(right|center)/) ?? []
  cell.attrs = side ? [['class', `cell-${side}`]] : null
}

function boxed(item: Token, Made: StateCore['Token']) {
  const first = item.children?.[0]
  const [all, box] = (first?.type === 'text' && first.content.match(/^\[([ x])\] /i)) || []
  if (!first || !all || !box) return
  first.content = first.content.slice(all.length)
  const task = new Made('task', 'input', 0)
  task.content = box
  item.children?.unshift(task)
}

/** Pictures come by https or from here; another address stays a link to click. */
function image(...[tokens, at, options, env, renderer]: Parameters<RendererRule>) {
  const { escapeHtml } = markdown.utils
  const token = tokens[at]
  const src = escapeHtml(`${token?.attrGet('src') ?? ''}`)
  const alt = escapeHtml(renderer.renderInlineAsText(token?.children ?? [], options, env))
  if (!/^(https:\/\/|\/)/i.test(src)) return `<a href="${src}" rel="${REL}">${alt || src}</a>`
  return `<img src="${src}" alt="${alt}" loading="lazy" decoding="async" referrerpolicy="no-referrer">`
}
