import * as z from 'zod'
import { tag } from '../../edge/rules.ts'
import { tidy } from '../../profiles/rules.ts'

export const MAX_TITLE = 120

/** What a course, a module or a lesson is called. */
export const title = z
  .string('Give it a title.')
  .transform(tidy)
  .pipe(
    z
      .string()
      .regex(/[^\p{Z}\p{C}\p{M}]/u, 'Give it a title.')
      .max(MAX_TITLE, 'Shorten the title.'),
  )

/** A tick box of a form, with a hidden field before it that says no; true or false in JSON. */
export const ticked = z
  .union([z.boolean(), z.string(), z.array(z.string())])
  .transform((said) => said === true || [said].flat().some((one) => one === 'yes'))

/** The pages that show a course: its own, and the catalogue of its space. */
export const touchedIn = (at: {
  slug: string
  course: { id: string; space: { slug: string } }
}): string[] => [tag.course(at.course.id), tag.space(at.slug, at.course.space.slug)]
