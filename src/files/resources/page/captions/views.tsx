import { Button } from '../../../../ui/button.tsx'
import { Card } from '../../../../ui/card.tsx'
import { ActionForm } from '../../../../ui/form.tsx'
import { type FileFacts, MAX_CAPTIONS } from '../../../rules.ts'
import { FileForm } from '../../add/form/views.tsx'
import type { At, Item } from '../../list/rules.ts'

/** The words of what is spoken: which there are, and one more. */
export const Captions = ({ at, item, captions }: { at: At; item: Item; captions: FileFacts[] }) => (
  <>
    {captions.length > 0 && (
      <Card title="Captions">
        <div class="rows">
          {captions.map(({ id, name }) => (
            <div class="row">
              <span class="row-words truncate">{name}</span>
              <ActionForm
                action={`${item.href}/captions/${id}`}
                method="DELETE"
                confirm={`Remove “${name}”?`}
              >
                <Button look="plain" size="small" icon="trash" label={`Remove ${name}`} />
              </ActionForm>
            </div>
          ))}
        </div>
      </Card>
    )}
    <FileForm
      title={captions.length > 0 ? 'More captions' : 'Captions'}
      sent={{
        ...{ purpose: 'captions', community: at.slug, space: at.space },
        ...{ of: item.file?.id ?? '', back: item.href },
      }}
      label="A WebVTT file"
      hint="Name it by its language, such as talk.de.vtt."
      accept=".vtt,text/vtt"
      most={MAX_CAPTIONS}
    >
      Add captions
    </FileForm>
  </>
)
