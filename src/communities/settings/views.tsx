import type { Child } from 'hono/jsx'
import { Button } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { Choices, Radio } from '../../ui/choice.tsx'
import { TextareaField, TextField } from '../../ui/field.tsx'
import { ActionForm } from '../../ui/form.tsx'
import type { Errors, Typed } from '../../ui/input.ts'
import { PictureField } from '../../ui/picture.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { ManageTabs } from '../views.tsx'
import { ColourField } from './colour/views.tsx'
import { CloseCard, HandOverCard } from './danger/views.tsx'
import { MAX_ADDRESS, MAX_DESCRIPTION, MAX_NAME, type Settings } from './rules.ts'

type Shared = { slug: string; settings: Settings }
type Mine = { isOwner: boolean; errors?: Errors; typed?: Typed }

/** What a community is called, how it looks, who may read and join; and its owner's last words. */
export const SettingsPage: Page<Shared, Mine> = {
  title: () => 'Settings',
  Body: ({ slug }) => (
    <>
      <PageHead title="Settings" />
      <ManageTabs slug={slug} current="settings" />
      <Slot name="settings" />
    </>
  ),
  mine: (mine, { slug, settings }) => ({
    settings: <Sections {...mine} slug={slug} settings={settings} />,
  }),
}

type SectionProps = { slug: string; settings: Settings; errors: Errors }

function Sections({ slug, settings, isOwner, errors = {}, typed = {} }: Shared & Mine) {
  const props = { slug, settings: { ...settings, ...typed }, errors }
  return (
    <>
      <Words {...props} />
      <Look {...props} />
      <Access {...props} />
      {isOwner && <HandOverCard slug={slug} error={errors.username} typed={typed.username} />}
      {isOwner && <CloseCard slug={slug} name={settings.name} error={errors.closing} />}
    </>
  )
}

function Words({ slug, settings, errors }: SectionProps) {
  return (
    <Section slug={slug} title="About" id="words">
      <TextField
        name="name"
        label="Name"
        required
        maxlength={MAX_NAME}
        value={settings.name}
        error={errors.name}
      />
      <TextareaField
        name="description"
        label="Description"
        optional
        maxlength={MAX_DESCRIPTION}
        value={settings.description}
        error={errors.description}
        hint="What people read at the door."
      />
    </Section>
  )
}

function Look({ slug, settings, errors }: SectionProps) {
  const place = { community: slug, max: MAX_ADDRESS }
  return (
    <Section slug={slug} title="Look" id="look">
      <PictureField
        {...place}
        name="logoUrl"
        label="Logo"
        purpose="logo"
        back={`/${slug}/settings?logoUrl=`}
        value={settings.logoUrl ?? ''}
        error={errors.logoUrl}
        hint="Of a square picture."
      />
      <PictureField
        {...place}
        name="coverUrl"
        label="Cover"
        purpose="cover"
        back={`/${slug}/settings?coverUrl=`}
        value={settings.coverUrl ?? ''}
        error={errors.coverUrl}
        hint="Of a picture four times as wide as it is high."
      />
      <ColourField value={settings.brandColor} error={errors.brandColor} />
    </Section>
  )
}

function Access({ slug, settings, errors }: SectionProps) {
  const isPublic = String(settings.isPublic)
  const joinings = [
    ['open', 'Anyone', 'One press and they are in.', 'door'],
    ['approval', 'People you let in', 'They ask; moderators answer.', 'check'],
    ['invitation', 'People with a link', 'Only invite links open the door.', 'link'],
  ] as const
  return (
    <Section slug={slug} title="Access" id="access">
      <Choices label="Who may read public spaces?" error={errors.isPublic}>
        <Radio
          name="isPublic"
          value="true"
          checked={isPublic === 'true'}
          icon="globe"
          label="Everyone"
          hint="Search engines too. Private and paid spaces stay closed."
        />
        <Radio
          name="isPublic"
          value="false"
          checked={isPublic === 'false'}
          icon="lock"
          label="Members"
          hint="Others see the door and nothing behind it."
        />
      </Choices>
      <Choices label="Who may join?" error={errors.joining}>
        {joinings.map(([value, label, hint, icon]) => (
          <Radio
            name="joining"
            checked={settings.joining === value}
            {...{ value, label, hint, icon }}
          />
        ))}
      </Choices>
    </Section>
  )
}

type Part = { slug: string; title: string; id: string; children: Child }

/** One card that is saved by itself; the whole page is renewed, for its frame shows these too. */
function Section({ slug, title, id, children }: Part) {
  return (
    <Card title={title} id={id}>
      <ActionForm action={`/${slug}`} method="PATCH" class="form" enhance={false}>
        {children}
        <div class="form-actions">
          <Button look="primary">Save</Button>
        </div>
      </ActionForm>
    </Card>
  )
}
