import { tag } from '../../edge/rules.ts'
import { touchedBy } from '../rules.ts'
import type { FilePurpose } from '../tables.ts'

/** Files that a night asks to be summed; the next one goes on from there. */
export const MOST_ASKED = 100

type Placed = {
  purpose: FilePurpose
  place: { community: string; space: string } | null
  attachedTo: string | null
}

/** The pages whose JSON tells the sum of a file. */
export const touchedBySum = (file: Placed): string[] => [
  ...touchedBy(file),
  ...(file.attachedTo ? [tag.attached(file.attachedTo)] : []),
]
