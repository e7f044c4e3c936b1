import { make } from './parts.ts'

const INLINE =
  /(`[^`\n]+`)|(\*\*[^*\n]+\*\*)|(\b_[^_\n]+_\b)|(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}])|(@[a-z0-9]+(?:-[a-z0-9]+)*)/gi

const EMOJI_ONLY =
  /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D\p{Extended_Pictographic})*\s*){1,3}$/u

/** The words of a message as nodes: links, names, code, bold. Nothing of it is ever read as HTML. */
export function nodesOf(words: string, me: string): Node[] {
  return words.split(/(```[\s\S]+?```)/).flatMap((part) => {
    if (part.startsWith('```') && part.length > 6) {
      const code = part.slice(3, -3).replace(/^\n|\n$/g, '')
      return [make('pre', { tabindex: '0' }, make('code', {}, code))]
    }
    return inline(part, me)
  })
}

export const isBig = (words: string): boolean => EMOJI_ONLY.test(words.trim())

export const namesIn = (words: string): string[] => [
  ...new Set(
    [...words.matchAll(/@([a-z0-9]+(?:-[a-z0-9]+)*)/gi)].map(([, name = '']) => name.toLowerCase()),
  ),
]

function inline(text: string, me: string): Node[] {
  const nodes: Node[] = []
  let at = 0
  for (const match of text.matchAll(INLINE)) {
    const [all, code, bold, slanted, link, name] = match
    nodes.push(new Text(text.slice(at, match.index)))
    at = match.index + all.length
    if (code) nodes.push(make('code', {}, code.slice(1, -1)))
    else if (bold) nodes.push(make('strong', {}, ...inline(bold.slice(2, -2), me)))
    else if (slanted) nodes.push(make('em', {}, slanted.slice(1, -1)))
    else if (link) nodes.push(linkTo(link))
    else if (name) nodes.push(mention(name, me))
  }
  nodes.push(new Text(text.slice(at)))
  return nodes
}

const linkTo = (href: string) =>
  make(
    'a',
    { href, rel: 'nofollow ugc noopener', target: '_blank' },
    href.replace(/^https?:\/\//, ''),
  )

const mention = (name: string, me: string) => {
  const username = name.slice(1).toLowerCase()
  return make(
    'a',
    { class: username === me ? 'mention mention-me' : 'mention', href: `/@${username}` },
    name,
  )
}
