/** Reads `Name <address>`, or an address alone. */
export function mailbox(text: string): { name: string; email: string } {
  const [, name = '', email = text] = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(text) ?? []
  return { name: name.trim(), email: email.trim() }
}

/** `"Name" <address>`, safe in a header whatever the name holds. */
export const written = ({ name, email }: { name: string; email: string }): string =>
  name ? `"${tame(name)}" <${email}>` : email

/** One line without what ends a quoted name or a header. */
export const tame = (text: string): string =>
  text
    .replace(/[\p{Cc}"\\<>]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
