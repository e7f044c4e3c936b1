import { asset } from '../../ui/assets.ts'

/** Stands on a page that its reader has news of: when the page is seen, they are read. */
export function Seen({ path }: { path: string }) {
  return <span hidden data-seen={path} data-script={asset('seen.js')} />
}
