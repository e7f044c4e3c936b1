import { toText } from '../../bytes/rules.ts'
import type { Message } from '../../log/rules.ts'
import { ask } from './ask.ts'
import { question } from './asking.ts'
import type { Channel } from './channel.ts'
import type { Composer } from './composer.ts'
import type { List } from './list.ts'
import type { Draft } from './outgoing.ts'
import { tell } from './parts.ts'
import { unstore } from './sealing.ts'

type At = { root: HTMLElement; channel: Channel; composer: Composer; list: List }

/** What the menu of a message offers for it. */
export function allows(act: string, message: Message, { config, keyring }: Channel): boolean {
  const { a, r } = message.author
  const isOwn = a === config.me.id
  const mayModerate = config.isStaff && !isOwn && r === 'member'
  const isMuted = (keyring.keys.muted[a]?.until ?? 0) > keyring.now()
  if (message.deleted) return false
  switch (act) {
    case 'edit':
      return isOwn
    case 'delete':
      return isOwn || config.isStaff
    case 'report':
      return !isOwn
    case 'mute':
    case 'unmute':
      return mayModerate && isMuted === (act === 'unmute')
    case 'ban':
      return mayModerate
    default:
      return true
  }
}

/** Does what was chosen for a message. */
export async function act(name: string, message: Message, at: At): Promise<void> {
  const { root, channel, composer } = at
  const { config } = channel
  const { author, id, words } = message
  if (name === 'reply') composer.reply(message)
  if (name === 'edit') composer.edit(message)
  if (name === 'copy') await navigator.clipboard.writeText(words)
  if (name === 'retry') await channel.voice.outbox.retry(id)
  if (name === 'discard') {
    await channel.voice.outbox.discard(id)
    void unstore(message.files)
    channel.forget([id])
  }
  if (name === 'delete') {
    // those who come later are told by the Worker, whatever the nodes have lost by then
    if (author.a !== config.me.id) await ask('PUT', `${config.at}/chat/deleted/${id}`)
    // only what is one's own: a message can name files of others
    else void unstore(message.files)
    await channel.voice.say({ t: 'del', m: id })
  }
  if (name === 'mute') {
    await ask('PUT', `${config.at}/chat/mutes/${author.u}`, { minutes: 60 })
    await inform(channel, { t: 'mute', m: author.a })
    tell(`${author.n} is muted for an hour.`)
  }
  if (name === 'unmute') {
    await ask('DELETE', `${config.at}/chat/mutes/${author.u}`)
    await inform(channel, { t: 'mute', m: author.a })
    tell(`${author.n} may write again.`)
  }
  if (name === 'ban') {
    const asked = {
      title: `Ban ${author.n} from the community?`,
      words: 'They lose access at once. What they wrote stays.',
      yes: 'Ban',
    }
    if ((await question(root, asked)) === null) return
    await ask('PUT', `/${config.slug}/members/${author.u}/ban`, { content: 'keep' })
    await inform(channel, { t: 'rekey' })
    tell(`${author.n} is banned.`)
  }
  if (name === 'report') await report(root, channel, message)
}

/** Has this page, and those of all others, ask the Worker at once for what it says now. */
async function inform({ keyring, voice }: Channel, hint: Draft) {
  await keyring.refresh()
  await voice.pass(hint)
}

/** Gives or takes back a reaction. */
export const react = (channel: Channel, message: Message, emoji: string) => {
  const isMine = message.reactions.get(emoji)?.some(({ a }) => a === channel.config.me.id)
  return channel.voice.say({ t: 'react', m: message.id, x: emoji, on: !isMine })
}

async function report(root: HTMLElement, { inbox, config }: Channel, { saidIn, author }: Message) {
  const proof = inbox.proofs.get(saidIn)
  if (!proof) return
  const reason = await question(root, {
    title: `Report what ${author.n} wrote?`,
    words: 'The team can then read this message, and nothing else.',
    yes: 'Report',
    wantsReason: true,
  })
  if (reason === null) return
  await ask('POST', `${config.at}/chat/reports`, {
    epoch: proof.epoch,
    body: toText(proof.signed.body),
    signature: toText(proof.signed.signature),
    reason: reason.slice(0, 500),
  })
  tell('The team will look at it. Thank you.')
}
