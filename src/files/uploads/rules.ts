import * as z from 'zod'
import { isEmblem, MAX_CAPTIONS, MAX_PICTURE, nameOf, PART, sizeOf } from '../rules.ts'
import { type FilePurpose, filePurpose } from '../tables.ts'

/** Hours after the last bytes that a pending upload is kept. */
export const PENDING_HOURS = 24

const slug = z.string().trim().toLowerCase().max(100)
const pixels = z.coerce.number().int().min(1).max(100_000)
const thumbhash = z
  .string()
  .max(36)
  .regex(/^[A-Za-z0-9+/]{7,34}={0,2}$/, 'A placeholder has at most 25 bytes, in base64.')

const Fields = z.object({
  name: z.string('Name the file.').min(1, 'Name the file.').max(1000).transform(nameOf),
  purpose: z.enum(filePurpose.enumValues, 'Say what the file is for.'),
  community: slug.optional(),
  space: slug.optional(),
  /** the video of captions, the folder of a resource */
  of: z.uuid().optional(),
  /** a resource whose address is kept */
  replaces: z.uuid().optional(),
  width: pixels.optional(),
  height: pixels.optional(),
  duration: z.coerce.number().min(0).max(1_000_000).optional(),
  thumbhash: thumbhash.optional(),
})

const size = z.coerce
  .number('Say how many bytes it has.')
  .int('Say how many bytes it has.')
  .min(1, 'That file is empty.')
  .max(Number.MAX_SAFE_INTEGER, 'That file is too large.')

type Placed = Partial<Record<'community' | 'space' | 'of' | 'replaces', string>> & {
  purpose: FilePurpose
}

/** What a purpose has to come with, and what only some may. */
function placed(claim: Placed, context: z.RefinementCtx) {
  const miss = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message })
  if (claim.purpose !== 'avatar' && !claim.community) miss('community', 'Say in which community.')
  const isInSpace = ['attachment', 'resource', 'captions', 'sealed'].includes(claim.purpose)
  if (isInSpace && !claim.space) miss('space', 'Say in which space.')
  if (claim.space && !isInSpace && claim.purpose !== 'cover') miss('space', 'It lies in no space.')
  if (claim.of && !['captions', 'resource'].includes(claim.purpose))
    miss('of', 'Only captions belong to a video, and resources into a folder.')
  if (claim.purpose !== 'resource' && claim.replaces)
    miss('replaces', 'Only resources are replaced.')
  if (claim.purpose === 'captions' && !claim.of) miss('of', 'Say which video they belong to.')
}

/** What is known of a file before its bytes. */
export const Claim = Fields.extend({ size }).superRefine(placed)
export type Claim = z.output<typeof Claim>

/** The same in a form, which brings the bytes along. */
export const FormClaim = Fields.extend({
  back: z
    .string()
    .regex(/^\/(?![/\\])[^\s\\]*$/)
    .optional()
    .catch(undefined),
}).superRefine(placed)

/** The fields of a claim that say what it is for and where it goes. */
export const PLACE = ['purpose', 'community', 'space', 'of', 'replaces', 'back']

/** What someone may put where, at this moment, as the database says. */
export type Standing = {
  isVisible: boolean
  isAllowed: boolean
  /** of one file, in bytes */
  most: number
  fits: boolean
  /** bytes that this person may still store here */
  left: number
}

/** Why a claim was refused, by field; null if it was not. `status` for what fields cannot mend. */
export function refusal(
  claim: Pick<Claim, 'size'>,
  standing: Standing | undefined,
): { status: 403 | 404 } | { errors: Record<string, string> } | null {
  if (!standing?.isVisible) return { status: 404 }
  if (!standing.isAllowed) return { status: 403 }
  if (claim.size > standing.most)
    return { errors: { size: `Here a file may have up to ${sizeOf(standing.most)}.` } }
  if (standing.fits) return null
  const left = standing.left > 0 ? `There is room for ${sizeOf(standing.left)} more` : 'It is full'
  return {
    errors: { size: `${left}. What you delete makes room when its bytes go, after seven days.` },
  }
}

/** The most bytes that a purpose allows, whoever asks. */
export function mostFor(purpose: FilePurpose): number {
  if (isEmblem(purpose)) return MAX_PICTURE
  return purpose === 'captions' ? MAX_CAPTIONS : Number.MAX_SAFE_INTEGER
}

/** The part that begins at an offset: its number, its bytes, and whether it is the last. */
export const partAt = (offset: number, size: number) => ({
  number: Math.floor(offset / PART) + 1,
  size: Math.min(PART, size - offset),
  isLast: offset + PART >= size,
})

/** Whether a file comes in a single piece. */
export const isWhole = (size: number): boolean => size <= PART

/**
 * The key-value pairs of tus's Upload-Metadata header, values in base64.
 * @throws when a value is no base64 of UTF-8
 */
export function metadataFrom(header: string): Record<string, string> {
  const pairs = header.split(',').flatMap((pair) => {
    const [key = '', value = ''] = pair.trim().split(/\s+/)
    if (!key) return []
    const bytes = Uint8Array.from(atob(value), (char) => char.charCodeAt(0))
    return [
      [key, new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)] as const,
    ]
  })
  return Object.fromEntries(pairs)
}
