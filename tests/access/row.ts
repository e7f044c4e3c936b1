import type { Person } from '../people.ts'
import type { Kind, ViewerName, World } from './world.ts'

type At = (world: World, viewer: Person, kind: Kind) => string | Promise<string>

/** One route: who may, and how it is asked. */
export type Row = {
  /** what it is for: its line in docs/api.md */
  what: string
  /** who is let in (2xx, 303); everyone else gets 401, 403 or 404 */
  allow: ViewerName[]
  /** the address; what it acts on is made anew once somebody was let in */
  path: At
  /** JSON to send */
  body?: (world: World, viewer: Person, kind: Kind) => object | Promise<object>
  /** acts on something of the viewer's own: made anew for each of them */
  own?: true
  /** asked once for each kind of space: then only those who may enter it are let in */
  kinds?: true
  /** a paid space shows its door, never its content, to those who may not enter */
  door?: true
  /** changes what the viewers are: asked after all others */
  last?: true
  /** takes away what even those need */
  final?: true
  /** ends sessions or accounts: asked by someone made for it, not by the viewers */
  alone?: true
}

export const at =
  (path: string): At =>
  (world) =>
    world.home.at(path)

export const inSpace =
  (rest = ''): At =>
  (world, _, kind) =>
    world.home.at(`/s/${world.spaces[kind]}${rest}`)

export const inFreshSpace =
  (rest = ''): At =>
  async (world) =>
    world.home.at(`/s/${await world.fresh.space()}${rest}`)

export const ofPost =
  (rest = ''): At =>
  (world, _, kind) =>
    world.home.at(`/posts/${world.posts[kind]}${rest}`)

export const ofFreshPost =
  (rest = ''): At =>
  async (world, _, kind) =>
    world.home.at(`/posts/${await world.fresh.post(kind)}${rest}`)

export const ofComment =
  (rest = ''): At =>
  (world, _, kind) =>
    world.home.at(`/comments/${world.comments[kind]}${rest}`)

export const ofFreshComment =
  (rest = ''): At =>
  async (world, _, kind) =>
    world.home.at(`/comments/${await world.fresh.reply(kind, world.posts[kind])}${rest}`)

export const ofMember =
  (rest = ''): At =>
  async (world) =>
    world.home.at(`/members/${(await world.fresh.member()).username}${rest}`)
