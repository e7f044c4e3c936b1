import { type Community, community, guest, type Person, someone } from '../community.ts'

export const viewers = [
  ...(['guest', 'stranger', 'banned', 'pending', 'member', 'wrongTier', 'rightTier'] as const),
  ...(['invited', 'moderator', 'admin', 'owner'] as const),
]
export type ViewerName = (typeof viewers)[number]

export const kinds = ['public', 'private', 'paid'] as const
export type Kind = (typeof kinds)[number]

/** Words that nobody may read anywhere unless they may enter the space of that kind. */
export const secrets: Record<Kind, string[]> = {
  public: ['open title', 'open words', 'open reply'],
  private: [
    ...['Quokka hideaway', 'quokka-den', 'quokka title', 'quokka words', 'quokka reply'],
    ...['quokka-chat'],
    ...['quokka shelf', 'quokka-shelf', 'quokka link', 'quokka folder', 'quokka file'],
    ...['quokka-school', 'quokka course', 'quokka lesson'],
    ...['quokka dates', 'quokka-dates', 'quokka date', 'quokka place', 'quokka-room'],
  ],
  paid: [
    ...['walrus title', 'walrus words', 'walrus reply'],
    ...['walrus link', 'walrus folder', 'walrus file', 'walrus course', 'walrus lesson'],
    ...['walrus date', 'walrus place', 'walrus-room'],
  ],
}

/** Columns that no answer ever holds, whoever asks. */
export const columnsNobodySees = ['clerkId', 'clerk_id', 'stripeCustomerId', '@example.test']

const staff: ViewerName[] = ['moderator', 'admin', 'owner']

/** Who may enter a space of a kind, in a community that may be read publicly. */
export const entering: Record<Kind, ViewerName[]> = {
  public: viewers.filter((name) => name !== 'banned'),
  private: ['invited', ...staff],
  paid: ['rightTier', ...staff],
}

/** Who may write where they may enter. */
export const members: ViewerName[] = viewers.slice(viewers.indexOf('member'))
export const moderators: ViewerName[] = staff
export const admins: ViewerName[] = ['admin', 'owner']
export const everyone: ViewerName[] = [...viewers]
export const signedIn: ViewerName[] = viewers.filter((name) => name !== 'guest')

export type World = Awaited<ReturnType<typeof makeWorld>>

