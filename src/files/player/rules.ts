import type { Track } from './views.tsx'

const LANGUAGE = /[._ -]([a-z]{2,3})(?:-[a-z]{2,4})?\.vtt$/i

/** Captions as a player takes them: the language stands in the name, as in `talk.de.vtt`. */
export const tracksOf = (captions: { name: string; url: string }[]): Track[] =>
  captions.map(({ name, url }) => {
    const lang = LANGUAGE.exec(name)?.[1]?.toLowerCase() ?? 'und'
    return { url, lang, label: languageOf(lang) ?? name.replace(/\.vtt$/i, '') }
  })

function languageOf(lang: string): string | undefined {
  if (lang === 'und') return undefined
  try {
    return new Intl.DisplayNames([lang, 'en'], { type: 'language', fallback: 'none' }).of(lang)
  } catch {
    return undefined
  }
}

/** Whether a file is for a player. */
export const isPlayed = <T extends { kind: string }>(
  file: T | null,
): file is T & { kind: 'video' | 'audio' } => file?.kind === 'video' || file?.kind === 'audio'
