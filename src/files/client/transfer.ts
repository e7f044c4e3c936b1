export const isWithFiles = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') ?? false

/** The files that were dropped; a folder is none. */
export function filesIn({ dataTransfer }: DragEvent): File[] {
  const items = [...(dataTransfer?.items ?? [])]
  return items.flatMap((item) => {
    if (item.kind !== 'file' || item.webkitGetAsEntry()?.isDirectory) return []
    return item.getAsFile() ?? []
  })
}
