import { gemoji } from 'gemoji'

/**
 * The list that emoji are completed from: a line each, the sign and then its names and tags.
 * Built into a file that the browser fetches when the first `:` asks for it.
 */
export const emojiList = (): string =>
  gemoji.map(({ emoji, names, tags }) => [emoji, ...names, ...tags].join(' ')).join('\n')
