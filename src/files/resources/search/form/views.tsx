import { TextField } from '../../../../ui/field.tsx'
import { ActionForm } from '../../../../ui/form.tsx'
import type { At } from '../../list/rules.ts'
import { MAX_QUERY } from '../../rules.ts'

/** Finds things in the whole space. */
export function SearchForm({ at, q = '' }: { at: At; q?: string }) {
  return (
    <ActionForm
      action={`/${at.slug}/s/${at.space}/search`}
      method="GET"
      enhance={false}
      role="search"
      class="shelf-search"
    >
      <TextField
        type="search"
        name="q"
        label="Search this space"
        bare
        value={q}
        placeholder="Search this space"
        autocomplete="off"
        maxlength={MAX_QUERY}
      />
      <button type="submit" class="sr-only" tabindex={-1}>
        Search
      </button>
    </ActionForm>
  )
}
