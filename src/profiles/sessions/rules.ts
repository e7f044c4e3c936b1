/** A path of ours to return to; anything that could lead elsewhere becomes the front page. */
export function returnPath(path: string | undefined): string {
  if (!path?.startsWith('/') || !URL.canParse(path, 'https://here.invalid')) return '/'
  const url = new URL(path, 'https://here.invalid')
  // a path can begin with two slashes only after its dots are resolved, and would then be a host
  if (url.host !== 'here.invalid' || url.pathname.startsWith('//')) return '/'
  // back at the door one would be signed in again, and again
  if (/^\/sign-(in|out)(\/|$)/.test(url.pathname)) return '/'
  return url.pathname + url.search + url.hash
}

/** The page of ours that a request was sent from, by its Referer header; else the front page. */
export function pageBefore(referer: string | undefined, origin: string): string {
  if (!referer || !URL.canParse(referer)) return '/'
  const url = new URL(referer)
  return url.origin === origin ? returnPath(url.pathname + url.search) : '/'
}

const browsers: [RegExp, string][] = [
  [/Edg(A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Linux|X11/, 'Linux'],
]

/** A browser's user agent in words that its owner knows: "Firefox on Windows". */
export function deviceName(userAgent: string): string {
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1]
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1]
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? 'A script or an unknown browser'
}
