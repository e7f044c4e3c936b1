import { type EdgeProps, tag } from '../../../edge/rules.ts'
import { MB } from '../../rules.ts'
import type { FileMetadata } from '../../tables.ts'

/** Bytes of the largest file that is kept at the edge; larger ones come from the bucket each time. */
export const MOST_KEPT = 5 * MB

/** What has to be known of a file before its right can be named. It says nothing of its bytes. */
export type Whereabouts = {
  /** slugs; no community for the picture of a person, no space for that of a community */
  community: string | null
  space: string | null
  fileType: string
  fileSize: number
  metadata: FileMetadata
}

/** Whether the whole of a file may be kept: it is small, or served in a width. */
export const isKept = ({ fileSize }: Whereabouts, width: number | null): boolean =>
  width !== null || fileSize <= MOST_KEPT

/** What has the edge forget the bytes of a file, and where it lies. */
export const tagsOfFile = (
  file: { id: string; uploader: string; purpose: string },
  community: EdgeProps['community'],
): string[] => [
  tag.file(file.id),
  ...(community ? [tag.community(community)] : []),
  // it is shown as long as their profile names it
  ...(file.purpose === 'avatar' ? [tag.profile(file.uploader)] : []),
]
