import { asset } from '../../ui/assets.ts'
import { Button } from '../../ui/button.tsx'
import { TextareaField } from '../../ui/field.tsx'
import type { IconName } from '../../ui/icons.ts'

type Props = {
  /** the community's slug, and the space's: who may be mentioned */
  community: string
  space?: string
  /** where what is typed is kept on this device until it is sent: see `draftOf` */
  draft?: string
  label: string
  /** unique on the page; the name of the field unless `name` says otherwise */
  id: string
  name?: string
  value?: string
  error?: string
  hint?: string
  placeholder?: string
  rows?: number
  max: number
  /** for comments: the few marks that a reply needs */
  small?: boolean
  /** hides the label from the eye */
  bare?: boolean
  /** may stay empty, as where files say something already; a script keeps it so while they come and go */
  optional?: boolean
  /** takes the focus when the form appears */
  autofocus?: boolean
}

type Tool = { icon: IconName; label: string; wrap?: string; line?: string; ask?: string }

const TOOLS: Tool[] = [
  { icon: 'bold', label: 'Bold', wrap: '**|**' },
  { icon: 'italic', label: 'Italic', wrap: '_|_' },
  { icon: 'link', label: 'Link', wrap: '[|](https://)' },
  { icon: 'quote', label: 'Quote', line: '> ' },
  { icon: 'code', label: 'Code', wrap: '`|`' },
  { icon: 'mention', label: 'Mention someone', ask: '@' },
  { icon: 'react', label: 'Emoji', ask: ':' },
  { icon: 'hash', label: 'Heading', line: '## ' },
  { icon: 'list', label: 'List', line: '- ' },
  { icon: 'ordered', label: 'Numbered list', line: '1. ' },
  { icon: 'image', label: 'Picture by its address', wrap: '![|](https://)' },
]
const FEW = 7

/**
 * The place to write Markdown: a plain textarea that `client.ts` gives tools, completion and a
 * draft. Stands in a form, on a page whose scripts name `posts.js`. Preview works without a script.
 */
export function Editor({ community, space, draft, small, id, name = 'content', ...field }: Props) {
  const { max, optional, ...rest } = field
  return (
    <post-editor
      class={small ? 'editor' : 'editor editor-tall'}
      data-mentions={`/${community}/mentions?${space ? `space=${space}&` : ''}q=`}
      data-emoji={asset('emoji.txt')}
      data-draft={draft}
    >
      <div class="editor-bar">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be one of the form's groups */}
        <div class="editor-tools" role="group" aria-label="Formatting">
          {(small ? TOOLS.slice(0, FEW) : TOOLS).map(({ icon, label, wrap, line, ask }) => (
            <Button
              type="button"
              look="plain"
              size="small"
              icon={icon}
              label={label}
              data-wrap={wrap}
              data-line={line}
              data-ask={ask}
            />
          ))}
        </div>
        <Button
          look="plain"
          size="small"
          formaction="/preview"
          formtarget="_blank"
          formnovalidate
          data-preview
        >
          Preview
        </Button>
      </div>
      <TextareaField
        {...rest}
        id={id}
        name={name}
        maxlength={max}
        optional={optional}
        required={!optional}
        autocomplete="off"
      />
      <output class="sr-only" />
    </post-editor>
  )
}
