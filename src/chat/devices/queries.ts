import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import type { NewDevice } from './rules.ts'
import { chatDevices } from './tables.ts'

/** A browser's keys; the same keys again are the same device, unless it was revoked or is another's. */
export const insertDevice = (db: Db, me: string, id: string, device: NewDevice) =>
  db
    .insert(chatDevices)
    .values({ id, profileId: me, ...device })
    .onConflictDoUpdate({
      target: chatDevices.signingKey,
      set: { seenAt: sql`now()`, name: device.name },
      setWhere: sql`${chatDevices.profileId} = ${me}::uuid and ${chatDevices.revokedAt} is null`,
    })
    .returning({ id: chatDevices.id })

/** Someone's devices that still count, the last used first. */
export const devicesOf = (db: Db, me: string | null) =>
  db
    .select({
      id: chatDevices.id,
      name: chatDevices.name,
      createdAt: chatDevices.createdAt,
      seenAt: chatDevices.seenAt,
    })
    .from(chatDevices)
    .where(and(sql`${chatDevices.profileId} = ${me}::uuid`, isNull(chatDevices.revokedAt)))
    .orderBy(desc(chatDevices.seenAt))
export type DeviceRow = Awaited<ReturnType<typeof devicesOf>>[number]

/** From now on nothing is sealed to it, and nothing new that it signs counts. */
export const revokeDevice = (db: Db, me: string, id: string) =>
  db
    .update(chatDevices)
    .set({ revokedAt: sql`now()` })
    .where(
      and(eq(chatDevices.id, id), eq(chatDevices.profileId, me), isNull(chatDevices.revokedAt)),
    )
    .returning({ id: chatDevices.id })
