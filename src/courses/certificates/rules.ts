/** The code of an address, however it was typed; null for what can be none. */
export function codeFrom(typed: string | undefined): string | null {
  const code = typed?.replace(/[-\s]/g, '').toLowerCase() ?? ''
  return /^[0-9a-f]{16}$/.test(code) ? code : null
}

/** In four groups, as people read it out. */
export const codeText = (code: string): string =>
  (code.toUpperCase().match(/.{4}/g) ?? []).join('-')
