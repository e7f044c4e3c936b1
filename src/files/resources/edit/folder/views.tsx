import { SelectField } from '../../../../ui/field.tsx'

export type Folder = { id: string; path: string }

type Props = { name: string; folders: Folder[]; value?: string; error?: string }

/** The choice of a folder, or of none. */
export const FolderField = ({ folders, ...field }: Props) => (
  <SelectField
    {...field}
    label="Folder"
    options={[
      { value: '', label: 'None: at the top' },
      ...folders.map(({ id, path }) => ({ value: id, label: path })),
    ]}
  />
)
