import type { Refusal } from '../../checks/rules.ts'
import { ask } from './ask.ts'
import type { Channel } from './channel.ts'
import { faceOf } from './face.ts'
import { make, partOf } from './parts.ts'

/** Why messages are refused, as the page says it. */
const WHY: Record<Refusal, string> = {
  garbage: 'that nobody could open',
  certificate: 'with a false certificate',
  author: 'not signed by their author',
  place: 'meant for another place',
  time: 'not from when they say',
  expired: 'with a certificate that had run out',
  epoch: 'under a key that had been replaced',
  left: 'from someone who has left',
  muted: 'from someone who was muted',
  blocked: 'from someone whom you blocked',
  replay: 'heard before',
  size: 'too long',
  flood: 'too many at once',
}
const LIST = new Intl.ListFormat('en')

/** The head of the chat: who is here, and whether one wants to hear of it. */
export class Tools {
  #part: ReturnType<typeof partOf>

  constructor(
    head: ParentNode,
    readonly channel: Channel,
  ) {
    this.#part = partOf(head, 'tool')
    const silence = this.#part('silence')
    silence.addEventListener('click', async () => {
      const isSilent = silence.ariaPressed !== 'true'
      silence.ariaPressed = String(isSilent)
      await ask(isSilent ? 'PUT' : 'DELETE', `${channel.config.at}/chat/silence`)
    })
    head.querySelector('#chat-about')?.addEventListener('toggle', () => this.#count())
  }

  get search() {
    return this.#part('search')
  }

  draw() {
    const { here } = this.channel.people
    const count = Math.max(1, here.length)
    this.#part('here').hidden = false
    this.#part('count').textContent = `${count}`
    this.#part('people').replaceChildren(
      ...here.map((someone) =>
        make(
          'a',
          { class: 'menu-item', href: `/@${someone.u}` },
          faceOf(someone, 20),
          make('span', { class: 'truncate' }, someone.n),
        ),
      ),
    )
  }

  silent(isSilent: boolean) {
    this.#part('silence').ariaPressed = String(isSilent)
  }

  /** What was refused is counted, not shown. */
  #count() {
    const { refused, forOthers } = this.channel.inbox
    const counts = Object.entries(refused)
    const all = counts.reduce((sum, [, n]) => sum + n, 0)
    // the inbox counts under these names
    const whys = counts.map(([why, n]) => `${n} ${WHY[why as Refusal]}`)
    const old = forOthers
      ? ` ${forOthers} more are sealed to other devices: a recovery code opens those that were yours.`
      : ''
    const said = all
      ? `${all === 1 ? 'One message was' : `${all} messages were`} refused here: ${LIST.format(whys)}.`
      : 'Nothing here had to be refused.'
    this.#part('refused').textContent = said + old
  }
}
