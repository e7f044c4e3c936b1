import { kindOf } from '../../../files/rules.ts'

/** As much of a file as tells what to call it. */
export type Shown = { alt: string; fileType?: string; kind?: string }

const ONE: Record<string, string> = {
  picture: 'A picture',
  video: 'A video',
  audio: 'A recording',
}

/** What files are called where there are no words: what the first of them shows, or what they are. */
export function nameOfFiles(files: Shown[] = []): string {
  const described = files.find(({ alt }) => alt)
  if (described) return described.alt
  const kinds = files.map(({ kind, fileType }) => kind ?? (fileType ? kindOf(fileType) : 'file'))
  if (kinds.length === 0) return ''
  if (kinds.length === 1) return ONE[kinds[0] ?? ''] ?? 'A file'
  return `${kinds.length} ${kinds.every((kind) => kind === 'picture') ? 'pictures' : 'files'}`
}
