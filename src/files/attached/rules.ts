import { type FileFacts, factsOf } from '../rules.ts'
import type { FileMetadata } from '../tables.ts'

/** Longest description of a picture, in characters. */
export const MAX_ALT = 500

export type Captions = { url: string; name: string }

/** A file that is part of something that was said. */
export type Attached = FileFacts & {
  /** what a picture shows, for those who cannot see it; empty when nobody said */
  alt: string
  captions: Captions[]
}

/** The same as it comes from SQL. */
export type AttachedRow = {
  id: string
  fileName: string
  fileType: string
  fileSize: number
  r2Url: string
  metadata: FileMetadata
  alt: string
  captions: Captions[] | null
}

/** What readers are told of a file: nothing that only its uploader needs. */
export function attachedFrom({ alt, captions, ...row }: AttachedRow): Attached {
  const { sha256: _sum, claimed: _said, ...facts } = factsOf(row)
  return { ...facts, alt, captions: captions ?? [] }
}
