/** How many communities a front page shows. */
export const SHOWN = 24
