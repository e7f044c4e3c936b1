import type { Message } from '../../log/rules.ts'
import { faceOf } from './face.ts'
import { filesOf, type Looks } from './files.ts'
import type { Outgoing } from './outgoing.ts'
import { make, show } from './parts.ts'
import { isBig, nodesOf } from './words.ts'

const TIME = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' })
const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' })

const GONE = { author: 'Deleted.', staff: 'A moderator took this away.' }

const WHY: Record<string, string> = {
  muted: 'You are muted for now.',
  staff: 'Only the team writes here.',
  closed: 'Nothing can be written here now.',
  size: 'That is too long.',
}

export type RowContext = {
  me: { id: string; username: string }
  find: (id: string) => Message | undefined
  item: (id: string) => Outgoing | undefined
  looks: Looks
}

/** Writes a message into its row, new or changed. */
export function fill(row: HTMLElement, message: Message, at: RowContext) {
  const { author, words, deleted } = message
  const part = (name: string) => row.querySelector<HTMLElement>(`.msg-${name}`) ?? row
  row.id = `m-${message.id}`
  row.toggleAttribute('data-own', author.a === at.me.id)
  row.toggleAttribute('data-deleted', deleted !== null)
  part('face').replaceChildren(faceOf(author, 40))
  part('name').replaceChildren(make('a', { class: 'name-link', href: `/@${author.u}` }, author.n))
  show(
    part('role'),
    { member: '', moderator: 'Moderator', admin: 'Admin', owner: 'Owner' }[author.r],
  )
  stamp(row, message)
  const big = isBig(words)
  part('words').classList.toggle('msg-big', big)
  part('words').replaceChildren(...(deleted ? [GONE[deleted]] : nodesOf(words, at.me.username)))
  if (message.editedAt && !deleted)
    part('words').append(make('span', { class: 'msg-edited' }, ' edited'))
  row.toggleAttribute('data-named', words.toLowerCase().includes(`@${at.me.username}`))
  quote(part('quote'), message, at)
  attach(part('files'), message, at.looks)
  react(part('reactions'), message, at.me.id)
  state(part('state'), row, at.item(message.id))
}

/** Files stay as they are while other things of their message change. */
function attach(place: HTMLElement, { files }: Message, looks: Looks) {
  const names = files.map(({ url }) => url).join(' ')
  if (names === (place.dataset.files ?? '')) return
  place.dataset.files = names
  place.hidden = files.length === 0
  place.replaceChildren(...filesOf(files, looks))
}

function stamp(row: HTMLElement, { at }: Message) {
  for (const time of row.querySelectorAll('time')) {
    time.textContent = TIME.format(at)
    time.dateTime = new Date(at).toISOString()
    time.title = EXACT.format(at)
  }
}

function quote(place: HTMLElement, { reply }: Message, { find }: RowContext) {
  place.hidden = !reply
  if (!reply) return
  const quoted = find(reply)
  const words = quoted?.deleted ? 'a message that is gone' : (quoted?.words ?? 'an older message')
  const link = make('a', { href: `#m-${reply}`, class: 'truncate' })
  if (quoted) link.append(make('strong', {}, quoted.author.n), ' ')
  link.append(words.slice(0, 140) || 'a file')
  place.replaceChildren(link)
}

function react(place: HTMLElement, { reactions }: Message, me: string) {
  place.hidden = reactions.size === 0
  place.replaceChildren(
    ...[...reactions].map(([emoji, who]) => {
      const names = who.map(({ n }) => n).join(', ')
      const isMine = who.some(({ a }) => a === me)
      const label = `${emoji} ${who.length}: ${names}`
      return make(
        'button',
        {
          ...{ type: 'button', class: 'reaction', 'data-react': emoji, title: names },
          ...{ 'aria-pressed': String(isMine), 'aria-label': label },
        },
        make('span', { class: 'reaction-emoji' }, emoji),
        make('span', { class: 'count' }, `${who.length}`),
      )
    }),
  )
}

function state(place: HTMLElement, row: HTMLElement, item?: Outgoing) {
  row.dataset.state = item?.state ?? 'sent'
  place.hidden = item?.state !== 'failed' && item?.state !== 'queued'
  if (item?.state === 'queued')
    place.replaceChildren(
      item.why === 'pace' ? 'You are quick: this goes in a moment.' : 'Sending…',
    )
  if (item?.state !== 'failed') return
  place.replaceChildren(
    `Not sent. ${WHY[item.why ?? ''] ?? ''} `,
    make('button', { type: 'button', 'data-act': 'retry' }, 'Try again'),
    ' ',
    make('button', { type: 'button', 'data-act': 'discard' }, 'Discard'),
  )
}