/** One community with everything in it that access can be asked about, and one of each viewer. */
export async function makeWorld() {
  const home = await community()
  const elsewhere = await community()
  const right = await home.tier({ name: 'Right tier' })
  const wrong = await home.tier({ name: 'Wrong tier' })
  const spaces: Record<Kind, string> = {
    public: await home.space({ name: 'Square', slug: 'square' }),
    private: await home.space({
      name: 'Quokka hideaway',
      slug: 'quokka-den',
      visibility: 'private',
    }),
    paid: await home.space({
      name: 'Lounge',
      slug: 'lounge',
      visibility: 'paid',
      requiredTierIds: [right],
    }),
  }
  const shelf = (slug: string, more: object) =>
    home.space({ name: `Shelf ${slug}`, slug, spaceType: 'resources', ...more })
  const shelves: Record<Kind, string> = {
    public: await shelf('open-shelf', {}),
    private: await shelf('quokka-shelf', { visibility: 'private' }),
    paid: await shelf('walrus-shelf', { visibility: 'paid', requiredTierIds: [right] }),
  }
  const school = (slug: string, more: object) =>
    home.space({ name: `School ${slug}`, slug, spaceType: 'course', ...more })
  const schools: Record<Kind, string> = {
    public: await school('open-school', {}),
    private: await school('quokka-school', { visibility: 'private' }),
    paid: await school('walrus-school', { visibility: 'paid', requiredTierIds: [right] }),
  }
  const calendar = (slug: string, more: object) =>
    home.space({ name: `Calendar ${slug}`, slug, spaceType: 'events', ...more })
  const dates: Record<Kind, string> = {
    public: await calendar('open-dates', {}),
    private: await calendar('quokka-dates', { visibility: 'private' }),
    paid: await calendar('lounge-dates', { visibility: 'paid', requiredTierIds: [right] }),
  }
  const chat = (slug: string, more: object) =>
    home.space({ name: `Talk in ${slug}`, slug, spaceType: 'chat', ...more })
  const chats: Record<Kind, string> = {
    public: await chat('open-chat', {}),
    private: await chat('quokka-chat', { visibility: 'private' }),
    paid: await chat('walrus-chat', { visibility: 'paid', requiredTierIds: [right] }),
  }
  const people = await makePeople(home, elsewhere, { right, wrong })
  const author = await home.join('Amara')
  await home.owner.put(home.at(`/s/${spaces.private}/guests/${author.username}`))
  await home.owner.put(home.at(`/members/${author.username}/tiers/${right}`))
  const word: Record<Kind, string> = { public: 'open', private: 'quokka', paid: 'walrus' }
  const post = (kind: Kind, more: object = {}) =>
    home.post(author, spaces[kind], {
      title: `A ${word[kind]} title`,
      content: `Some ${word[kind]} words for @${people.invited.username}.`,
      ...more,
    })
  const reply = (kind: Kind, id: string) =>
    home.comment(author, id, { content: `A ${word[kind]} reply` })
  const posts: Record<Kind, string> = {
    public: await post('public'),
    private: await post('private'),
    paid: await post('paid'),
  }
  const comments: Record<Kind, string> = {
    public: await reply('public', posts.public),
    private: await reply('private', posts.private),
    paid: await reply('paid', posts.paid),
  }
  const fresh = {
    post,
    reply,
    /** a space that nothing else rests on */
    space: () => home.space(),
    /** a member whom nobody else acts on */
    member: () => home.join('Nia'),
    /** someone who has asked to join */
    asker: async () => {
      const asker = await someone('Ask')
      await home.owner.patch(home.at(), { joining: 'approval' })
      await asker.post(home.at('/membership'))
      await home.owner.patch(home.at(), { joining: 'open' })
      return asker
    },
    /** an invitation link; gives id and code */
    invite: async (): Promise<{ id: string; code: string }> =>
      (await home.owner.post(home.at('/invites'), { life: 'week' })).json(),
  }
  /** where a conversation of two is, or where none is if they may have none */
  const talk = async (one: Person, other: Person): Promise<string> => {
    const to = { community: home.slug, usernames: [other.username] }
    const made = await one.post('/messages', to)
    const { id = crypto.randomUUID() } = await made.json<{ id?: string }>()
    return `/messages/${id}`
  }
  const tiers = { right, wrong }
  return {
    home,
    talk,
    elsewhere,
    people,
    author,
    spaces,
    shelves,
    schools,
    dates,
    chats,
    posts,
    comments,
    tiers,
    fresh,
  }
}

async function makePeople(
  home: Community,
  elsewhere: Community,
  tiers: { right: string; wrong: string },
): Promise<Record<ViewerName, Person>> {
  const comp = (person: Person, tier: string) =>
    home.owner.put(home.at(`/members/${person.username}/tiers/${tier}`))
  const people = {
    guest: guest(),
    stranger: elsewhere.owner,
    banned: await home.join('Bruno'),
    pending: await someone('Petra'),
    member: await home.join('Mona'),
    wrongTier: await home.join('Wanda'),
    rightTier: await home.join('Rita'),
    invited: await home.join('Ines'),
    moderator: await home.join('Milo', 'moderator'),
    admin: await home.join('Abel', 'admin'),
    owner: home.owner,
  }
  await comp(people.rightTier, tiers.right)
  await comp(people.wrongTier, tiers.wrong)
  for (const space of [
    'quokka-den',
    'quokka-shelf',
    'quokka-school',
    'quokka-dates',
    'quokka-chat',
  ])
    await home.owner.put(home.at(`/s/${space}/guests/${people.invited.username}`))
  await home.owner.put(home.at(`/members/${people.banned.username}/ban`), { content: 'keep' })
  await home.owner.patch(home.at(), { joining: 'approval' })
  await people.pending.post(home.at('/membership'))
  await home.owner.patch(home.at(), { joining: 'open' })
  return people
}
