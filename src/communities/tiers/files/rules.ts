/** How large one file of a member may be where no tier says more, in MB. */
export const FILE_MB = 50
/** The most that a tier may say, and what the staff have. */
export const MAX_FILE_MB = 5 * 1024

/** "Files of up to 500 MB each"; null where a tier says nothing of them. */
export const fileWords = ({ fileMb }: { fileMb: number | null }): string | null =>
  fileMb && fileMb > FILE_MB ? `Files of up to ${fileMb.toLocaleString('en')} MB each` : null
