import { Button } from '../../../ui/button.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'

/** Says that one looks at a course as learners do, and ends it. */
export const PreviewBand = ({ href }: { href: string }) => (
  <div class="preview-band">
    <Icon name="eye" size={18} />
    <p>You see this course as someone who has just enrolled.</p>
    <ActionForm action={`${href}/preview`} method="DELETE" enhance={false}>
      <Button size="small">Back to building</Button>
    </ActionForm>
  </div>
)
