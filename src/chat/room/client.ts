import type { Message } from '../log/rules.ts'
import type { ChatConfig } from '../page/rules.ts'
import { answered, ask } from './client/ask.ts'
import { Channel } from './client/channel.ts'
import { Composer } from './client/composer.ts'
import { Db } from './client/db.ts'
import { deviceOf } from './client/device.ts'
import { offerSearch } from './client/finding.ts'
import { List } from './client/list.ts'
import { offerActs } from './client/menu.ts'
import { offerNames } from './client/names.ts'
import { partOf, show } from './client/parts.ts'
import { Reading } from './client/reading.ts'
import { Status } from './client/status.ts'
import { Tools } from './client/tools.ts'
import { offerFiles } from './client/tray.ts'

const HERE = 60_000
const SAID = 15_000

const CLOSED = {
  muted: 'You are muted for now',
  staff: 'Only the team writes here',
  closed: 'Nothing can be written here now',
  device: 'This device was removed. Load the page again',
  waiting: 'They have not opened chat yet: they were told, and can then read you',
}

/** Opens a chat in its page. */
export async function start(root: HTMLElement, config: ChatConfig): Promise<void> {
  const part = partOf(root)
  const status = new Status(part('status'))
  let toldLately = false
  performance.mark('chat begins')
  const db = await Db.open(config.me.id)
  const device = await answered(() => deviceOf(db))

  const channel: Channel = new Channel(config, device, db, {
    messages: (messages, isLive) => came(messages, isLive),
    sending: ({ id, state, t, names }) => {
      const message = channel.log.find(id)
      if (message) list.put([message])
      status.set({ waiting: channel.voice.outbox.waiting })
      if (state !== 'sent' || t !== 'msg') return
      toldLately ||= announce()
      if (config.slug && names?.length) void mention(id, names)
    },
    gone: (ids) => {
      for (const id of ids) list.drop(id)
    },
    state: (state) => {
      root.dataset.state = state
      status.set({ state })
      if (state === 'lost') composer.close('You no longer have access')
      if (state === 'online') performance.mark('chat online')
      if (state === 'online') void channel.voice.pass({ t: 'here', on: true })
    },
    keys: ({ why, readAt, isSilent }) => {
      list.unreadFrom ??= readAt
      composer.close(why && CLOSED[why])
      tools.silent(isSilent)
    },
    people: () => draw(),
  })
  const context = {
    me: { id: config.me.id, username: config.me.username },
    find: channel.log.find,
    looks: { file: part<HTMLTemplateElement>('file'), gallery: config.gallery },
    item: (id: string) => channel.voice.outbox.items.find((one) => one.id === id && !one.isAgain),
  }
  const template = part<HTMLTemplateElement>('message')
  const list = new List(part('scroll'), part('list'), template, channel.log, context)
  const composer = new Composer(root, config.channel, {
    send: (draft) => void channel.voice.say(draft).then(() => list.toEnd()),
    typing: (on) => void channel.voice.pass({ t: 'typing', on }),
    last: () =>
      channel.log.messages.findLast(({ author, deleted }) => author.a === config.me.id && !deleted),
  })
  const tools = new Tools(root.closest('.chat') ?? root, channel)
  const reading = new Reading(channel, list, part('jump'))
  offerActs(root, { channel, composer, list })
  offerNames(composer.area, part('names'), channel.people, config.slug)
  offerFiles(root, composer, config)
  offerSearch(root, channel, tools.search, go)

  function came(messages: Message[], isLive: boolean) {
    list.put(messages)
    const fresh = isLive ? messages.filter(({ editedAt, deleted }) => !editedAt && !deleted) : []
    reading.came(fresh.filter(({ id }) => !list.row(id)?.dataset.told))
    for (const { id, author, words } of fresh) {
      const row = list.row(id)
      if (!row || row.dataset.told || author.a === config.me.id) continue
      row.dataset.told = ''
      part('announce').textContent = `${author.n}: ${words || 'a file'}`
    }
    edges()
  }

  function draw() {
    tools.draw()
    const names = channel.people.typers.map(({ n }) => n)
    const who = new Intl.ListFormat('en').format(names.slice(0, 3))
    const words =
      names.length > 3
        ? 'Several people are typing…'
        : `${who} ${names.length > 1 ? 'are' : 'is'} typing…`
    show(part('typing'), names.length ? words : '')
  }

  function edges() {
    const { hasMore } = channel.history
    part('older').hidden = !hasMore
    part('begin').hidden = hasMore
  }

  /** Has the Worker tell the others that something was said, not more often than they would look. */
  function announce() {
    void ask('POST', `${config.at}/chat/said`).catch(() => undefined)
    setTimeout(() => (toldLately = false), SAID)
    return true
  }

  const mention = (message: string, usernames: string[]) =>
    ask('POST', `${config.at}/chat/mentions`, { message, usernames: usernames.slice(0, 10) }).catch(
      () => undefined,
    )

  async function older() {
    const button = part('older')
    button.ariaBusy = 'true'
    await channel.history.older().catch(() => undefined)
    button.ariaBusy = null
    edges()
  }

  async function go(id: string) {
    for (let page = 0; !list.row(id) && page < 20 && channel.history.hasMore; page++)
      await channel.history.older()
    const row = list.row(id)
    row?.scrollIntoView({ block: 'center' })
    row?.classList.add('msg-found')
    setTimeout(() => row?.classList.remove('msg-found'), 2000)
  }

  part('older').addEventListener('click', () => void older())
  list.scroll.addEventListener(
    'scroll',
    () => {
      if (
        list.scroll.scrollTop < 200 &&
        channel.history?.hasMore &&
        part('older').ariaBusy !== 'true'
      )
        void older()
    },
    { passive: true },
  )
  part('list').addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('.msg-quote a')
    if (!link) return
    event.preventDefault()
    void go(link.getAttribute('href')?.slice(3) ?? '')
  })
  setInterval(draw, 2000)
  setInterval(() => document.hidden || void channel.voice.pass({ t: 'here' }), HERE)
  await channel.open()
  await channel.joined()
  edges()
  if (location.hash.startsWith('#m-')) await go(location.hash.slice(3))
  else list.toEnd()
  performance.mark('chat ready')
  root.dataset.ready = ''
}
