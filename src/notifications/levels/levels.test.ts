import { env } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import docs from '../../../docs/levels.md?raw'
import { community } from '../../../tests/community.ts'
import { memberships } from '../../communities/tables.ts'
import { newId } from '../../db/columns.ts'
import { connect } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaceFollows } from '../../spaces/tables.ts'
import { type Cause, causes, HEARD, hears, levels } from './rules.ts'
import { topicLevels } from './tables.ts'

const db = connect(env)
const choices = [null, ...levels]

/** Whether someone hears of each cause: mention, reply, post, comment, nested. */
const TABLE: Record<string, Record<string, string>> = {
  none: { none: 'mr---', mute: '-----', normal: 'mr---', follow: 'mr-c-', watch: 'mr-cn' },
  mute: { none: '-----', mute: '-----', normal: 'mr---', follow: 'mr-c-', watch: 'mr-cn' },
  normal: { none: 'mr---', mute: '-----', normal: 'mr---', follow: 'mr-c-', watch: 'mr-cn' },
  follow: { none: 'mrp--', mute: '--p--', normal: 'mrp--', follow: 'mrpc-', watch: 'mrpcn' },
  watch: { none: 'mrpcn', mute: '--p--', normal: 'mrp--', follow: 'mrpc-', watch: 'mrpcn' },
}

const LETTER: Record<Cause, string> = {
  mention: 'm',
  reply: 'r',
  post: 'p',
  comment: 'c',
  nested: 'n',
}
const cell = (space: string | null, post: string | null) => TABLE[space ?? 'none']?.[post ?? 'none']

describe('what someone chose for a post and for its space', () => {
  it('decides cell by cell what they hear of', () => {
    for (const space of choices)
      for (const post of choices) {
        const heard = causes.map((cause) => (hears(cause, { space, post }) ? LETTER[cause] : '-'))
        expect(heard.join(''), `space ${space}, post ${post}`).toBe(cell(space, post))
      }
  })

  it('lets a muted space silence even the people that one follows', () => {
    const hear = choices.map((space) => hears('post', { space, post: null, followsAuthor: true }))
    expect(hear).toEqual([true, false, true, true, true])
  })

  it('stands in the documentation as in the rules', () => {
    for (const place of ['space', 'post'] as const)
      for (const level of levels) {
        const marks = causes.map((cause) => (HEARD[place][level].includes(cause) ? 'yes' : ' '))
        const row = `| ${place} | ${level} | ${marks.join(' | ')} |`
        expect(docs.replace(/ +\|/g, ' |')).toContain(row.replace(/ +\|/g, ' |'))
      }
  })

  it('is told so by the database too, cell by cell', async () => {
    const home = await community()
    const slug = await home.space()
    const { rows } = await db.execute<{ id: string; communityId: string }>(sql`
      select id, community_id as "communityId" from spaces where slug = ${slug}`)
    const [place] = rows
    if (!place) throw new Error('no space')
    const people = choices.flatMap((space) =>
      choices.map((post) => ({ id: newId(), name: `l-${newId().slice(-12)}`, space, post })),
    )
    // the post's id is known before it is there
    const post = newId()
    await db.batch([
      db
        .insert(profiles)
        .values(
          people.map(({ id, name }) => ({ id, clerkId: id, username: name, fullName: 'Someone' })),
        ),
      db.insert(memberships).values(
        people.map(({ id }) => ({
          ...{ communityId: place.communityId, profileId: id, status: 'active' as const },
          joinedAt: new Date(),
        })),
      ),
      db
        .insert(spaceFollows)
        .values(
          people.flatMap(({ id, space }) =>
            space ? [{ spaceId: place.id, profileId: id, level: space }] : [],
          ),
        ),
    ])
    const made = await home.owner.post(home.at(`/s/${slug}/posts`), { id: post, content: 'Hello.' })
    expect(made.status).toBe(201)
    await db
      .insert(topicLevels)
      .values(
        people.flatMap(({ id, post: level }) =>
          level
            ? [{ profileId: id, topic: `post:${post}`, level, title: 'Hello.', link: '/' }]
            : [],
        ),
      )
    const ben = await home.join('Ben')
    const names = people.map(({ name }) => `@${name}`)
    // twenty-five names are more than one comment may name
    const halves = [names.slice(0, 13), names.slice(13)]
    const mentions: string[] = []
    for (const half of halves)
      mentions.push(await home.comment(ben, post, { content: half.join(' ') }))
    const comment = await home.comment(ben, post, { content: 'To the post.' })
    const nested = await home.comment(ben, post, { content: 'To Ben.', parentId: comment })
    const told = await heardOf(people.map(({ id }) => id))
    const wrong = people.flatMap(({ id, space, post: chosen }) => {
      const heard = [
        mentions.some((one) => told.has(`${id} mention comment:${one}`)) ? 'm' : '-',
        // who is answered is asked below
        told.has(`${id} new_post post:${post}`) ? 'p' : '-',
        told.has(`${id} reply comment:${comment}`) ? 'c' : '-',
        told.has(`${id} reply comment:${nested}`) ? 'n' : '-',
      ].join('')
      const wanted = cell(space, chosen)?.replace(/^(.)./, '$1')
      return heard === wanted ? [] : [`space ${space}, post ${chosen}: ${heard}, not ${wanted}`]
    })
    expect(wrong).toEqual([])
  })

  it('is told so by the database of answers, too, cell by cell', async () => {
    const home = await community()
    const slug = await home.space()
    const ada = await home.join('Ada')
    const post = await home.post(ada, slug)
    const [spaceId, topic] = [sql`(select id from spaces where slug = ${slug})`, `post:${post}`]
    const wrong: string[] = []
    for (const space of choices)
      for (const level of choices) {
        await db.batch([
          db.delete(spaceFollows).where(eq(spaceFollows.profileId, ada.id)),
          db.delete(topicLevels).where(eq(topicLevels.profileId, ada.id)),
          ...(space
            ? [db.insert(spaceFollows).values({ spaceId, profileId: ada.id, level: space })]
            : []),
          ...(level
            ? [
                db.insert(topicLevels).values({
                  ...{ profileId: ada.id, topic, level, title: 'Hello.', link: '/' },
                }),
              ]
            : []),
        ])
        const comment = await home.comment(home.owner, post)
        const isHeard = (await heardOf([ada.id])).has(`${ada.id} reply comment:${comment}`)
        if (isHeard !== cell(space, level)?.includes('r')) wrong.push(`${space} ${level}`)
      }
    expect(wrong).toEqual([])
  })
})

async function heardOf(ids: string[]): Promise<Set<string>> {
  const { rows } = await db.execute<{ key: string }>(sql`
    select user_id || ' ' || type || ' ' || cause as key from notifications
    where user_id = any(${`{${ids.join(',')}}`}::uuid[])`)
  return new Set(rows.map(({ key }) => key))
}
