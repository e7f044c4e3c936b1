import type { Digest } from '../kinds/rules.ts'

/** The times of who never chose: Monday at nine. */
export const UNCHOSEN: { zone: string; digest: Digest; digestHour: number; digestDay: number } = {
  zone: 'UTC',
  digest: 'weekly',
  digestHour: 9,
  digestDay: 1,
}

/** What comes within this time of the first becomes one letter. */
export const BUNDLE_MINUTES = 3
/** And another follows no sooner than this. */
export const PAUSE_MINUTES = 15
