import { ask } from './ask.ts'
import type { Channel } from './channel.ts'
import { faceOf } from './face.ts'
import { make, partOf } from './parts.ts'

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
    const refused = Object.values(this.channel.inbox.refused).reduce((sum, n) => sum + n, 0)
    const words = refused === 1 ? 'One message was' : `${refused} messages were`
    const { forOthers } = this.channel.inbox
    const old = forOthers
      ? ` ${forOthers} more are sealed to other devices: your recovery code opens them here.`
      : ''
    const said = refused
      ? `${words} refused here, since they were not what they said they were.`
      : 'Nothing here had to be refused.'
    this.#part('refused').textContent = said + old
  }
}
