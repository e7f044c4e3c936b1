import type * as z from 'zod'
import { MAX_FILES, Manifest, namesIn } from '../manifest/rules.ts'

/** Bytes of a manifest that are read. */
export const MAX_MANIFEST = 4 * 1024 * 1024

export const NO_COURSE = 'There is no course in that file. Choose a zip that was exported here.'

/** The manifest in a text, or what is wrong with it in words. */
export function manifestFrom(text: string): { manifest: Manifest } | { why: string } {
  const said = Manifest.safeParse(jsonFrom(text))
  if (!said.success) return { why: wordsOf(said.error) }
  if (namesIn(said.data).length > MAX_FILES)
    return { why: `A course may bring up to ${MAX_FILES} files.` }
  return { manifest: said.data }
}

function jsonFrom(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function wordsOf({ issues }: z.ZodError): string {
  const [first] = issues
  const where = first?.path.join(' → ')
  return where ? `${NO_COURSE} (${where}: ${first?.message})` : NO_COURSE
}

/** The last step of a name in a zip. */
export const fileName = (path: string): string => path.split('/').at(-1) ?? path
