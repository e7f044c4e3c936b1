import type { Said } from '../../checks/rules.ts'
import type { Channel } from './channel.ts'

/** Hears what is said in passing and kept by nobody. */
export function hear(channel: Channel, { body, author }: Said) {
  const { config, device, people } = channel
  if (author.a === config.me.id && author.d === device.id) return
  if (body.t === 'typing') people.typing(author, body.on !== false)
  // it only says that the Worker has news: it is the Worker whom we believe
  if (body.t === 'rekey' || body.t === 'mute') channel.hinted()
  if (body.t === 'here' && body.on)
    setTimeout(() => void channel.voice.pass({ t: 'here' }), Math.random() * 2000)
  if (body.t !== 'want' || body.m !== device.id) return
  const wanted = new Set((body.x ?? '').split(',').map(Number))
  void channel.voice.again((q) => wanted.has(q))
}
