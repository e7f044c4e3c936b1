import type { Stream } from '../../mail/letter.ts'
import { grouped } from '../groups/rules.ts'
import type { LetterNotice } from './queries.ts'
import type { LetterKind } from './tables.ts'

/** Lines that one letter shows; the others are counted. */
export const LINES = 12
/** More than this is not counted. */
const MANY = 40

export type Line = LetterNotice & { count: number }

/** What a letter says, before it has a form. */
export type Content = {
  kind: LetterKind
  stream: Stream
  subject: string
  /** what stands over the lines */
  title: string
  words: string
  sections: { name: string | null; lines: Line[] }[]
  /** lines that are not shown */
  more: number
  community: LetterNotice['community']
}

/**
 * What there is to say, from the notices that are left: grouped as in the inbox, newest last in a
 * letter of what just happened, by community in a digest. Null when nothing is left.
 */
export function contentOf(kind: LetterKind, newestFirst: LetterNotice[]): Content | null {
  const all = grouped(newestFirst.toReversed())
  const [first] = all
  if (!first) return null
  const shown = all.slice(0, LINES)
  const places = new Set(all.map(({ community }) => community?.slug))
  const common = {
    kind,
    stream: kind,
    more: all.length - shown.length,
    community: places.size === 1 ? first.community : null,
  }
  if (kind === 'digest') {
    const where = common.community ? ` in ${common.community.name}` : ''
    const things =
      all.length === 1 ? 'one thing' : all.length > MANY ? 'many things' : `${all.length} things`
    return {
      ...common,
      subject: `${things[0]?.toUpperCase()}${things.slice(1)} you have not seen${where}`,
      title: 'While you were away',
      words: `Here ${all.length === 1 ? 'is' : 'are'} ${things} that you have not seen yet.`,
      sections: byPlace(shown),
    }
  }
  const others = all.length - 1
  return {
    ...common,
    subject: others ? `${first.title}, and ${others} more` : first.title,
    title: others ? 'This just happened' : first.title,
    words: '',
    sections: [{ name: null, lines: shown }],
  }
}

function byPlace(lines: Line[]): Content['sections'] {
  const places = new Map<string, Line[]>()
  for (const line of lines) {
    const name = line.community?.name ?? 'People'
    places.set(name, [...(places.get(name) ?? []), line])
  }
  if (places.size === 1) return [{ name: null, lines }]
  return [...places].map(([name, lines]) => ({ name, lines }))
}

/** A link of ours, as a letter has to say it. It signs nobody in. */
export const absolute = (site: string, link: string): string =>
  new URL(/^\/(?![/\\])/.test(link) ? link : '/', site).href

/** The letter in plain words. */
export function letterText(content: Content, site: string, stop: string): string {
  const lines = content.sections.flatMap(({ name, lines }) => [
    ...(name ? [`— ${name} —`, ''] : []),
    ...lines.flatMap(({ title, body, link }) => [
      title,
      ...(body ? [body] : []),
      absolute(site, link),
      '',
    ]),
  ])
  return [
    ...(content.words ? [content.words, ''] : []),
    ...lines,
    ...(content.more ? [`And ${content.more} more: ${absolute(site, '/inbox')}`, ''] : []),
    '--',
    `Choose what you are told: ${absolute(site, '/settings/notifications')}`,
    `Stop these letters: ${stop}`,
    '',
  ].join('\n')
}
