import { beforeAll, expect, it } from 'vitest'
import type { FilePurpose } from '../src/files/tables.ts'
import { courseOf } from './access/courses/place.ts'
import {
  entering,
  type Kind,
  kinds,
  makeWorld,
  moderators,
  type ViewerName,
  viewers,
  type World,
} from './access/world.ts'
import { guest, type Person } from './community.ts'
import { jpeg } from './pictures.ts'
import { uploaded } from './uploads.ts'

/** One file, and who may read it: by no other way of asking for it does anyone learn more. */
type Stop = {
  what: string
  url: string
  id: string
  readers: ViewerName[]
  /** who reads it at an address of all files, where its own is another */
  elsewhere?: ViewerName[]
}

/** behind the picture, where everything is taken out; in all else it stays to be read */
const words: Record<Kind, string> = {
  public: 'open words',
  private: 'quokka words',
  paid: 'walrus words',
}
const learner: Record<Kind, ViewerName> = {
  public: 'member',
  private: 'invited',
  paid: 'rightTier',
}

let world: World
let stops: Stop[]
beforeAll(async () => {
  world = await makeWorld()
  stops = []
  for (const kind of kinds)
    for (const [purpose, put] of Object.entries(places)) {
      const { file, ...who } = await put(kind)
      stops.push({ ...who, id: file.id, url: file.url, what: `${purpose} in a ${kind} space` })
    }
}, 300_000)

type Put = (
  kind: Kind,
) => Promise<{ file: { id: string; url: string } } & Pick<Stop, 'readers' | 'elsewhere'>>

/** Where a file of each purpose lies, and who reads it there. */
const places: Record<FilePurpose | 'direct', Put> = {
  attachment: async (kind) => {
    const at = { community: world.home.slug, space: world.spaces[kind] }
    const file = await said(world.author, kind, { ...at, purpose: 'attachment' })
    await world.home.post(world.author, at.space, { attachments: [{ id: file.id }] })
    return { file, readers: entering[kind] }
  },
  resource: async (kind) => ({ file: await shelved(kind), readers: entering[kind] }),
  captions: async (kind) => {
    const { id: of } = await shelved(kind)
    const at = { community: world.home.slug, space: world.shelves[kind], of }
    const vtt = bytesOf(`WEBVTT\n\nNOTE ${words[kind]}\n`)
    const file = await uploaded(world.home.owner, vtt, { ...at, purpose: 'captions' })
    return { file, readers: entering[kind] }
  },
  cover: async (kind) => {
    const { home, spaces } = world
    const file = await seen({ purpose: 'cover', community: home.slug, space: spaces[kind] })
    await home.owner.patch(home.at(`/s/${spaces[kind]}`), { coverUrl: file.url })
    // what is for sale shows its cover at its door
    return { file, readers: kind === 'paid' ? entering.public : entering[kind] }
  },
  course: async (kind) => {
    const at = { community: world.home.slug, space: world.schools[kind] }
    return { file: await seen({ ...at, purpose: 'course' }), readers: entering[kind] }
  },
  lesson: async (kind) => {
    const at = { community: world.home.slug, space: world.schools[kind] }
    const file = await said(world.home.owner, kind, { ...at, purpose: 'lesson' })
    // others come to it by the lesson's own address, when the lesson is open to them
    return { file, readers: moderators }
  },
  submission: async (kind) => {
    const at = { community: world.home.slug, space: world.schools[kind] }
    const file = await said(world.people[learner[kind]], kind, { ...at, purpose: 'submission' })
    return { file, readers: [learner[kind], ...moderators] }
  },
  event: async (kind) => {
    const at = { community: world.home.slug, space: world.dates[kind] }
    const file = await said(world.home.owner, kind, { ...at, purpose: 'event' })
    return { file, readers: entering[kind] }
  },
  sealed: async (kind) => {
    const at = { community: world.home.slug, space: world.chats[kind] }
    const file = await said(world.people.moderator, kind, { ...at, purpose: 'sealed' })
    return { file, readers: entering[kind] }
  },
  // of two people, whatever space the one of them may enter
  direct: async (kind) => {
    const { moderator } = world.people
    const talk = await world.talk(moderator, world.people[learner[kind]])
    const sending = await moderator.request('POST', `${talk}/chat/files`, bytesOf(words[kind]))
    const file = await sending.json<{ id: string; url: string }>()
    return { file, readers: ['moderator', learner[kind]], elsewhere: ['moderator'] }
  },
  avatar: async (kind) => {
    const person = world.people[learner[kind]]
    const file = await uploaded(person, jpeg, { name: 'me.jpg', purpose: 'avatar' })
    const isShown = kind === 'public'
    if (isShown) await person.patch('/settings', { avatarUrl: file.url })
    return { file, readers: isShown ? [...viewers] : [learner[kind]] }
  },
  logo: async (kind) => {
    const { home } = world
    const file = await seen({ purpose: 'logo', community: home.slug })
    const isShown = kind === 'public'
    if (isShown) await home.owner.patch(home.at(), { logoUrl: file.url })
    return { file, readers: isShown ? [...viewers] : ['owner'] }
  },
}

