/**
 * A community's colour, made safe. The owner's hue and chroma are kept; lightness moves only as far
 * as WCAG AA asks, apart for the light and the dark theme. The maths are Björn Ottosson's OKLab.
 */
type Lch = { l: number; c: number; h: number }
type Rgb = [r: number, g: number, b: number]

export const DEFAULT_BRAND = '#4f46e5'

/** Raised when the result for the same colour changes: it is part of the stylesheet's address. */
const VERSION = 1

/** Lightest and darkest things that text stands on; styles.css paints with the same numbers. */
export const SURFACES = {
  light: { paper: '#ffffff', sunken: 0.955, soft: 0.945 },
  dark: { raised: 0.275, soft: 0.3 },
}

const AA = 4.5
const NAMES = ['brand', 'brand-hover', 'on-brand', 'brand-text', 'brand-soft'] as const

/** The address of a colour's stylesheet: it depends on nothing else, so it can be cached for ever. */
export function brandHref(hex: string | null | undefined): string {
  return `/brand/${(parse(hex) ? hex : DEFAULT_BRAND)?.slice(1).toLowerCase()}.css?v=${VERSION}`
}

/**
 * The stylesheet of a community's colour: custom properties for both themes.
 * @param hex `#rrggbb`; anything else gives the default colour
 */
export function brandCss(hex: string): string {
  const { light, dark, hue, tint } = brand(hex)
  const pairs = NAMES.map((name) => `--${name}:light-dark(${light[name]},${dark[name]})`)
  return `:root{--hue:${hue};--tint:${tint};${pairs.join(';')}}\n`
}

/** The colours behind `brandCss`, as hex, for tests, mail and social cards. */
export function brand(hex: string) {
  const lch = toLch(parse(hex) ?? parse(DEFAULT_BRAND) ?? [0, 0, 0])
  const grey = lch.c < 0.03
  const hue = Math.round(lch.h)
  const shade = (l: number, most = 1) => toHex({ ...lch, l, c: Math.min(lch.c, most) })
  return {
    hue,
    tint: grey ? 0 : 1,
    light: theme(
      { ...lch, l: clamp(lch.l, 0.3, grey ? 0.45 : 0.88) },
      shade(SURFACES.light.soft, 0.035),
      -1,
    ),
    dark: theme(
      { ...lch, l: clamp(lch.l, grey ? 0.8 : 0.55, 0.92) },
      shade(SURFACES.dark.soft, 0.045),
      1,
    ),
  }
}

function theme(fill: Lch, soft: string, direction: 1 | -1) {
  const [solid, ink] = filled(fill)
  const ground = direction > 0 ? toHex({ l: SURFACES.dark.raised, c: 0.012, h: fill.h }) : soft
  const hardest = direction > 0 ? lighter(ground, soft) : soft
  const text = until(fill, direction, (hex) => contrast(hex, hardest) >= AA)
  const strong = toHex({ ...solid, l: solid.l + (direction > 0 ? 0.05 : -0.05) })
  const hover =
    contrast(strong, ink) >= AA
      ? strong
      : toHex({ ...solid, l: solid.l + (ink === '#ffffff' ? -0.04 : 0.04) })
  return {
    brand: toHex(solid),
    'brand-hover': hover,
    'on-brand': ink,
    'brand-text': text,
    'brand-soft': soft,
  }
}

/** White words on the colour when a small darkening allows it, else near-black ones. */
function filled(fill: Lch): [Lch, string] {
  for (let l = fill.l; l > fill.l - 0.09 && l > 0.2; l -= 0.005)
    if (contrast(toHex({ ...fill, l }), '#ffffff') >= AA) return [{ ...fill, l }, '#ffffff']
  const ink = toHex({ l: 0.22, c: Math.min(fill.c, 0.05), h: fill.h })
  for (let l = fill.l; l < 1; l += 0.005)
    if (contrast(toHex({ ...fill, l }), ink) >= AA) return [{ ...fill, l }, ink]
  return [{ ...fill, l: 1 }, ink]
}

function until(colour: Lch, direction: 1 | -1, good: (hex: string) => boolean): string {
  for (let l = colour.l; l >= 0 && l <= 1; l += 0.005 * direction) {
    const hex = toHex({ ...colour, l })
    if (good(hex)) return hex
  }
  return direction > 0 ? '#ffffff' : '#000000'
}

function lighter(a: string, b: string) {
  return luminance(a) > luminance(b) ? a : b
}

/** WCAG 2 contrast of two `#rrggbb` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

function luminance(hex: string): number {
  const [r, g, b] = linear(parse(hex) ?? [0, 0, 0])
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function parse(hex: string | null | undefined): Rgb | undefined {
  const [, r, g, b] = hex?.match(/^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i) ?? []
  if (!r || !g || !b) return undefined
  return [Number.parseInt(r, 16) / 255, Number.parseInt(g, 16) / 255, Number.parseInt(b, 16) / 255]
}

function toLch(rgb: Rgb): Lch {
  const [r, g, b] = linear(rgb)
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    c: Math.hypot(a, bb),
    h: ((Math.atan2(bb, a) * 180) / Math.PI + 360) % 360,
  }
}

/** Chroma gives way, never hue or lightness, until the colour fits in sRGB. */
function toHex(colour: Lch): string {
  let c = colour.c
  let rgb = toRgb({ ...colour, c })
  while (c > 0 && rgb.some((value) => value < -0.0005 || value > 1.0005)) {
    c = Math.max(0, c - 0.004)
    rgb = toRgb({ ...colour, c })
  }
  return `#${rgb
    .map((value) =>
      Math.round(clamp(curved(value), 0, 1) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

function toRgb({ l, c, h }: Lch): Rgb {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ]
}

function linear([r, g, b]: Rgb): Rgb {
  const one = (value: number) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  return [one(r), one(g), one(b)]
}

function curved(value: number) {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055
}

function clamp(value: number, low: number, high: number) {
  return Math.min(high, Math.max(low, value))
}
