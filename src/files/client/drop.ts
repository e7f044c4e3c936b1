type Uploads = HTMLElement & {
  form: HTMLFormElement | null
  add: (files: File[], of?: string) => void
}
/** `mark`: what shows that files land there */
type Place = { mark: Element | null; add: (files: File[]) => void }

/** Takes files that are dropped anywhere on the page, so that none of them replaces it. */
export function catchDrops(): void {
  document.addEventListener('dragover', (event) => {
    const place = isWithFiles(event) && find(event.target)
    if (!place) return
    event.preventDefault()
    mark(place.mark)
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

/** Where a drop belongs: into the list that it is on, its form's, or else the first of the page. */
function find(target: EventTarget | null): Place | null {
  const at = target instanceof Element ? target : null
  const own =
    at?.closest<Uploads>('file-uploads') ??
    at?.closest('form')?.querySelector<Uploads>('file-uploads')
  if (own) return { mark: own.form, add: (files) => own.add(files) }
  const uploads = document.querySelector<Uploads>('file-uploads')
  if (!uploads) return null
  // on a shelf they go into the folder that they are dropped on
  const shelf = document.querySelector('#shelf')
  const folder = shelf && at?.closest<HTMLElement>('.shelf-item[data-kind=folder]')
  const add = (files: File[]) => uploads.add(files, folder?.dataset.id)
  return { mark: folder ?? shelf ?? uploads.form, add }
}

/** Shows where files will land. */
function mark(place: Element | null) {
  for (const other of document.querySelectorAll('[data-drop]'))
    if (other !== place) other.removeAttribute('data-drop')
  place?.setAttribute('data-drop', '')
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
