import type { Child } from 'hono/jsx'
import type { SpaceRow } from '../../../spaces/manage/queries.ts'
import { Badge } from '../../../ui/badge.tsx'
import { PageHead } from '../../../ui/card.tsx'
import { Icon } from '../../../ui/icon.tsx'

type HeadProps = {
  space: Pick<SpaceRow, 'name' | 'emoji' | 'coverUrl' | 'spaceType' | 'visibility'>
  actions?: Child
  children?: Child
}

/** A space's name, with what it is and who may enter. */
export function SpaceHead({ space, actions, children }: HeadProps) {
  const title = (
    <>
      {space.name} {space.visibility === 'private' && <Badge icon="lock">Private</Badge>}
      {space.visibility === 'paid' && <Badge icon="key">For tiers</Badge>}
    </>
  )
  return (
    <PageHead
      title={title}
      cover={space.coverUrl}
      glyph={space.emoji || <Icon name={space.spaceType} size={24} />}
      actions={actions}
    >
      {children}
    </PageHead>
  )
}
