/** Whether a statement failed because it would have broken a constraint, by the constraint's name. */
export function violates(error: unknown, constraint: string): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('constraint' in at && at.constraint === constraint) return true
  return false
}
