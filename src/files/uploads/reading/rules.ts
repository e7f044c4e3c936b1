import type { Kind } from '../../rules.ts'
import type { FileMetadata } from '../../tables.ts'

/** What the uploader may say of a file of a kind; of others it means nothing. */
const SAYABLE: Record<Kind, (keyof FileMetadata)[]> = {
  picture: ['thumbhash'],
  video: ['width', 'height', 'duration', 'thumbhash'],
  audio: ['duration'],
  text: [],
  file: [],
}

/** What is known of a file: what its bytes tell, and what only the uploader could say, marked so. */
export function metadataOf(kind: Kind, said: FileMetadata, read: FileMetadata): FileMetadata {
  const claimed = SAYABLE[kind].filter((key) => said[key] !== undefined && !(key in read))
  const words = Object.fromEntries(claimed.map((key) => [key, said[key]]))
  return { ...words, ...read, ...(claimed.length && { claimed }) }
}
