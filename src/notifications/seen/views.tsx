import { asset } from '../../ui/assets.ts'

/**
 * Stands on the page of a thing that its reader has news of: when the page is seen, they are read.
 * Put it into the page's own parts where `unreadAbout` found something.
 */
export function Seen({ topic }: { topic: string }) {
  return <span hidden data-seen={topic} data-script={asset('seen.js')} />
}
