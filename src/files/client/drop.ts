type Place = { form: HTMLFormElement | null; add: (files: File[]) => void }

/**
 * Takes files that are dropped anywhere on the page, so that none of them replaces it.
 * @param find where a drop on an element belongs
 */
export function catchDrops(find: (target: EventTarget | null) => Place | null): void {
  document.addEventListener('dragover', (event) => {
    const place = isWithFiles(event) && find(event.target)
    if (!place) return
    event.preventDefault()
    mark(place.form)
  })
  document.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!relatedTarget) mark(null)
  })
  document.addEventListener('drop', (event) => {
    mark(null)
    const place = isWithFiles(event) && find(event.target)
    if (!place) return
    event.preventDefault()
    place.add(filesIn(event))
  })
}

/** Shows where files will land. */
function mark(form: HTMLFormElement | null) {
  for (const other of document.querySelectorAll('form[data-drop]'))
    if (other !== form) other.removeAttribute('data-drop')
  form?.setAttribute('data-drop', '')
}

const isWithFiles = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') ?? false

/** The files that were dropped; a folder is none. */
function filesIn({ dataTransfer }: DragEvent): File[] {
  const items = [...(dataTransfer?.items ?? [])]
  return items.flatMap((item) => {
    if (item.kind !== 'file' || item.webkitGetAsEntry()?.isDirectory) return []
    return item.getAsFile() ?? []
  })
}
