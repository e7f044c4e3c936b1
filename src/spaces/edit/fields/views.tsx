import { MAX_SLUG } from '../../../communities/founding/rules.ts'
import { MAX_ADDRESS, MAX_NAME } from '../../../communities/settings/rules.ts'
import { Choices, Radio } from '../../../ui/choice.tsx'
import { TextareaField, TextField } from '../../../ui/field.tsx'
import type { Errors, Typed } from '../../../ui/input.ts'
import { PictureField } from '../../../ui/picture.tsx'
import { MAX_LINE, type NewSpace } from '../../manage/rules.ts'
import { type TierChoice, TierChoices } from '../../tiers/choice/views.tsx'

type Fields = {
  slug: string
  space: NewSpace
  tiers: TierChoice[]
  errors?: Errors
  typed?: Typed
}

/** The fields of a space, filled in with what it has or what was typed. */
export function SpaceFields({ slug, space, tiers, errors = {}, typed = {} }: Fields) {
  const shown = { ...space, ...typed }
  return (
    <>
      <div class="grid gap-4 sm:grid-cols-[1fr_6rem]">
        <TextField
          name="name"
          label="Name"
          required
          maxlength={MAX_NAME}
          value={shown.name}
          error={errors.name}
        />
        <TextField
          name="emoji"
          label="Emoji"
          optional
          value={shown.emoji}
          error={errors.emoji}
          autocomplete="off"
        />
      </div>
      <TextField
        name="slug"
        label="Address"
        optional
        prefix={`/${slug}/s/`}
        maxlength={MAX_SLUG}
        value={shown.slug}
        error={errors.slug}
        hint="Leave it empty to take it from the name."
        autocomplete="off"
        autocapitalize="off"
      />
      <TextareaField
        name="description"
        label="What belongs here?"
        optional
        rows={2}
        maxlength={MAX_LINE}
        value={shown.description}
        error={errors.description}
      />
      <CoverField
        slug={slug}
        at={space.slug}
        value={shown.coverUrl ?? ''}
        error={errors.coverUrl}
      />
      <KindChoices chosen={shown.spaceType} error={errors.spaceType} />
      <EntryChoices chosen={shown.visibility} error={errors.visibility} />
      {/* the stylesheet shows it while "paid" is chosen, with or without a script */}
      <div class="hidden group-has-[[value=paid]:checked]:block">
        <TierChoices
          {...{ slug, tiers, chosen: shown.requiredTierIds }}
          error={errors.requiredTierIds}
        />
      </div>
      <PostChoices chosen={shown.whoPosts} error={errors.whoPosts} />
    </>
  )
}

type CoverProps = { slug: string; at: string; value: string; error?: string }

/** A space that is yet to be made has no place to keep an upload. */
function CoverField({ slug, at, ...field }: CoverProps) {
  const cover = { ...field, name: 'coverUrl', label: 'Cover' }
  if (at)
    return (
      <PictureField
        {...cover}
        purpose="cover"
        community={slug}
        space={at}
        max={MAX_ADDRESS}
        back={`/${slug}/s/${at}/settings?coverUrl=`}
        hint="Of a picture four times as wide as it is high."
      />
    )
  return (
    <TextField {...cover} optional inputmode="url" maxlength={MAX_ADDRESS} placeholder="https://" />
  )
}

type Choice = { chosen: string; error?: string }

function KindChoices({ chosen, error }: Choice) {
  const kinds = [
    ['discussion', 'Discussion', 'Posts with comments, polls and reactions.'],
    ['chat', 'Chat', 'Messages that come and go.'],
    ['course', 'Course', 'Lessons in an order of your choice.'],
    ['events', 'Events', 'Dates to meet at, here or there.'],
    ['resources', 'Resources', 'Files and links to keep.'],
  ] as const
  return (
    <Choices label="What kind of space is it?" error={error}>
      {kinds.map(([value, label, hint]) => (
        <Radio
          name="spaceType"
          icon={value}
          checked={chosen === value}
          {...{ value, label, hint }}
        />
      ))}
    </Choices>
  )
}

function EntryChoices({ chosen, error }: Choice) {
  const ways = [
    ['public', 'Every member', 'And everyone else, where the community lets them read.', 'globe'],
    ['private', 'Guests', 'You invite them one by one. Nobody else knows it exists.', 'lock'],
    ['paid', 'Holders of a tier', 'Others see its name and what opens it.', 'key'],
  ] as const
  return (
    <Choices label="Who may enter?" error={error}>
      {ways.map(([value, label, hint, icon]) => (
        <Radio name="visibility" checked={chosen === value} {...{ value, label, hint, icon }} />
      ))}
    </Choices>
  )
}

function PostChoices({ chosen, error }: Choice) {
  return (
    <Choices label="Who may post?" error={error}>
      <Radio
        name="whoPosts"
        value="members"
        checked={chosen === 'members'}
        icon="users"
        label="Everyone who may enter"
      />
      <Radio
        name="whoPosts"
        value="staff"
        checked={chosen === 'staff'}
        icon="megaphone"
        label="Staff"
        hint="Others read, comment and react."
      />
    </Choices>
  )
}
