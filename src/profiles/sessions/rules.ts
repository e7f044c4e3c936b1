/** A path of ours to return to; anything that could lead elsewhere becomes the front page. */
export function returnPath(path: string | undefined): string {
  if (!path?.startsWith('/') || /^\/[/\\]/.test(path)) return '/'
  const url = new URL(path, 'https://here.invalid')
  return url.host === 'here.invalid' ? url.pathname + url.search + url.hash : '/'
}
