import { Button } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/card.tsx'
import { Field } from '../../../ui/field.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import type { Errors } from '../../../ui/input.ts'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { MAX_FORM, sizeOf } from '../../rules.ts'

type Mine = { errors?: Errors; about: Record<string, string> }

/** A file and a button: how uploads go without JavaScript. */
export const UploadPage: Page<Record<never, never>, Mine> = {
  title: () => 'Upload a file',
  Body: () => (
    <>
      <PageHead title="Upload a file" />
      <Slot name="upload-form" />
    </>
  ),
  mine: (mine) => ({ 'upload-form': <UploadForm {...mine} /> }),
}

function UploadForm({ errors = {}, about }: Mine) {
  const error = Object.values(errors)[0]
  return (
    <ActionForm action="/files" class="form card" enhance={false} enctype="multipart/form-data">
      {Object.entries(about).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Field label="File" name="file" error={error} hint={`Up to ${sizeOf(MAX_FORM)}.`}>
        <input
          class="input"
          type="file"
          name="file"
          id="file"
          required
          aria-describedby={error ? 'file-error file-hint' : 'file-hint'}
          aria-invalid={error ? 'true' : undefined}
        />
      </Field>
      <div class="form-actions">
        <Button look="primary">Upload</Button>
      </div>
    </ActionForm>
  )
}
