/**
 * Whether a short answer is one of the accepted. Unless it is strict, neither case nor accents, nor
 * the kind of quotes and dashes, nor punctuation around it count.
 */
export function isText(
  { accepted, isStrict }: { accepted: string[]; isStrict: boolean },
  said: string,
): boolean {
  const same = isStrict ? exact : plain
  const answer = same(said)
  return answer !== '' && accepted.some((one) => same(one) === answer)
}

const exact = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim()

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    // small letters that have no other form to fall back to
    .replace(/ß/g, 'ss')
    .replace(/[\p{Pd}]/gu, '-')
    .replace(/[‘’‚‛`´]/g, "'")
    .replace(/[“”„‟«»]/g, '"')
    .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '')
    .replace(/\s+/g, ' ')
