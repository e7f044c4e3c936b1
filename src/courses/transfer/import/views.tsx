import type { Attached } from '../../../files/attached/rules.ts'
import { Uploader } from '../../../files/uploader/views.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/card.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'

type Shared = { slug: string; space: { slug: string; name: string } }
type Mine = { arrived: string | null; errors?: { zip: string } }

/** A course from a zip that was exported. */
export const ImportPage: Page<Shared, Mine> = {
  styles: ['building.css'],
  title: () => 'Import a course',
  Body: ({ slug, space }) => (
    <>
      <PageHead title="Import a course">
        Into <a href={`/${slug}/s/${space.slug}`}>{space.name}</a>, as a draft. Quizzes, files and
        the pace come along; who may take it is yours to say.
      </PageHead>
      <Slot name="import-form" />
    </>
  ),
  mine: ({ arrived, errors }, { slug, space }) => ({
    'import-form': (
      <ActionForm
        action={`/${slug}/s/${space.slug}/courses/import`}
        class="form card"
        enhance={false}
      >
        <div class="field">
          <p class="label">The zip</p>
          <Uploader
            purpose="lesson"
            name="zip"
            plain
            add="Choose a zip"
            community={slug}
            space={space.slug}
            files={arrived ? [zipWith(arrived)] : []}
            most={1}
            keep={`import:${slug}/${space.slug}`}
            back={`/${slug}/s/${space.slug}/courses/import?zip=`}
            error={errors?.zip}
          />
        </div>
        <div class="form-actions">
          <Button look="primary">Import</Button>
          <LinkButton look="plain" href={`/${slug}/s/${space.slug}`}>
            Cancel
          </LinkButton>
        </div>
      </ActionForm>
    ),
  }),
}

/** A zip that was uploaded on a page of its own. */
const zipWith = (id: string): Attached => ({
  ...{ id, name: 'The zip that you uploaded', type: 'application/zip', kind: 'file', size: 0 },
  ...{ url: '', alt: '', captions: [] },
})
