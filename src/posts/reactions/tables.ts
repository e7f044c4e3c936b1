import { index, pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'

export const targetType = pgEnum('target_type', ['post', 'comment'])

export const reactions = pgTable(
  'reactions',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    targetType: targetType().notNull(),
    targetId: uuid().notNull(),
    reactionType: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('reactions_once').on(t.userId, t.targetType, t.targetId, t.reactionType),
    // the kind too: counts are then read from the index alone
    index('idx_reactions_target').on(t.targetType, t.targetId, t.reactionType),
    index('idx_reactions_user_id').on(t.userId),
  ],
)
