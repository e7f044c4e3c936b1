import { sql } from 'drizzle-orm'
import { attachments } from '../../local/seed/attachments.ts'
import { connect } from '../../src/db/connect.ts'
import { attachFiles } from '../../src/files/queries.ts'
import { posts } from '../../src/posts/tables.ts'
import { profiles } from '../../src/profiles/tables.ts'
import { spaceAt } from '../../src/spaces/manage/queries.ts'
import { artwork, type Site, sendFile, signedIn } from './signed.ts'

/** Hangs the files of the seeds on their posts, which do not count as changed by it. */
export async function uploadAttachments(stack: Site, community: string): Promise<void> {
  const db = connect({ DATABASE_URL: stack.databaseUrl, NEON_ENDPOINT: stack.neonEndpoint })
  for (const { author, space, begins, files } of attachments) {
    const ask = await signedIn(stack, author)
    const listed: { id: string; alt: string }[] = []
    for (const { file, name, alt = '' } of files) {
      const wanted = { purpose: 'attachment', name, community, space }
      listed.push({ id: await sendFile(ask, artwork(file), wanted), alt })
    }
    const [post] = await db
      .select({ id: posts.id, me: posts.authorId, spaceId: posts.spaceId })
      .from(posts)
      .innerJoin(profiles, sql`${profiles.id} = ${posts.authorId}`)
      .where(
        sql`${posts.spaceId} = ${spaceAt(community, space)} and ${profiles.username} = ${author}
          and starts_with(concat(${posts.title}, ${posts.content}), ${begins})`,
      )
      .orderBy(sql`${posts.publishedAt} desc`)
      .limit(1)
    if (!post) throw new Error(`no post of ${author} begins with "${begins}"`)
    const ids = listed.map(({ id }) => id)
    await db.batch([
      attachFiles(db, { ids, me: post.me, spaceId: post.spaceId, to: post.id }),
      db.update(posts).set({ attachments: listed }).where(sql`${posts.id} = ${post.id}::uuid`),
    ])
  }
}
