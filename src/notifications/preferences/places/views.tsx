import { SPACE_LEVELS } from '../../../spaces/follows/views.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Row } from '../../../ui/row.tsx'
import { HEADINGS } from '../../levels/rules.ts'
import type { Mine } from '../views.tsx'

/** Where one has chosen to hear more, or less. */
export function Places({ spaces, topics }: Pick<Mine, 'spaces' | 'topics'>) {
  if (!spaces.length && !topics.length) return null
  return (
    <Card title="Spaces and conversations">
      <p class="hint">
        Where you chose to hear more, or less. A conversation counts before its space.
      </p>
      <div class="rows" id="places">
        {spaces.map(({ name, slug, emoji, level, community }) => (
          <Row
            title={
              <a class="name-link" href={`/${community.slug}/s/${slug}`}>
                {emoji} {name}
              </a>
            }
            line={community.name}
            action={
              <div class="place-level">
                <Level level={level} words={SPACE_LEVELS[level].heading} />
                <ActionForm
                  action={`/${community.slug}/s/${slug}/level`}
                  method="PUT"
                  enhance={false}
                >
                  <input type="hidden" name="level" value="normal" />
                  <Button size="small" look="plain" label={`Reset: ${name}`}>
                    Reset
                  </Button>
                </ActionForm>
              </div>
            }
          />
        ))}
        {topics.map(({ topic, title, link, level }) => (
          <Row
            title={
              <a class="name-link" href={link}>
                {title}
              </a>
            }
            action={
              <div class="place-level">
                <Level level={level} words={HEADINGS[level]} />
                <ActionForm
                  action={`/settings/notifications/topics/${encodeURIComponent(topic)}`}
                  method="DELETE"
                  enhance={false}
                >
                  <Button size="small" look="plain" label={`Reset: ${title}`}>
                    Reset
                  </Button>
                </ActionForm>
              </div>
            }
          />
        ))}
      </div>
    </Card>
  )
}

const icons = { mute: 'muted', normal: 'comment', follow: 'bell', watch: 'eye' } as const

const Level = ({ level, words }: { level: keyof typeof icons; words: string }) => (
  <Badge icon={icons[level]} tone={level === 'mute' ? 'neutral' : 'brand'}>
    {words}
  </Badge>
)
