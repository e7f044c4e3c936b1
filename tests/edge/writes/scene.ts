import type { Community } from '../../community.ts'
import type { Person } from '../../people.ts'

/** A community with something said in it: Ada wrote, Ben reads. */
export type Scene = {
  home: Community
  space: string
  post: string
  comment: string
  ada: Person
  ben: Person
}

export type Write = {
  /** what has to be there before; gives what the write needs */
  first?: (at: Scene) => Promise<string | Response>
  write: (at: Scene, given: string) => Promise<Response>
  /** what pages show others only afterwards, by path in the community; '' for another order */
  shows?: (at: Scene) => Record<string, string>
  /** what they show only before */
  hides?: (at: Scene) => Record<string, string>
  /** who looks; without a word both */
  reader?: 'ben' | 'guest'
}

export const thread = ({ post }: Scene) => `/posts/${post}`
export const in_ = ({ space }: Scene) => `/s/${space}`
export const page = ({ ada }: Scene) => `@${ada.username}`
export const everywhere = (at: Scene, words: string) => ({
  ...{ '': words, [in_(at)]: words, [thread(at)]: words },
})
export const asMember = ({ home, ada }: Scene) => home.at(`/members/${ada.username}`)
