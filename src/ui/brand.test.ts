import { describe, expect, it } from 'vitest'
import { brand, brandCss, brandHref, contrast, DEFAULT_BRAND, SURFACES } from './brand.ts'

const colours = [
  ['white', '#ffffff'],
  ['black', '#000000'],
  ['grey', '#808080'],
  ['yellow', '#ffeb00'],
  ['lemon', '#fffacd'],
  ['lime', '#00ff00'],
  ['cyan', '#00ffff'],
  ['red', '#ff0000'],
  ['blue', '#0000ff'],
  ['magenta', '#ff00ff'],
  ['navy', '#0b1026'],
  ['forest', '#2f7d4f'],
  ['our own', DEFAULT_BRAND],
  ...wheel(),
] as const

const AA = 4.5

describe('a brand colour', () => {
  it.each(colours)('%s carries readable words on both themes (%s)', (_, hex) => {
    const { light, dark } = brand(hex)
    for (const theme of [light, dark]) {
      expect(contrast(theme.brand, theme['on-brand'])).toBeGreaterThanOrEqual(AA)
      expect(contrast(theme['brand-hover'], theme['on-brand'])).toBeGreaterThanOrEqual(AA)
      expect(contrast(theme['brand-text'], theme['brand-soft'])).toBeGreaterThanOrEqual(AA)
    }
    expect(contrast(light['brand-text'], SURFACES.light.paper)).toBeGreaterThanOrEqual(AA)
    expect(contrast(light['brand-text'], '#eef0ef')).toBeGreaterThanOrEqual(AA)
    expect(contrast(dark['brand-text'], '#111212')).toBeGreaterThanOrEqual(AA)
    expect(contrast(dark['brand-text'], '#262828')).toBeGreaterThanOrEqual(AA)
  })

  it('stays as the owner chose it when nothing forbids it', () => {
    expect(brand('#2f7d4f').light.brand).toBe('#2f7d4f')
  })

  it('keeps neutrals neutral for a colour without hue', () => {
    expect(brand('#777777').tint).toBe(0)
    expect(brand('#2f7d4f').tint).toBe(1)
  })

  it('is a stylesheet for both themes at an address made of nothing but the colour', () => {
    expect(brandCss('#2F7D4F')).toContain('--brand:light-dark(#2f7d4f,')
    expect(brandHref('#2F7D4F')).toMatch(/^\/brand\/2f7d4f\.css\?v=\d+$/)
  })

  it('falls back to our own for anything that is no colour', () => {
    for (const hex of ['', 'red', '#12', '#12345g', 'url(x)', '#123456;}'])
      expect(brandCss(hex)).toBe(brandCss(DEFAULT_BRAND))
    expect(brandHref('#123456;}')).toBe(brandHref(DEFAULT_BRAND))
    expect(brandHref(null)).toBe(brandHref(DEFAULT_BRAND))
  })
})

describe('contrast', () => {
  it('is the one of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  })
})

function wheel(): [string, string][] {
  return Array.from({ length: 72 }, (_, step) => {
    const byte = (shift: number) =>
      Math.round(
        127.5 + 127.5 * Math.cos(((step * 5 + shift) * Math.PI) / 180) * (1 - (step % 4) / 5),
      )
        .toString(16)
        .padStart(2, '0')
    return [`wheel ${step * 5}`, `#${byte(0)}${byte(240)}${byte(120)}`]
  })
}
