/** Said where a page is shown that may be older than it should. */
export const AWAY = 'Our database does not answer, so this page may be a little old.'

/** The tag of what a guest is shown: of the shared part, and of the colours that they chose. */
export const etagOf = (entry: string | null, theme: string): string | null =>
  entry && (theme === 'system' ? entry : entry.replace(/"$/, `-${theme}"`))
