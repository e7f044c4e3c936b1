import { FILE_MB, MAX_FILE_MB } from '../communities/tiers/files/rules.ts'
import { tag } from '../edge/rules.ts'
import { tidy } from '../profiles/rules.ts'
import type { FileMetadata, FilePurpose } from './tables.ts'

const KB = 1024
export const MB = 1024 * KB
export const GB = 1024 * MB

/**
 * What may be stored, in bytes and pieces: in one file, and by one person in one community. What
 * waits for its bytes counts with what it announced; what was deleted counts until its bytes go. A
 * tier may say a larger file, and with it comes room for as many of them.
 */
export const LIMITS = {
  member: { file: FILE_MB * MB, bytes: GB, count: 1_000 },
  staff: { file: MAX_FILE_MB * MB, bytes: 200 * GB, count: 20_000 },
  /** by all people of a community together */
  community: { bytes: 500 * GB, count: 100_000 },
} as const

/** Avatars, logos and covers. */
export const MAX_PICTURE = 10 * MB
/** A form without a script is held in memory as a whole. */
export const MAX_FORM = 10 * MB
/** Captions are read as a whole. */
export const MAX_CAPTIONS = MB
/** Bytes of each part but the last; R2 takes none under 5 MB but the last. */
export const PART = 8 * MB

/** What the keys of files in the bucket begin with. */
export const KEYS = 'files/'

const MAX_NAME = 180

/** Purposes whose files are pictures that stand for a person, a community, a space or a course. */
export const isEmblem = (purpose: FilePurpose): boolean =>
  purpose === 'avatar' || purpose === 'logo' || purpose === 'cover' || purpose === 'course'

/**
 * A file's name as it is kept: the last step of a path, one line, without what steers a terminal,
 * a reading direction or a file system. Never empty.
 */
export function nameOf(typed: string): string {
  const [last = ''] = typed.normalize('NFC').split(/[/\\]/).slice(-1)
  const plain = tidy(last.toWellFormed().replace(/[<>:"|?*\u200E\u200F]/g, '_')).replace(/^\.+/, '')
  const dot = plain.lastIndexOf('.')
  const ending = dot > 0 && plain.length - dot <= 12 ? plain.slice(dot) : ''
  const start = [...plain.slice(0, plain.length - ending.length)]
  return `${start.slice(0, MAX_NAME - ending.length).join('')}${ending}`.trim() || 'file'
}

/** Where a file is served; the name is there for people and for what they save it as. */
export const addressOf = (id: string, name: string): string =>
  `/files/${id}/${encodeURIComponent(name)}`

/** The id in an address of ours, or null. */
export const idInAddress = (address: string): string | null =>
  /^\/files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/[^/?#\s]+$/.exec(address)?.[1] ?? null

/** How a file is shown. */
export type Kind = 'picture' | 'video' | 'audio' | 'text' | 'file'

const PICTURES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp']
const TEXTS = ['text/plain', 'text/markdown', 'text/csv', 'text/vtt']

export function kindOf(type: string): Kind {
  if (PICTURES.includes(type)) return 'picture'
  if (TEXTS.includes(type)) return 'text'
  if (type.startsWith('video/')) return 'video'
  return type.startsWith('audio/') ? 'audio' : 'file'
}

type Row = {
  id: string
  fileName: string
  fileType: string
  fileSize: number
  r2Url: string
  metadata: FileMetadata
}

export type FileFacts = FileMetadata & {
  id: string
  name: string
  type: string
  kind: Kind
  /** bytes */
  size: number
  url: string
}

/** What others are told of a file. */
export const factsOf = (row: Row): FileFacts => ({
  id: row.id,
  name: row.fileName,
  type: row.fileType,
  kind: kindOf(row.fileType),
  size: row.fileSize,
  url: row.r2Url,
  ...row.metadata,
})

/** A number of bytes in words: 50 MB. */
export function sizeOf(bytes: number): string {
  if (bytes === 1) return '1 byte'
  const units = ['bytes', 'kB', 'MB', 'GB']
  const step = Math.min(3, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)))
  return `${Number((bytes / 1024 ** step).toFixed(1))} ${units[step]}`
}

type Placed = {
  purpose: FilePurpose
  place: { community: string; space: string } | null
  replaces?: string | null
}

/** The pages that show what lies in a file's place: those of a resource space, and of its things. */
export const touchedBy = ({ purpose, place, replaces }: Placed): string[] => [
  ...(place && (purpose === 'resource' || purpose === 'captions')
    ? [tag.space(place.community, place.space)]
    : []),
  // the same address has other bytes now
  ...(replaces ? [tag.file(replaces)] : []),
]

/** Named when a file goes: its bytes, and the pages that show it. */
export const touchedByEnd = (
  file: Placed & { id: string; attachedTo: string | null },
): string[] => [
  tag.file(file.id),
  ...touchedBy(file),
  ...(file.attachedTo ? [tag.attached(file.attachedTo)] : []),
]
