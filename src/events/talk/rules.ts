import { newId } from '../../db/columns.ts'
import { excerpt } from '../../ui/markdown.ts'

export type Talk = {
  id: string
  authorId: string
  authorName: string
  space: { id: string; name: string }
  title: string
  content: string
  /** of the post */
  href: string
}

/** What the post of an event says: how it begins, and where it is. */
export const talkText = (description: string, href: string): string => {
  const words = excerpt(description, 'markdown', 280)
  return `${words ? `${words.replace(/([\\`*_[\]<>#~|!])/g, '\\$1')}\n\n` : ''}[When, where, and who is coming](${href})`
}

/** The post of a new event. @param event its words, and its own address */
export const talkFor = (
  event: { title: string; description: string; href: string },
  { slug }: { slug: string },
  space: { id: string; name: string },
  author: { id: string; fullName: string },
): Talk => {
  const id = newId()
  return {
    ...{ id, space: { id: space.id, name: space.name }, title: event.title },
    ...{ authorId: author.id, authorName: author.fullName },
    content: talkText(event.description, event.href),
    href: `/${slug}/posts/${id}`,
  }
}
