import { MAX_SLUG } from '../../../communities/founding/rules.ts'
import { MAX_ADDRESS, MAX_NAME } from '../../../communities/settings/rules.ts'
import type { TierRow } from '../../../communities/tiers/queries.ts'
import { priceOf } from '../../../communities/tiers/rules.ts'
import { Checkbox, Choices, Radio } from '../../../ui/choice.tsx'
import { TextareaField, TextField } from '../../../ui/field.tsx'
import type { Errors, Typed } from '../../../ui/input.ts'
import { PictureField } from '../../../ui/picture.tsx'
import { MAX_LINE, type NewSpace } from '../../manage/rules.ts'

export type TierChoice = Pick<
  TierRow,
  'id' | 'name' | 'priceCents' | 'currency' | 'billingPeriod' | 'isActive'
>

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
      <TierChoices slug={slug} tiers={tiers} chosen={shown.requiredTierIds} errors={errors} />
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

type TierProps = { slug: string; tiers: TierChoice[]; chosen: string[]; errors: Errors }

/** Shown while "paid" is chosen: the stylesheet sees to it, with or without a script. */
function TierChoices({ slug, tiers, chosen, errors }: TierProps) {
  const shown = tiers.filter(({ id, isActive }) => isActive || chosen.includes(id))
  return (
    <div class="hidden group-has-[[value=paid]:checked]:block">
      <input type="hidden" name="requiredTierIds[]" value="" />
      <Choices label="Which tiers open it?" error={errors.requiredTierIds}>
        {shown.map((tier) => (
          <Checkbox
            name="requiredTierIds[]"
            value={tier.id}
            checked={chosen.includes(tier.id)}
            label={tier.name}
            hint={priceOf(tier)}
          />
        ))}
        {shown.length === 0 && (
          <p class="hint">
            There is no tier yet.{' '}
            <a class="text-link" href={`/${slug}/tiers`}>
              Make one first
            </a>
            .
          </p>
        )}
      </Choices>
    </div>
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