const bytesOf = (text: string) => new TextEncoder().encode(text)
const said = (who: Person, kind: Kind, at: object) =>
  uploaded(who, bytesOf(`Some ${words[kind]}.`), { ...at, name: 'words.txt' })
const seen = (at: object) => uploaded(world.home.owner, jpeg, { ...at, name: 'a.jpg' })
const shelved = (kind: Kind) =>
  said(world.home.owner, kind, {
    ...{ purpose: 'resource', community: world.home.slug, space: world.shelves[kind] },
  })

/** Every way to ask for the bytes of a file, or for a way to them. */
const asked: Record<string, (who: Person, stop: Stop) => Promise<Response>> = {
  whole: (who, { url }) => who.get(url),
  'by another name': (who, { id }) => who.get(`/files/${id}/x`),
  'as a head': (who, { url }) => who.request('HEAD', url),
  'in a range': (who, { url }) => who.get(url, { range: 'bytes=0-3' }),
  'behind its end': (who, { url }) => who.get(url, { range: 'bytes=99999999-' }),
  'as known': (who, { url }) => who.get(url, { 'if-none-match': '*' }),
  'to be saved': (who, { url }) => who.get(`${url}?download`),
  'in a width': (who, { url }) => who.get(`${url}?w=160`),
  'in a zip': (who, { id }) => who.get(`/files/zip?id=${id}`),
  'as the head of a zip': (who, { id }) => who.request('HEAD', `/files/zip?id=${id}`),
  'by a signed address': async (who, { id }) => {
    const made = await who.post(`/files/${id}/addresses`)
    if (!made.ok) return made
    return guest().get((await made.json<{ url: string }>()).url)
  },
  'by a signature of nobody': (who, { id }) =>
    who.get(`/files/${id}/x?until=${Math.floor(Date.now() / 1000) + 60}&key=${'A'.repeat(43)}`),
}

/** By the id of a file alone. */
const byId = ['by another name', 'in a zip', 'as the head of a zip', 'by a signed address']

const statusOf = (way: string, isReader: boolean): number => {
  if (way === 'by a signature of nobody') return 403
  if (!isReader) return 404
  if (way === 'in a range') return 206
  if (way === 'behind its end') return 416
  return way === 'as known' ? 304 : 200
}

it.each(viewers)(
  '%s reads each file by every address that they may, and by no other',
  async (name) => {
    const who = world.people[name].rest()
    const wrong: string[] = []
    const check = async (stop: Stop, way: string, ask: (typeof asked)[string]) => {
      const answer = await ask(who, stop)
      const text = new TextDecoder().decode(await answer.arrayBuffer())
      const readers = (byId.includes(way) && stop.elsewhere) || stop.readers
      const status = statusOf(way, readers.includes(name))
      if (answer.status !== status)
        wrong.push(`${stop.what} ${way}: ${answer.status}, not ${status}`)
      const isTold = /words|quokka|walrus|\.jpg|\.txt/i.test(text.replaceAll(stop.url, ''))
      if (answer.status >= 400 && isTold) wrong.push(`${stop.what} ${way} tells: ${text}`)
    }
    for (const stop of stops)
      await Promise.all(Object.entries(asked).map(([way, ask]) => check(stop, way, ask)))
    expect(wrong).toEqual([])
  },
  300_000,
)

it('tells of a file of a lesson by its own address only whom the lesson is open to', async () => {
  const wrong: string[] = []
  for (const kind of kinds) {
    const { id, lesson, file } = await courseOf(world, kind)
    const url = world.home.at(`/courses/${id}/lessons/${lesson}/files/${file}/words.txt`)
    for (const name of viewers)
      for (const [query, headers] of [
        ['', {}],
        ['', { range: 'bytes=0-3' }],
        ['?download', {}],
      ] as const) {
        const answer = await world.people[name].get(url + query, headers)
        const text = new TextDecoder().decode(await answer.arrayBuffer())
        const isIn = entering[kind].includes(name)
        if (answer.ok !== isIn) wrong.push(`${name} on ${kind}: ${answer.status}`)
        if (!isIn && /quokka words|walrus words/.test(text)) wrong.push(`${name} reads ${text}`)
      }
  }
  expect(wrong).toEqual([])
}, 300_000)

it('puts a file into a zip by no right to another', async () => {
  const open = stops.find(({ what }) => what === 'resource in a public space')
  const closed = stops.find(({ what }) => what === 'resource in a paid space')
  for (const order of [
    [open, closed],
    [closed, open],
  ]) {
    const path = `/files/zip?${order.map((stop) => `id=${stop?.id}`).join('&')}`
    expect((await world.people.member.get(path)).status).toBe(404)
    const zip = await world.people.rightTier.get(path)
    const bytes = new Uint8Array(await zip.arrayBuffer())
    expect(new TextDecoder('latin1').decode(bytes)).toContain('walrus words')
  }
})
