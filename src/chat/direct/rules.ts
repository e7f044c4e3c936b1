import * as z from 'zod'

/** People in one conversation at most, oneself among them. */
export const MOST_PEOPLE = 8

const names = z
  .union([z.string(), z.array(z.string())])
  .transform((typed) =>
    [typed]
      .flat()
      .flatMap((text) => text.split(/[\s,]+/))
      .map((name) => name.replace(/^@/, '').toLowerCase())
      .filter(Boolean),
  )
  .pipe(
    z
      .array(z.string().max(40))
      .min(1, 'Say whom you write to.')
      .max(MOST_PEOPLE - 1, `Up to ${MOST_PEOPLE} people write together.`),
  )

export const NewConversation = z.object({
  community: z.string('Say from which community you know them.').max(100),
  usernames: names,
})
export type NewConversation = z.output<typeof NewConversation>

type Named = { id: string; fullName: string }

/** How a conversation is called by someone in it: by the others. */
export const titleOf = (people: Named[], me: string): string => {
  const others = people.filter(({ id }) => id !== me).map(({ fullName }) => fullName)
  if (others.length === 0) return 'Nobody else is here'
  return new Intl.ListFormat('en').format(others)
}
