import { describe, expect, it } from 'vitest'
import { deviceName, returnPath } from './rules.ts'

describe('returnPath', () => {
  it.each(['/', '/atelier', '/atelier/s/talk?after=1#c', '/@ada'])('keeps %s', (path) => {
    expect(returnPath(path)).toBe(path)
  })

  it.each([
    ...[undefined, '', 'atelier', 'https://evil.example', '//evil.example', '/\\evil.example'],
    ...['/\t/evil.example', '/.//evil.example', '/a/..//evil.example', '/%2e//evil.example'],
    ...['/sign-in', '/sign-in/callback?return_to=/', '/sign-out', 'javascript:alert(1)', '/\n//x'],
  ])('goes home instead of to %j', (path) => {
    expect(returnPath(path)).toBe('/')
  })
})

describe('deviceName', () => {
  const mac =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)'
  it.each([
    [`${mac} Chrome/140.0.0.0 Safari/537.36`, 'Chrome on Mac'],
    [`${mac} Chrome/140.0.0.0 Safari/537.36 Edg/140.0`, 'Edge on Mac'],
    [`${mac} Version/18.0 Safari/605.1.15`, 'Safari on Mac'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/140.0 Safari/604.1',
      'Chrome on iPhone',
    ],
    ['curl/8.5', 'A script or an unknown browser'],
    ['', 'A script or an unknown browser'],
  ])('calls %s', (agent, name) => {
    expect(deviceName(agent)).toBe(name)
  })
})
