/** How large one file of a member may be where no tier says more, in MB. */
export const FILE_MB = 50
/** The most that a tier may say, and what the staff have. */
export const MAX_FILE_MB = 5 * 1024

type Offered = { features: string[]; fileMb: number | null }

/** All that a tier offers, a line each: what its owner wrote, and larger files where it has them. */
export const offeredBy = ({ features, fileMb }: Offered): string[] =>
  fileMb && fileMb > FILE_MB
    ? [...features, `Files of up to ${fileMb.toLocaleString('en')} MB each`]
    : features
