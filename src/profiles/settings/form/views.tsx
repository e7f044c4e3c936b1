import { Button } from '../../../ui/button.tsx'
import { TextareaField, TextField } from '../../../ui/field.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import type { Errors, Typed } from '../../../ui/input.ts'
import { PictureField } from '../../../ui/picture.tsx'
import { MAX_NAME, MAX_USERNAME } from '../../rules.ts'
import type { OwnProfile } from '../queries.ts'
import { MAX_ADDRESS, MAX_BIO, MAX_LINKS, MAX_LOCATION } from '../rules.ts'

type Props = { profile: OwnProfile; errors?: Errors; typed?: Typed }

/** All that people say of themselves; after a refusal, with what they typed. */
export function ProfileForm({ profile, errors = {}, typed = {} }: Props) {
  const text = (name: 'fullName' | 'username' | 'bio' | 'location' | 'avatarUrl') => {
    const value = name in typed ? typed[name] : profile[name]
    return { name, error: errors[name], value: typeof value === 'string' ? value : '' }
  }
  const links = Array.isArray(typed.links) ? typed.links : profile.links
  return (
    <ActionForm action="/settings" method="PATCH" id="profile-form" class="form">
      <TextField {...text('fullName')} label="Name" maxlength={MAX_NAME} autocomplete="name" />
      <div class="field">
        <TextField
          {...text('username')}
          label="Username"
          prefix="@"
          maxlength={MAX_USERNAME}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          hint="The address of your profile, and how others mention you. The old one stops working."
          hx-get="/settings/username"
          hx-trigger="input changed delay:300ms"
          hx-target="#username-state"
          hx-swap="outerHTML"
        />
        <output id="username-state" for="username" />
      </div>
      <PictureField
        {...text('avatarUrl')}
        label="Picture"
        purpose="avatar"
        max={MAX_ADDRESS}
        back="/settings?avatarUrl="
        hint="Of a square picture. Leave it empty to show your initials."
      />
      <TextareaField {...text('bio')} label="About you" maxlength={MAX_BIO} rows={4} optional />
      <TextField
        {...text('location')}
        label="Where you are"
        maxlength={MAX_LOCATION}
        autocomplete="address-level2"
        optional
      />
      <fieldset class="choices">
        <legend class="label">
          Links <span class="optional">optional</span>
        </legend>
        {errors.links && <p class="field-error">{errors.links}</p>}
        <div class="answers answers-from-1">
          {Array.from({ length: MAX_LINKS }, (_, index) => (
            <TextField
              bare
              label={`Link ${index + 1}`}
              id={`link-${index + 1}`}
              name="links[]"
              inputmode="url"
              placeholder="https://"
              maxlength={MAX_ADDRESS}
              value={typeof links[index] === 'string' ? links[index] : ''}
              error={errors[`links.${index}`]}
            />
          ))}
        </div>
      </fieldset>
      <div class="form-actions">
        <Button look="primary">Save</Button>
      </div>
    </ActionForm>
  )
}
